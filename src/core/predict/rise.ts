import gammaln from "@stdlib/math-base-special-gammaln"
import { deltaError, observedCovariance } from "../numeric/observed-covariance"
import type { Spell } from "./spells"
import { NORMAL_95 } from "./weibull"

/** As in {@link PeopleModel}: a Weibull interval of a rate that is gamma distributed over people. */
type Lives = { readonly shape: number; readonly scale: number; readonly strength: number }

/** When buying a product again begins to be likely, for whoever has no history of their own. */
export type Rise =
  | {
      readonly kind: "rises"
      /** Days since the last purchase. */
      readonly day: number
      /** 90 % confidence interval of it. */
      readonly between: readonly [number, number]
    }
  /** The longer they have it the likelier they buy: that is not certain. */
  | { readonly kind: "unclear" }

/**
 * The day on which the hazard of repurchase, while it rises, passes the chance of any day: what somebody feels who begins to be tired of
 * what they have. Before it a purchase is less likely than on a day taken at random (one purchase in a mean interval: Cox, "Renewal
 * theory" 1962, section 4.1), after it more.
 *
 * With the rate integrated out an interval has Burr's twelfth distribution (Burr 1942): with n = strength + intervals of one's own, k the
 * shape and l the scale, the hazard is n k / l * u^(k-1) / (1 + u^k) at u = t / l, and the mean is l G(n - 1/k) G(1 + 1/k) / G(n). For
 * k > 1 the hazard rises until u^k = k - 1. The mean of the hazard over all days that somebody waits is one in a mean interval, so that it
 * passes it once on its way up.
 * @param spells intervals of one's own; one that is open says nothing of the day
 * @returns days since the last purchase; null where the hazard does not rise, or no mean exists
 */
export function riseDay(
  { shape: k, scale, strength }: Lives,
  spells: readonly Spell[]
): number | null {
  const own = spells.filter(({ ended }) => ended)
  const n = strength + own.length
  if (k <= 1 || n * k <= 1) {
    return null
  }
  const exposure = own.reduce((sum, { days }) => sum + (days / scale) ** k, strength)
  const logMean = gammaln(n - 1 / k) + gammaln(1 + 1 / k) - gammaln(n)
  const logLevel = -logMean - Math.log(n * k)
  const logRise = (logU: number): number => (k - 1) * logU - Math.log1p(Math.exp(k * logU))
  // The hazard is below u^(k-1), and highest at the other end.
  let [from, to] = [logLevel / (k - 1), Math.log(k - 1) / k]
  while (to - from > 1e-9) {
    const middle = (from + to) / 2
    if (logRise(middle) < logLevel) {
      from = middle
    } else {
      to = middle
    }
  }
  return scale * exposure ** (1 / k) * Math.exp((from + to) / 2)
}

/**
 * Whether the hazard rises for certain (the shape is above 1 with 95 % confidence), and from which day on.
 * @param logLikelihood of what was observed
 * @param lives its most likely parameters
 * @param learned false: the strength is an assumption, and no part of the likelihood
 */
export function riseOf(
  logLikelihood: (lives: Lives) => number,
  lives: Lives,
  learned: boolean
): Rise {
  const names = ["shape", "scale", ...(learned ? (["strength"] as const) : [])] as const
  const at = names.map((name) => Math.log(lives[name]))
  const livesAt = (logs: readonly number[]): Lives => ({
    ...lives,
    ...Object.fromEntries(names.map((name, i) => [name, Math.exp(logs[i]!)])),
  })
  const covariance = observedCovariance((logs) => logLikelihood(livesAt(logs)), at)
  const day = riseDay(lives, [])
  if (covariance === null) {
    // Where people hardly differ the likelihood is flat in the strength, which then says nothing either.
    return learned ? riseOf(logLikelihood, lives, false) : { kind: "unclear" }
  }
  const [logShape] = at
  if (day === null || logShape! <= NORMAL_95 * Math.sqrt(covariance[0]![0]!)) {
    return { kind: "unclear" }
  }
  const spread = deltaError(covariance, (logs) => Math.log(riseDay(livesAt(logs), []) ?? day), at)
  const factor = Math.exp(NORMAL_95 * spread)
  return { kind: "rises", day, between: [day / factor, day * factor] }
}
