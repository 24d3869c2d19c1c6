import { minimise } from "../numeric/nelder-mead"

export type Fit<Name extends string> = {
  readonly params: Readonly<Record<Name, number>>
  readonly logLikelihood: number
  readonly evaluations: number
  readonly converged: boolean
}

/**
 * Parameters are positive and of any size, so the search runs over their logarithms; so far from the start. Where a history does not
 * show that customers leave, the likelihood rises for ever towards a model in which nobody does: it has to end somewhere.
 */
const SMALLEST = Math.log(1e-6)
const LARGEST = Math.log(1e3)

/**
 * The parameters that make the observed most likely.
 * @param start where the search begins; it settles the order of the parameters
 */
export function fitModel<Name extends string>(
  logLikelihood: (params: Readonly<Record<Name, number>>) => number,
  start: Readonly<Record<Name, number>>
): Fit<Name> {
  const names = Object.keys(start) as Name[]
  const paramsOf = (logs: readonly number[]): Record<Name, number> =>
    Object.fromEntries(names.map((name, i) => [name, Math.exp(logs[i]!)])) as Record<Name, number>
  const begin = names.map((name) => Math.log(start[name]))
  const isFar = (log: number, i: number): boolean =>
    log < begin[i]! + SMALLEST || log > begin[i]! + LARGEST
  const cost = (logs: readonly number[]): number =>
    logs.some(isFar) ? Infinity : -logLikelihood(paramsOf(logs))
  const first = minimise(cost, begin, {
    valueTolerance: 1e-2,
    coordinateTolerance: 1e-2,
    maxEvaluations: 300,
  })
  // A simplex can collapse on a slope; a second one from where it stopped finds out, and is exact.
  const second = minimise(cost, first.at, {
    step: 0.1,
    valueTolerance: 1e-7,
    coordinateTolerance: 1e-4,
    maxEvaluations: 300,
  })
  return {
    params: paramsOf(second.at),
    logLikelihood: -second.value,
    evaluations: first.evaluations + second.evaluations,
    converged: second.converged,
  }
}
