import type { PurchaseRow } from "../../src/core/profile/profile"
import { anchorAt, futureMoment } from "../../src/core/renewal/recurrence"
import type { Replacement } from "./renewables"

type Buyer = { readonly id: string; readonly email: string }

/** How long before somebody needs a product again the demo's starter automation reminds them. */
const REMINDED_DAYS = 7
const DAY_MS = 86_400_000
/** By then the demo has placed its own orders: whoever ordered since the day of a reminder gets none. */
const SOON_MS = 5 * 60_000

type Here = {
  readonly now: string
  /** The shop's, by whose calendar the life of a product is counted. */
  readonly zone: string
  readonly currency_code: string
}

/** Bought once and without a contract, as all that a history tells of, and so long ago that its buyer is reminded in some minutes. */
export function boughtAgainSoon(
  { product_id, variant_id, sku, title, price, days }: Replacement,
  { id: customer_id, email }: Buyer,
  { now, zone, currency_code }: Here
): PurchaseRow {
  const external_id = `again-${sku}`
  const unit_price = price.toFixed(2)
  const needed = Date.parse(now) + SOON_MS + REMINDED_DAYS * DAY_MS
  const { date, minute } = anchorAt(needed, zone, -days)
  return {
    id: `demo:${external_id}`,
    source: "demo",
    external_id,
    customer_id,
    email,
    occurred_at: futureMoment(date, minute, zone).at,
    currency_code,
    total: unit_price,
    refunded: "0",
    canceled: false,
    item_count: 1,
    lines: [{ line_no: 1, product_id, variant_id, sku, title, quantity: 1, unit_price }],
  }
}
