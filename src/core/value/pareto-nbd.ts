import { hypergeometricOne } from "../numeric/hypergeometric"
import { type Fit, fitModel } from "./fit-model"
import {
  type GroupedHistories,
  logTimes,
  type PurchaseHistory,
  sumLogRising,
} from "./purchase-history"

/** Buying rate: gamma (r, alpha). Rate of leaving, at any time: gamma (s, beta). */
export type ParetoNbd = Readonly<Record<"r" | "alpha" | "s" | "beta", number>>

/*
 * Schmittlein, Morrison and Colombo, "Counting your customers: who are they and what will they do next?", Management Science 33
 * (1987), in the notation of Fader and Hardie, "A note on deriving the Pareto/NBD model and related expressions" (2005).
 */

/** Maximum likelihood. */
export function fitParetoNbd(histories: GroupedHistories): Fit<keyof ParetoNbd> {
  const { times, ageCounts, customers } = histories
  const meanAge = times.reduce((sum, time, i) => sum + time * ageCounts[i]!, 0) / customers || 1
  return fitModel((params) => logLikelihood(params, histories), {
    r: 1,
    alpha: meanAge,
    s: 1,
    beta: meanAge,
  })
}

/** Fader and Hardie (2005), equation 19. */
export function logLikelihood(params: ParetoNbd, histories: GroupedHistories): number {
  const { r, alpha, s, beta } = params
  const { counts, x, txAt, ageAt, times } = histories
  const buying = logTimes(histories, alpha)
  const staying = logTimes(histories, beta)
  let sum =
    histories.customers * (r * Math.log(alpha) + s * Math.log(beta)) + sumLogRising(histories, r)
  const leaving = leavingAt(params, times, buying, staying)
  for (let i = 0; i < counts.length; i += 1) {
    const [from, to] = [txAt[i]!, ageAt[i]!]
    const stayed = -(r + x[i]!) * buying[to]! - s * staying[to]!
    const odds = oddsOfHavingLeft(params, x[i]!, stayed, leaving(x[i]!, from), leaving(x[i]!, to))
    sum += counts[i]! * (stayed + Math.log1p(odds))
  }
  return sum
}

/**
 * Logarithm of the integrand's antiderivative in equation 20 (its part A0) at a time, for x repeats. In terms of 2F1(1, b; c; z):
 * Euler's transformation of Fader and Hardie's expressions, which need z near 1 whenever alpha and beta lie far apart.
 */
function leavingAt(
  { r, alpha, s, beta }: ParetoNbd,
  times: ArrayLike<number>,
  buying: ArrayLike<number>,
  staying: ArrayLike<number>
): (x: number, at: number) => number {
  const known = new Map<number, number>()
  const compute = (x: number, at: number): number =>
    alpha >= beta
      ? -(r + x) * buying[at]! -
        s * staying[at]! +
        Math.log(hypergeometricOne(r + x, r + s + x + 1, (alpha - beta) / (alpha + times[at]!)))
      : (1 - r - x) * buying[at]! -
        (s + 1) * staying[at]! +
        Math.log(hypergeometricOne(s + 1, r + s + x + 1, (beta - alpha) / (beta + times[at]!)))
  return (x, at) => {
    const key = x * times.length + at
    const found = known.get(key)
    if (found !== undefined) {
      return found
    }
    const value = compute(x, at)
    known.set(key, value)
    return value
  }
}

/** Odds that the customer left between the last purchase and now; `from` and `to` are `leavingAt` those two times. */
function oddsOfHavingLeft(
  { r, s }: ParetoNbd,
  x: number,
  stayed: number,
  from: number,
  to: number
): number {
  // Rounding may make the empty interval negative.
  return (s / (r + s + x)) * Math.max(0, Math.exp(from - stayed) - Math.exp(to - stayed))
}

function oddsOf(params: ParetoNbd, { x, tx, T }: PurchaseHistory): number {
  const { r, alpha, s, beta } = params
  const times = [tx, T]
  const buying = times.map((time) => Math.log(alpha + time))
  const staying = times.map((time) => Math.log(beta + time))
  const stayed = -(r + x) * buying[1]! - s * staying[1]!
  const leaving = leavingAt(params, times, buying, staying)
  return oddsOfHavingLeft(params, x, stayed, leaving(x, 0), leaving(x, 1))
}

/** Fader and Hardie (2005), equation 29. */
export function alive(params: ParetoNbd, history: PurchaseHistory): number {
  return 1 / (1 + oddsOf(params, history))
}

/** Purchases to expect in the next `t`: Fader and Hardie (2005), equation 41. */
export function expectedPurchases(params: ParetoNbd, history: PurchaseHistory, t: number): number {
  const { r, alpha, s, beta } = params
  const { x, T } = history
  if (t <= 0) {
    return 0
  }
  const shrink = Math.log((beta + T) / (beta + T + t))
  const time = s === 1 ? -shrink : -Math.expm1((s - 1) * shrink) / (s - 1)
  return (((r + x) * (beta + T)) / (alpha + T)) * time * alive(params, history)
}
