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
  }
  /** Score from which on a customer is A, and B; `a > b`. */
  readonly thresholds: { readonly a: number; readonly b: number }
}

export type TierComponent = {
  readonly name: "recency" | "frequency" | "monetary"
  /** Days, orders or net spent; null when unknown (spent in a currency without a rate). */
  readonly value: number | null
  readonly points: number
  readonly weight: number
  /** `points * weight / sum of weights`; the components of a breakdown add up to its score. */
  readonly contribution: number
}

export type TierBreakdown = {
  readonly tier: Tier
  readonly score: number
  readonly components: readonly TierComponent[]
  /** The currency of the component `monetary`; null or absent when its value is unknown. */
  readonly currency_code?: string | null
  /** The cheapest single step to the next tier, or null for A. */
  readonly distance: {
    readonly to: Tier
    readonly score_missing: number
    readonly options: readonly {
      readonly name: "recency" | "frequency" | "monetary"
      /** How many more orders, how much more spent, or an order within how many days of the last one. */
      readonly missing: number
    }[]
  } | null
  readonly computed_at: string
}
