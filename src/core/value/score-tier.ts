import { BigNumber } from "bignumber.js"
import type { PurchaseTotals } from "../profile/profile"
import type { Tier, TierBreakdown, TierComponent, TierPolicy } from "./tier"

export { tierSentence } from "./tier-sentence"

type Name = TierComponent["name"]
type Measure = {
  readonly name: Name
  /** Decimal string, so that money is compared exactly; null when unknown. */
  readonly value: string | null
  readonly weight: number
}

const DAY_MS = 86_400_000

/**
 * The tier of a customer and how it came about: points from 1 to 5 for recency, frequency and money, weighted to a
 * score from 1 to 5. What is unknown takes its weight out of the score instead of counting as little.
 * @returns null when nothing was bought, or when nothing that the policy weighs is known
 */
export function scoreTier(
  totals: PurchaseTotals,
  policy: TierPolicy,
  now: string
): TierBreakdown | null {
  if (totals.order_count === 0 || totals.last_order_at === null) {
    return null
  }
  const currency = moneyCurrency(totals, policy)
  const measures = measuresOf(totals, policy, now, currency)
  const weights = measures.reduce((sum, measure) => sum + usedWeight(measure), 0)
  if (weights === 0) {
    return null
  }
  const components = measures.map((measure) => componentOf(measure, policy, weights))
  const score = scoreOf(components, weights)
  const tier = tierOf(score, policy)
  return {
    tier,
    score,
    components,
    currency_code: currency,
    distance: distanceOf(tier, score, measures, components, policy, weights),
    computed_at: new Date(now).toISOString(),
  }
}

/** Whole days since an instant; an order from the future (a clock that runs ahead) counts as today's. */
export function daysSince(since: string, now: string): number {
  const elapsed = new Date(now).getTime() - new Date(since).getTime()
  return Math.max(0, Math.floor(elapsed / DAY_MS))
}

/** The policy's currency; without one, the only one that this customer ever spent. */
function moneyCurrency(totals: PurchaseTotals, policy: TierPolicy): string | null {
  const spent = Object.keys(totals.spent)
  if (policy.currency_code !== null) {
    return spent.includes(policy.currency_code) ? policy.currency_code : null
  }
  return spent.length === 1 ? (spent[0] as string) : null
}

function measuresOf(
  totals: PurchaseTotals,
  policy: TierPolicy,
  now: string,
  currency: string | null
): Measure[] {
  const { recency, frequency, monetary } = policy.weights
  const days = daysSince(totals.last_order_at as string, now)
  const money = currency === null ? null : (totals.spent[currency] as string)
  return [
    { name: "recency", value: String(days), weight: recency },
    { name: "frequency", value: String(totals.order_count), weight: frequency },
    { name: "monetary", value: money, weight: monetary },
  ]
}

const usedWeight = (measure: Measure): number => (measure.value === null ? 0 : measure.weight)

function componentOf(measure: Measure, policy: TierPolicy, weights: number): TierComponent {
  const points = measure.value === null ? 0 : pointsOf(measure.name, measure.value, policy)
  const weight = usedWeight(measure)
  return {
    name: measure.name,
    value: measure.value === null ? null : Number(measure.value),
    points,
    weight,
    contribution: (points * weight) / weights,
  }
}

function pointsOf(name: Name, value: string, policy: TierPolicy): number {
  const amount = new BigNumber(value)
  if (name === "recency") {
    return 1 + policy.recency_days.filter((cut) => amount.lte(cut)).length
  }
  return 1 + policy[name].filter((cut) => amount.gte(cut)).length
}

/** Weights such as 0.1 are not exact in binary: without rounding a score of 4 could come out below a threshold of 4. */
function scoreOf(
  components: readonly { points: number; weight: number }[],
  weights: number
): number {
  const sum = components.reduce((total, part) => total + part.points * part.weight, 0)
  return Math.round((sum / weights) * 1e9) / 1e9
}

function tierOf(score: number, policy: TierPolicy): Tier {
  if (score >= policy.thresholds.a) {
    return "A"
  }
  return score >= policy.thresholds.b ? "B" : "C"
}

function distanceOf(
  tier: Tier,
  score: number,
  measures: readonly Measure[],
  components: readonly TierComponent[],
  policy: TierPolicy,
  weights: number
): TierBreakdown["distance"] {
  if (tier === "A") {
    return null
  }
  const to = tier === "B" ? "A" : "B"
  const threshold = to === "A" ? policy.thresholds.a : policy.thresholds.b
  const options = measures.flatMap((measure, index) => {
    const missing = stepOf(measure, index, components, threshold, policy, weights)
    return missing === null ? [] : [{ name: measure.name, missing }]
  })
  return { to, score_missing: Math.round((threshold - score) * 1e9) / 1e9, options }
}

/** How far one component alone is from lifting the score to the threshold; null when it cannot. */
function stepOf(
  measure: Measure,
  index: number,
  components: readonly TierComponent[],
  threshold: number,
  policy: TierPolicy,
  weights: number
): number | null {
  if (measure.value === null || measure.weight === 0) {
    return null
  }
  const now = (components[index] as TierComponent).points
  for (let points = now + 1; points <= 5; points += 1) {
    const lifted = components.map((part, i) => (i === index ? { ...part, points } : part))
    if (scoreOf(lifted, weights) >= threshold) {
      return missingFor(measure.name, measure.value, points, policy)
    }
  }
  return null
}

function missingFor(name: Name, value: string, points: number, policy: TierPolicy): number {
  if (name === "recency") {
    return policy.recency_days[5 - points] as number
  }
  return new BigNumber(policy[name][points - 2] as number).minus(value).toNumber()
}
