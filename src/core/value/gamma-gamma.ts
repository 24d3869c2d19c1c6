import gammaln from "@stdlib/math-base-special-gammaln"
import { type Fit, fitModel } from "./fit-model"

/** What one customer spends per purchase: gamma with shape p, whose scale differs by customer: inverse gamma (q, gamma). */
export type GammaGamma = Readonly<Record<"p" | "q" | "gamma", number>>

/** How often a customer's spending was seen, and its mean. In BG/NBD's terms the repeat purchases. */
export type Spending = { readonly x: number; readonly mean: number }

/*
 * Fader and Hardie, "The gamma-gamma model of monetary value" (2013), brucehardie.com/notes/025.
 */

/** Whoever never came back, or paid nothing, says nothing about what a purchase is worth. */
export const isUsable = ({ x, mean }: Spending): boolean => x > 0 && mean > 0

/**
 * Maximum likelihood over the usable spendings.
 * @returns null when there are fewer than two of them, or all are equal: then nothing can be told about the spread
 */
export function fitGammaGamma(spendings: readonly Spending[]): Fit<keyof GammaGamma> | null {
  const usable = spendings.filter(isUsable)
  if (usable.length < 2 || usable.every(({ mean }) => mean === usable[0]!.mean)) {
    return null
  }
  const mean = usable.reduce((sum, one) => sum + one.mean, 0) / usable.length
  const likelihood = likelihoodOver(usable)
  return fitModel(likelihood, { p: 2, q: 2, gamma: mean })
}

/** Equation 1a of the note. What depends on the data alone, or on x alone, is computed once. */
function likelihoodOver(spendings: readonly Spending[]): (params: GammaGamma) => number {
  const counts = new Map<number, number>()
  let visits = 0
  let logMeans = 0
  let weightedLogTotals = 0
  for (const { x, mean } of spendings) {
    counts.set(x, (counts.get(x) ?? 0) + 1)
    visits += x
    logMeans += Math.log(mean)
    weightedLogTotals += x * Math.log(x * mean)
  }
  const totals = Float64Array.from(spendings, ({ x, mean }) => x * mean)
  const xs = Float64Array.from(spendings, ({ x }) => x)
  return ({ p, q, gamma }) => {
    let sum = p * weightedLogTotals - logMeans
    for (const [x, count] of counts) {
      sum += count * (gammaln(p * x + q) - gammaln(p * x))
    }
    sum += spendings.length * (q * Math.log(gamma) - gammaln(q))
    for (let i = 0; i < totals.length; i += 1) {
      sum -= (p * xs[i]! + q) * Math.log(gamma + totals[i]!)
    }
    return visits === 0 ? -Infinity : sum
  }
}

/** What a further purchase of the customer is worth: equation 5 of the note. Null where the mean over all does not exist (q <= 1). */
export function expectedSpending({ p, q, gamma }: GammaGamma, spending: Spending): number | null {
  const { x, mean } = isUsable(spending) ? spending : { x: 0, mean: 0 }
  return p * x + q <= 1 ? null : (p * (gamma + x * mean)) / (p * x + q - 1)
}
