import { BigNumber } from "bignumber.js"
import type { PurchaseTotals } from "../profile/profile"
import {
  EXTRA_COMPONENTS,
  EXTRA_CUTS,
  type ExtraComponent,
  type ExtraMeasures,
  type Tier,
  type TierBreakdown,
  type TierComponent,
  type TierPolicy,
  looksFor,
} from "./tier"

export { tierSentence } from "./tier-sentence"

type Name = TierComponent["name"]
type Measure = {
  readonly name: Name
  /** Decimal string, so that money is compared exactly; null when unknown. */
  readonly value: string | null
  readonly weight: number
  readonly currency_code?: string
  readonly count?: number
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
  now: string,
  extras: ExtraMeasures | null = null
): TierBreakdown | null {
  if (totals.order_count === 0 || totals.last_order_at === null) {
    return null
  }
  const money = moneyOf(totals, policy)
  const measures = [
    ...measuresOf(totals, policy, now, money.amount),
    ...extraMeasures(extras, policy),
  ]
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
    currency_code: money.currency_code,
    ...(money.missing.length === 0 ? {} : { missing_rates: money.missing }),
    distance: distanceOf(tier, score, measures, components, policy, weights),
    computed_at: new Date(now).toISOString(),
  }
}

/** Whole days since an instant; an order from the future (a clock that runs ahead) counts as today's. */
export function daysSince(since: string, now: string): number {
  const elapsed = new Date(now).getTime() - new Date(since).getTime()
  return Math.max(0, Math.floor(elapsed / DAY_MS))
}

type Money = {
  readonly currency_code: string | null
  readonly amount: string | null
  readonly missing: readonly string[]
}

/** What was spent in the policy's currency, with the rates of the days; without such a currency, in the only one ever spent. */
function moneyOf({ spent, value }: PurchaseTotals, policy: TierPolicy): Money {
  const codes = Object.keys(spent)
  const unknown = { currency_code: null, amount: null, missing: [] }
  if (policy.currency_code === null) {
    const [only] = codes
    return only === undefined || codes.length > 1
      ? unknown
      : { currency_code: only, amount: spent[only] as string, missing: [] }
  }
  const foreign = codes.filter((code) => code !== policy.currency_code && Number(spent[code]) !== 0)
  const missing = value?.missing ?? foreign
  return missing.length > 0
    ? { ...unknown, missing }
    : {
        currency_code: policy.currency_code,
        amount: value?.amount ?? spent[policy.currency_code] ?? "0",
        missing,
      }
}

function measuresOf(
  totals: PurchaseTotals,
  policy: TierPolicy,
  now: string,
  money: string | null
): Measure[] {
  const { recency, frequency, monetary } = policy.weights
  const days = daysSince(totals.last_order_at as string, now)
  return [
    { name: "recency", value: String(days), weight: recency },
    { name: "frequency", value: String(totals.order_count), weight: frequency },
    { name: "monetary", value: money, weight: monetary },
  ]
}

/** Only what the policy looks for: a breakdown of three parts stays one of three. */
function extraMeasures(extras: ExtraMeasures | null, policy: TierPolicy): Measure[] {
  return EXTRA_COMPONENTS.flatMap((name) => {
    const foreign =
      name === "potential" &&
      policy.currency_code !== null &&
      extras?.potential_currency !== policy.currency_code
    const value = foreign ? null : (extras?.[name] ?? null)
    return looksFor(policy, name)
      ? [
          {
            name,
            value: value === null ? null : String(value),
            weight: policy.weights[name] ?? 0,
            ...currencyOf(name, policy),
            ...(name === "referrals" ? { count: extras?.brought ?? 0 } : {}),
          },
        ]
      : []
  })
}

const IN_POLICY_CURRENCY: ReadonlySet<ExtraComponent> = new Set(["margin", "service", "referrals"])

/** Of what is counted in the policy's currency also while what was spent is unknown. */
const currencyOf = (
  name: ExtraComponent,
  { currency_code }: TierPolicy
): { readonly currency_code?: string } =>
  IN_POLICY_CURRENCY.has(name) && currency_code !== null ? { currency_code } : {}

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
    ...(measure.currency_code === undefined ? {} : { currency_code: measure.currency_code }),
    ...(measure.count === undefined ? {} : { count: measure.count }),
  }
}

const LESS_IS_BETTER: ReadonlySet<Name> = new Set(["recency", "returns", "discounts", "service"])

function pointsOf(name: Name, value: string, policy: TierPolicy): number {
  const amount = new BigNumber(value)
  const cuts =
    name === "recency" ? policy.recency_days : (policy[name] ?? EXTRA_CUTS[name as "potential"])
  const lessIsBetter = LESS_IS_BETTER.has(name)
  return 1 + cuts.filter((cut) => (lessIsBetter ? amount.lte(cut) : amount.gte(cut))).length
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
    // Nobody can be asked to give back less, or to be expected more of.
    if (!isStep(measure)) {
      return []
    }
    const missing = stepOf(measure, index, components, threshold, policy, weights)
    return missing === null ? [] : [{ name: measure.name, missing }]
  })
  return { to, score_missing: Math.round((threshold - score) * 1e9) / 1e9, options }
}

type StepName = "recency" | "frequency" | "monetary" | "referrals"
type StepMeasure = Measure & { readonly name: StepName }

const STEPS: ReadonlySet<Name> = new Set<StepName>([
  "recency",
  "frequency",
  "monetary",
  "referrals",
])
const isStep = (measure: Measure): measure is StepMeasure => STEPS.has(measure.name)

/** How far one component alone is from lifting the score to the threshold; null when it cannot. */
function stepOf(
  measure: StepMeasure,
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

function missingFor(name: StepName, value: string, points: number, policy: TierPolicy): number {
  if (name === "recency") {
    return policy.recency_days[5 - points] as number
  }
  const cuts = policy[name] ?? EXTRA_CUTS.referrals
  return new BigNumber(cuts[points - 2] as number).minus(value).toNumber()
}

/**
 * What a policy is warned of: one figure alone misleads, service that costs nothing tells nobody from another, and a share that nobody is
 * asked for is never known.
 */
export type PolicyWarning =
  "few_components" | "one_dominates" | "service_costs_nothing" | "wallet_not_asked"

const FEWEST_COMPONENTS = 3
const MOST_WEIGHT = 0.8

/**
 * What speaks against a policy; it is allowed all the same.
 * @param wallet_is_asked whether one of the shop's questions measures the share of wallet
 */
export function policyWarnings(
  { weights, costs }: Pick<TierPolicy, "weights" | "costs">,
  wallet_is_asked: boolean
): PolicyWarning[] {
  const used = Object.values(weights).filter((weight) => weight > 0)
  const sum = used.reduce((all, weight) => all + weight, 0)
  return [
    ...(used.length < FEWEST_COMPONENTS ? (["few_components"] as const) : []),
    ...(used.some((weight) => weight > MOST_WEIGHT * sum) ? (["one_dominates"] as const) : []),
    ...((weights.service ?? 0) > 0 &&
    !Object.values(costs?.incidents ?? {}).some((cost) => cost > 0)
      ? (["service_costs_nothing"] as const)
      : []),
    ...((weights.wallet ?? 0) > 0 && !wallet_is_asked ? (["wallet_not_asked"] as const) : []),
  ]
}
