import type { Tier } from "../core/value/tier"

type MissingHistory = { what: string } & Partial<
  Record<"found" | "needed" | "days" | "share" | "usual" | "alive", number>
>

/** One customer with what is known and what is foretold of them; days are `2026-03-02`, probabilities from 0 to 1. */
export type CustomerValueResponse = {
  customer_id: string
  tier: Tier | null
  tier_score: number | null
  order_count: number
  spent: Record<string, string>
  last_order_at: string | null
  /** Of the values that are expected. */
  currency_code: string | null
  alive: number | null
  risk: "low" | "medium" | "high" | null
  purchases_90: number | null
  purchases_365: number | null
  value_90: number | null
  value_365: number | null
  /** Half of such customers order by `next_median`, four of five between `next_from` and `next_to`. */
  next_from: string | null
  next_median: string | null
  next_to: string | null
  buyer_class: BuyerClassName | null
  class_set_by: string | null
  discount_reliance: number | null
  /** Days with an order after the first; null before the first night. */
  repeats: number | null
  /** What is missing for `alive`, `purchases`, `value`, `next_order`. */
  missing: Record<string, MissingHistory>
}

export type BuyerClassName = "adopter" | "pragmatist" | "sceptic" | "laggard"

/** GET /admin/kairos/value/products/:product_id/buyers → { buyers } */
export type ProductBuyersResponse = {
  buyers: {
    product_id: string
    customers: number
    first_bought_on: string | null
    last_bought_on: string | null
    /** Of the customers whose class is known. */
    classes: Record<BuyerClassName, number>
    usual_shares: Record<BuyerClassName, number>
  }
}

/** GET /admin/kairos/value → { value } */
export type ValueResponse = {
  value: {
    /** The day up to which the last night saw the shop; null before the first one. */
    as_of: string | null
    /** Customers with a tier. */
    customers: number
    tiers: Record<Tier, number>
    risks: Record<"low" | "medium" | "high", number>
    scores: { from: number; customers: number }[]
    expected: { currency_code: string; value_90: number; value_365: number }[]
    months: {
      month: string
      currency_code: string
      orders: number
      customers: number
      repeat_orders: number
      net: string
    }[]
    models: NotEnoughHistory | LearnedModels | null
    /** Why nobody can be told to have left. */
    churn: NotEnoughHistory | null
    buyer_classes: {
      customers: Record<BuyerClassName, number>
      usual_shares: Record<BuyerClassName, number>
      missing: MissingHistory | null
    }
    affinity:
      NotEnoughHistory | { kind: "learned"; baskets: number; least: number; pairs: number } | null
    followers: NotEnoughHistory | { kind: "learned"; window_days: number; products: number } | null
    replacement: NotEnoughHistory | { kind: "learned"; products: number } | null
  }
}

export type NotEnoughHistory = { kind: "not_enough"; missing: MissingHistory }

/** The model that foretold best what was held back, and how well. */
export type LearnedModels = {
  kind: "learned"
  studied: number
  /** How much the orders of a year would differ, had other customers been studied: a share; null where few came back. */
  sampling_error: number | null
  model: string
  learned_from: string
  learned_to: string
  tested_to: string
  expected_total: number
  actual_total: number
  /** Mean absolute error per customer, in orders; `own_rate_mae` is that of "everybody goes on as before". */
  mae: number
  own_rate_mae: number
  beats_own_rate: boolean
  bins: {
    x: number
    open: boolean
    customers: number
    actual_mean: number
    expected_mean: number
  }[]
  value: { expected_total: number; actual_total: number; top_decile_share: number | null } | null
}

/** What the models' back-test said of whoever had repeated as often as one customer, beside what came. */
export type ForecastTestResponse = {
  /** Repeats before the cut, or as many and more. */
  repeats: number
  or_more: boolean
  customers: number
  /** Orders per customer between the two days. */
  foretold: number
  happened: number
  from: string
  to: string
}

/** A pair, a follower or a product's interval, as far as each has it. */
export type ProductLessonResponse = {
  product_key: string
  title: string | null
  other_key: string | null
  other_title: string | null
  support: number | null
  confidence: number | null
  lift: number | null
  baskets: number | null
  customers: number | null
  eligible: number | null
  median_days: number | null
  learned: {
    events: number
    km_q25: number | null
    km_median: number | null
    km_q75: number | null
    weibull: { median_between: readonly [number, number] }
    /** The day after a purchase from which on another one is likely; absent where an earlier version learned it. */
    rise?: { kind: "rises"; day: number; between: readonly [number, number] } | { kind: "unclear" }
    back_test: { customers: number; expected: number; actual: number } | null
  } | null
}

export type DueResponse = {
  customer_id: string
  product_key: string
  title: string | null
  last_bought: string
  due_from: string
  due_median: string
  due_to: string
  due_rise: string | null
  own_weight: number
}

/** What somebody said to a reminder: not needed yet. */
export type NotYetResponse = {
  product_key: string
  title: string | null
  last_bought: string
  said_on: string
  /** So long it lasts them at least. */
  at_least_days: number
  remind_on: string
}

/** GET /store/kairos/recommendations → { products } */
export type RecommendationResponse = {
  id: string
  handle: string
  title: string
  thumbnail: string | null
  support: number | null
  confidence: number | null
  lift: number | null
  /** Days until it is bought again, or after the other product. */
  interval: { median_days: number; from_days: number | null; to_days: number | null } | null
}
