import { hypergeometric } from "../numeric/hypergeometric"
import { type Fit, fitModel } from "./fit-model"
import {
  type GroupedHistories,
  logTimes,
  type PurchaseHistory,
  sumLogAges,
  sumLogRising,
} from "./purchase-history"

/** Buying rate: gamma (r, alpha). Probability to leave after a purchase: beta (a, b). */
export type BetaGeometric = Readonly<Record<"r" | "alpha" | "a" | "b", number>>

/**
 * The two models in which a customer may leave after each purchase: BG/NBD (Fader, Hardie and Lee, "Counting your customers" the
 * easy way, Marketing Science 24, 2005), where the first purchase is no occasion to leave, and MBG/NBD (Batislam, Denizel and
 * Filiztekin, Int. J. Research in Marketing 24, 2007; Hoppe and Wagner, Marketing JRM 2007), where it is one. With the number of
 * occasions that were survived written as x + first, one formula serves both.
 */
type Occasions = 0 | 1

export const BG: Occasions = 0
export const MBG: Occasions = 1

const START: BetaGeometric = { r: 1, alpha: 1, a: 1, b: 1 }

/** Maximum likelihood. */
export function fitBetaGeometric(
  histories: GroupedHistories,
  first: Occasions
): Fit<keyof BetaGeometric> {
  return fitModel((params) => logLikelihood(params, histories, first), {
    ...START,
    alpha: meanAge(histories),
  })
}

const meanAge = ({ times, ageCounts, customers }: GroupedHistories): number =>
  times.reduce((sum, time, i) => sum + time * ageCounts[i]!, 0) / customers || 1

/** Fader, Hardie and Lee (2005), equation 6, with x + `first` survived occasions. */
export function logLikelihood(
  { r, alpha, a, b }: BetaGeometric,
  histories: GroupedHistories,
  first: Occasions
): number {
  const logs = logTimes(histories, alpha)
  const { counts, x, txAt, ageAt } = histories
  let sum =
    histories.customers * r * Math.log(alpha) +
    sumLogRising(histories, r) -
    sumLogAges(histories, r, logs) +
    sumLogSurvived(histories, a, b, first)
  for (let i = 0; i < counts.length; i += 1) {
    const survived = x[i]! + first
    if (survived > 0) {
      // How much likelier it is that the customer left with the last purchase than that they are still one.
      const left =
        Math.log(a / (b + survived - 1)) + (r + x[i]!) * (logs[ageAt[i]!]! - logs[txAt[i]!]!)
      sum += counts[i]! * logOnePlusExp(left)
    }
  }
  return sum
}

/** Its absolute error is what counts in a sum, so it may do without the slower log1p. */
const logOnePlusExp = (value: number): number =>
  value > 36 ? value : Math.log(1 + Math.exp(value))

/** Sum over customers of ln(B(a, b + x) / B(a, b)), as a running product: (b + i) / (a + b + i) for each occasion survived. */
function sumLogSurvived(
  histories: GroupedHistories,
  a: number,
  b: number,
  first: Occasions
): number {
  const most = histories.repeats.reduce((max, x) => Math.max(max, x), 0) + first
  const survived = new Float64Array(most + 1)
  for (let i = 0; i < most; i += 1) {
    survived[i + 1] = survived[i]! - Math.log1p(a / (b + i))
  }
  return histories.repeats.reduce(
    (sum, x, i) => sum + histories.repeatCounts[i]! * survived[x + first]!,
    0
  )
}

/** Fader, Hardie and Lee (2008), "Computing P(alive) using the BG/NBD model", equation 1; Batislam et al. (2007), equation 5. */
export function alive(params: BetaGeometric, history: PurchaseHistory, first: Occasions): number {
  return 1 / (1 + oddsOfHavingLeft(params, history, first))
}

function oddsOfHavingLeft(
  { r, alpha, a, b }: BetaGeometric,
  { x, tx, T }: PurchaseHistory,
  first: Occasions
): number {
  const survived = x + first
  return survived === 0
    ? 0
    : Math.exp(Math.log(a / (b + survived - 1)) + (r + x) * Math.log((alpha + T) / (alpha + tx)))
}

/** Too near to a = 1 or c = 0 the formula divides nothing by nothing; beside them it is smooth. */
const NEAR = 1e-6

/**
 * Purchases to expect in the next `t`: Fader, Hardie and Lee (2005), equation 10, and Batislam et al. (2007), equation 6. Euler's
 * transformation (DLMF 15.8.1) takes the function to parameters that do not grow with x.
 */
export function expectedPurchases(
  params: BetaGeometric,
  history: PurchaseHistory,
  first: Occasions,
  t: number
): number {
  const { r, alpha, b } = params
  const { x, T } = history
  if (t <= 0) {
    return 0
  }
  const a = Math.abs(params.a - 1) < NEAR ? 1 + NEAR : params.a
  const exact = a + b + x + first - 1
  const c = Math.abs(exact) < NEAR ? NEAR : exact
  const shrink = Math.log((alpha + T) / (alpha + T + t))
  const sum = hypergeometric(c - r - x, a - 1, c, t / (alpha + T + t))
  const purchases = (c / (a - 1)) * (1 - Math.exp((a - 1) * shrink) * sum)
  return purchases / (1 + oddsOfHavingLeft(params, history, first))
}
