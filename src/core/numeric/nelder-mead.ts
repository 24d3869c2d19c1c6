export type Minimum = {
  readonly at: readonly number[]
  readonly value: number
  readonly evaluations: number
  /** False when the evaluations ran out first. */
  readonly converged: boolean
}

type Corner = { readonly at: readonly number[]; readonly value: number }

export type SearchOptions = {
  /** How far the other corners of the first simplex lie from the start. */
  readonly step: number
  /** Ends when the corners' values differ by less than this, */
  readonly valueTolerance: number
  /** and their coordinates by less than this. */
  readonly coordinateTolerance: number
  readonly maxEvaluations: number
}

const DEFAULTS: SearchOptions = {
  step: 0.5,
  valueTolerance: 1e-7,
  coordinateTolerance: 1e-5,
  maxEvaluations: 2000,
}

/**
 * The minimum of a function without derivatives: Nelder and Mead (1965), with the coefficients of Lagarias, Reeds, Wright and
 * Wright (1998), section 2. A value that is not a number counts as infinitely bad, so bounds are written as infinity.
 */
export function minimise(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  options: Partial<SearchOptions> = {}
): Minimum {
  const { step, valueTolerance, coordinateTolerance, maxEvaluations } = { ...DEFAULTS, ...options }
  let evaluations = 0
  const corner = (at: readonly number[]): Corner => {
    evaluations += 1
    const value = f(at)
    return { at, value: Number.isNaN(value) ? Infinity : value }
  }
  const simplex = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((x, i) => (i === axis ? x + step : x)))),
  ]
  const byValue = (a: Corner, b: Corner): number => a.value - b.value || 0
  simplex.sort(byValue)
  const done = (): boolean => isSmall(simplex, valueTolerance, coordinateTolerance)
  while (!done() && evaluations < maxEvaluations) {
    improve(simplex, corner)
    simplex.sort(byValue)
  }
  const best = simplex[0]!
  return { at: best.at, value: best.value, evaluations, converged: done() }
}

function isSmall(simplex: readonly Corner[], values: number, coordinates: number): boolean {
  const best = simplex[0]!
  const worst = simplex.at(-1)!
  return (
    worst.value - best.value <= values &&
    simplex.every(({ at }) => at.every((x, i) => Math.abs(x - best.at[i]!) <= coordinates))
  )
}

/** One step: the worst corner is reflected at the others, or all shrink towards the best. */
function improve(simplex: Corner[], corner: (at: readonly number[]) => Corner): void {
  const worst = simplex.at(-1)!
  const others = simplex.slice(0, -1)
  const centre = worst.at.map(
    (_, i) => others.reduce((sum, { at }) => sum + at[i]!, 0) / others.length
  )
  const along = (factor: number): Corner =>
    corner(centre.map((x, i) => x + factor * (x - worst.at[i]!)))
  const last = simplex.length - 1
  const reflected = along(1)
  if (reflected.value < simplex[0]!.value) {
    const expanded = along(2)
    simplex[last] = expanded.value < reflected.value ? expanded : reflected
    return
  }
  if (reflected.value < others.at(-1)!.value) {
    simplex[last] = reflected
    return
  }
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5)
  if (contracted.value < Math.min(reflected.value, worst.value)) {
    simplex[last] = contracted
    return
  }
  const best = simplex[0]!.at
  for (let i = 1; i <= last; i += 1) {
    simplex[i] = corner(simplex[i]!.at.map((x, axis) => (x + best[axis]!) / 2))
  }
}
