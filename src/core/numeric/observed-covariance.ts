/** A step of the differences: the likelihood's rounding errors and its third derivative are both small there. */
const STEP = 1e-3

/**
 * The covariance of maximum likelihood estimates: the inverse of the observed information (Efron and Hinkley 1978), its second derivatives
 * by central differences. Steps are absolute: give parameters whose unit is about their size, such as logarithms.
 * @returns null where the likelihood is no summit in every direction
 */
export function observedCovariance(
  logLikelihood: (at: readonly number[]) => number,
  at: readonly number[]
): readonly (readonly number[])[] | null {
  const value = (...moves: readonly (readonly [index: number, by: number])[]): number => {
    const moved = [...at]
    moves.forEach(([i, by]) => (moved[i]! += by))
    return logLikelihood(moved)
  }
  const here = value()
  const information = at.map((_, i) =>
    at.map((_, j) =>
      i === j
        ? -(value([i, STEP]) - 2 * here + value([i, -STEP])) / STEP ** 2
        : -(
            value([i, STEP], [j, STEP]) -
            value([i, STEP], [j, -STEP]) -
            value([i, -STEP], [j, STEP]) +
            value([i, -STEP], [j, -STEP])
          ) /
          (4 * STEP ** 2)
    )
  )
  return inverseOf(information)
}

/** Gauss and Jordan without exchanging rows: a matrix that is not positive definite has no inverse here. */
function inverseOf(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let i = 0; i < size; i += 1) {
    const pivot = rows[i]![i]!
    if (!(pivot > 0)) {
      return null
    }
    rows[i] = rows[i]!.map((cell) => cell / pivot)
    rows.forEach((row, other) => {
      const factor = row[i]!
      if (other !== i) {
        rows[other] = row.map((cell, column) => cell - factor * rows[i]![column]!)
      }
    })
  }
  return rows.map((row) => row.slice(size))
}

/** The standard error of what follows from estimates, by the delta method. */
export function deltaError(
  covariance: readonly (readonly number[])[],
  follows: (at: readonly number[]) => number,
  at: readonly number[]
): number {
  const gradient = at.map((_, i) => {
    const moved = (by: number): number => follows(at.map((one, j) => (i === j ? one + by : one)))
    return (moved(STEP) - moved(-STEP)) / (2 * STEP)
  })
  const variance = covariance.reduce(
    (sum, row, i) =>
      sum + row.reduce((part, cell, j) => part + gradient[i]! * cell * gradient[j]!, 0),
    0
  )
  return Math.sqrt(variance)
}
