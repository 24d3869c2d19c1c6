export const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Not a number without values. */
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length

/**
 * A quantile of ascending values, by linear interpolation (type 7 of Hyndman and Fan 1996, the default of R, NumPy and SQL's
 * percentile_cont). Not a number without values.
 */
export function quantileOf(ascending: ArrayLike<number>, share: number): number {
  const position = (ascending.length - 1) * share
  const low = ascending[Math.floor(position)] ?? NaN
  const high = ascending[Math.ceil(position)] ?? NaN
  return low + (high - low) * (position - Math.floor(position))
}

export const ascending = (values: Iterable<number>): Float64Array =>
  Float64Array.from(values).sort()

/** Pearson's correlation; null where one side does not vary. */
export function correlationOf(a: readonly number[], b: readonly number[]): number | null {
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

/** Spearman's correlation: Pearson's of the ranks, where equal values share the mean of theirs. */
export const rankCorrelationOf = (a: readonly number[], b: readonly number[]): number | null =>
  correlationOf(ranksOf(a), ranksOf(b))

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!)
  const ranks = new Array<number>(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) {
      to += 1
    }
    for (let at = from; at <= to; at += 1) {
      ranks[order[at]!] = (from + to) / 2
    }
    from = to + 1
  }
  return ranks
}
