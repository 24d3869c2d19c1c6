import { minimise } from "../numeric/nelder-mead"

export type Fit<Name extends string> = {
  readonly params: Readonly<Record<Name, number>>
  readonly logLikelihood: number
  readonly evaluations: number
  readonly converged: boolean
}

/** Parameters are positive and of any size, so the search runs over their logarithms, inside these bounds. */
const SMALLEST = Math.log(1e-7)
const LARGEST = Math.log(1e7)

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
  const cost = (logs: readonly number[]): number =>
    logs.some((log) => log < SMALLEST || log > LARGEST) ? Infinity : -logLikelihood(paramsOf(logs))
  const first = minimise(
    cost,
    names.map((name) => Math.log(start[name])),
    { valueTolerance: 1e-2, coordinateTolerance: 1e-2 }
  )
  // A simplex can collapse on a slope; a second one from where it stopped finds out, and is exact.
  const second = minimise(cost, first.at, {
    step: 0.1,
    valueTolerance: 1e-7,
    coordinateTolerance: 1e-4,
  })
  return {
    params: paramsOf(second.at),
    logLikelihood: -second.value,
    evaluations: first.evaluations + second.evaluations,
    converged: second.converged,
  }
}
