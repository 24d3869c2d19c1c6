import type { CostPolicy } from "./costs"
import type { Rate } from "./rates"
import type { TierQuotas } from "./share-thresholds"

/** Beside recency, frequency and money: looked for only where the policy weighs or observes them. */
export const EXTRA_COMPONENTS = [
  "returns",
  "discounts",
  "potential",
  "margin",
  "service",
  "referrals",
  "wallet",
] as const
export type ExtraComponent = (typeof EXTRA_COMPONENTS)[number]

type Cuts = readonly [number, number, number, number]

/** Of returns, discounts and service less is better, as of recency. */
export const EXTRA_CUTS: Readonly<Record<ExtraComponent, Cuts>> = {
  returns: [0.02, 0.1, 0.25, 0.5],
  discounts: [0.1, 0.25, 0.5, 0.75],
  potential: [25, 75, 200, 500],
  margin: [20, 60, 160, 400],
  service: [5, 15, 40, 100],
  referrals: [50, 200, 600, 1500],
  wallet: [0.2, 0.4, 0.6, 0.8],
}

/** What the extra components are measured by; null where it is not known. */
export type ExtraMeasures = {
  /** Share of what was paid that was given back, 0 to 1. */
  readonly returns: number | null
  /** Share bought below its usual price, 0 to 1. */
  readonly discounts: number | null
  /** Expected to be spent within a year, in `potential_currency`. */
  readonly potential: number | null
  readonly potential_currency: string | null
  /** What is left of what was spent after all costs, in the policy's currency. */
  readonly margin: number | null
  /** What went wrong within a year has cost, in the policy's currency. */
  readonly service: number | null
  /** What the customers whom they brought have spent, in the policy's currency. */
  readonly referrals: number | null
  /** How many of those have bought. */
  readonly brought: number
  /** Share of what they need that they say they buy here, 0 to 1. */
  readonly wallet: number | null
}

/** Whether a policy wants to know it: it costs a night something, so what nobody asks for is not looked for. */
export const looksFor = (
  { weights, observed = [] }: Pick<TierPolicy, "weights" | "observed">,
  name: ExtraComponent
): boolean => (weights[name] ?? 0) > 0 || observed.includes(name)

export const TIERS = ["A", "B", "C"] as const
export type Tier = (typeof TIERS)[number]

/**
 * What makes a tier: each of recency, frequency and money gets 1 to 5 points from four cut points, the points are
 * weighted to a score from 1 to 5, and the score is compared with two thresholds.
 */
export type TierPolicy = {
  /** Days since the last order; four ascending cut points: at most the first is 5 points, above the last is 1. */
  readonly recency_days: readonly [number, number, number, number]
  /** Orders; four ascending cut points: below the first is 1 point, at least the last is 5. */
  readonly frequency: readonly [number, number, number, number]
  /** Net spent in `currency_code`; four ascending cut points. */
  readonly monetary: readonly [number, number, number, number]
  readonly currency_code: string | null
  readonly weights: {
    readonly recency: number
    readonly frequency: number
    readonly monetary: number
  } & Readonly<Partial<Record<ExtraComponent, number | undefined>>>
  /** Shares given back, and bought at a discount; at most the first is 5 points. `EXTRA_CUTS` when absent. */
  readonly returns?: Cuts | undefined
  readonly discounts?: Cuts | undefined
  /** Expected value of a year in `currency_code`; at least the last is 5 points. */
  readonly potential?: Cuts | undefined
  /** What is left after costs in `currency_code`; at least the last is 5 points. */
  readonly margin?: Cuts | undefined
  /** Cost of service in `currency_code`; at most the first is 5 points. */
  readonly service?: Cuts | undefined
  /** Spent by whom they brought, in `currency_code`; at least the last is 5 points. */
  readonly referrals?: Cuts | undefined
  /** Share of wallet; at least the last is 5 points. */
  readonly wallet?: Cuts | undefined
  /** What goods and service cost; `DEFAULT_COSTS` when absent. */
  readonly costs?: CostPolicy | undefined
  /** Looked for although nothing weighs them: conditions read them, and a customer's page shows them. */
  readonly observed?: readonly ExtraComponent[] | undefined
  /** Score from which on a customer is A, and B; `a > b`. */
  readonly thresholds: { readonly a: number; readonly b: number }
  /** Where tiers go by shares of the customers: then the nights learn the thresholds, and the ones above hold until they did. */
  readonly shares?: TierQuotas | null | undefined
  /** `DEFAULT_STABILITY` when absent. */
  readonly stability?: TierStability
  /** By which money of other currencies counts; without one for its day it is unknown, never added as it is. */
  readonly rates?: readonly Rate[]
}

/** What keeps a tier from flickering. */
export type TierStability = {
  /** How far below a threshold the score must be before the tier is in doubt; in points of the score. */
  readonly band: number
  /** Days that a tier is kept after it changed, whatever the score does. */
  readonly minimum_stay_days: number
  /** Days that the score must stay below before the tier falls: time to come back. */
  readonly grace_days: number
}

/** Why a tier is another one than the score says. */
export type TierHeld = {
  /**
   * `stay`: it changed lately; `band`: the score is hardly too low; `grace`: there is time to come back; `rate`: what was spent is
   * unknown for want of a rate; `membership`: one is held that grants it.
   */
  readonly kind: "stay" | "band" | "grace" | "rate" | "membership"
  /** What it becomes at `until` when the score stays as it is. */
  readonly next: Tier
  /** ISO instant; null for as long as the score is within the band, a rate is missing, or the membership lasts. */
  readonly until: string | null
}

export type TierComponent = {
  readonly name: "recency" | "frequency" | "monetary" | ExtraComponent
  /** Days, orders or net spent; null when unknown (spent in a currency without a rate). */
  readonly value: number | null
  readonly points: number
  readonly weight: number
  /** `points * weight / sum of weights`; the components of a breakdown add up to its score. */
  readonly contribution: number
  /** Of `margin`, `service` and `referrals`; absent where the policy has none. */
  readonly currency_code?: string
  /** Of `referrals`: how many customers they brought who have bought. */
  readonly count?: number
}

export type TierBreakdown = {
  /** The tier that the customer has; `held` says when the score alone would give another one. */
  readonly tier: Tier
  readonly held?: TierHeld
  readonly score: number
  readonly components: readonly TierComponent[]
  /** The currency of the component `monetary`; null or absent when its value is unknown. */
  readonly currency_code?: string | null
  /** Currencies that purchases were made in and that have no rate for their day; then the tier is kept as it was. */
  readonly missing_rates?: readonly string[]
  /** The cheapest single step from the score's own tier to the next, or null where that is A. */
  readonly distance: {
    readonly to: Tier
    readonly score_missing: number
    readonly options: readonly {
      readonly name: "recency" | "frequency" | "monetary" | "referrals"
      /** How many more orders, how much more spent, by them or by whom they bring, or an order within how many days of the last one. */
      readonly missing: number
    }[]
  } | null
  readonly computed_at: string
}
