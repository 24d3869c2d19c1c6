import type { BuyerClass } from "../predict/buyer-class"
import type { Risk } from "../predict/prediction"
import type { Answers } from "../preferences/answers"
import type { TierBreakdown, Tier } from "../value/tier"

/** One purchase: an order from Medusa or from the history of another platform. Amounts are decimal strings. */
export type Purchase = {
  /** Deterministic: `medusa:order_01…`, `csv:536365`. */
  readonly id: string
  readonly customer_id: string
  readonly occurred_at: string
  readonly currency_code: string
  /** What was paid, as far as it counts: tax and shipping may be left out. */
  readonly total: string
  /** What was given back so far, at most `total`. */
  readonly refunded: string
  readonly canceled: boolean
  readonly item_count: number
}

/** One line of a purchase. Product and variant are Medusa's where the shop still has them. */
export type PurchaseLine = {
  readonly line_no: number
  readonly product_id: string | null
  readonly variant_id: string | null
  readonly sku: string | null
  readonly title: string | null
  readonly quantity: number
  /** Decimal string in the purchase's currency. */
  readonly unit_price: string
  /** What one piece cost the shop, in the purchase's currency, where a history says it; else its product's metadata may. */
  readonly unit_cost?: string | null
}

/** A purchase as it is recorded: with where it comes from, and with its lines. */
export type PurchaseRow = Purchase & {
  /** Normalised address of the buyer, where one is known. */
  readonly email: string | null
  /** `medusa`, or the name that was given to an import. */
  readonly source: string
  /** The order's id in its source. */
  readonly external_id: string
  readonly lines: readonly PurchaseLine[]
}

/** What a fold over purchases says about one customer. No field is ever counted up in place. */
export type PurchaseTotals = {
  readonly order_count: number
  readonly first_order_at: string | null
  readonly last_order_at: string | null
  /** Net spent per currency: `{ "eur": "120.50" }`. Currencies are never added to each other. */
  readonly spent: Readonly<Record<string, string>>
  readonly item_count: number
  /** Null or absent where nobody asked in which currency. */
  readonly value?: PurchaseValue | null
}

/** All that was spent, in one currency, each purchase by the rate of its day. */
export type PurchaseValue = {
  readonly amount: string
  /** Currencies of purchases for whose day there is no rate, sorted; the amount is then no answer. */
  readonly missing: readonly string[]
}

/** What the last night foretold; null where the history cannot tell. */
export type ProfilePrediction = {
  /** The probability that they will ever buy again. */
  readonly alive: number | null
  readonly risk: Risk | null
  readonly purchases_90: number | null
  /** In `currency_code`. */
  readonly value_365: number | null
  readonly currency_code: string | null
  /** `2026-03-02`. */
  readonly next_order_on: string | null
  readonly buyer_class: BuyerClass | null
  readonly discount_reliance: number | null
  /** Products that they buy again and again, with the day on which they will need them. */
  readonly due: readonly { readonly product_key: string; readonly on: string }[]
}

export type Profile = PurchaseTotals & {
  readonly customer_id: string
  readonly currency_code: string | null
  /** Null while profiling is refused or nothing was bought yet. */
  readonly tier: Tier | null
  readonly tier_breakdown: TierBreakdown | null
  readonly tier_since: string | null
  readonly profiling_objected: boolean
  /** Null before the first night, and for whoever objected to profiling. */
  readonly prediction?: ProfilePrediction | null
  /** The IANA zone that the customer's browser told last, where storing it was agreed to. */
  readonly browser_time_zone?: string | null
  /** What the customer answered to the shop's questions. */
  readonly answers?: Answers
}
