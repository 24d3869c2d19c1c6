import type { CartState } from "../core/cart/cart"
import type { Reminder } from "../core/cart/reminder"

/** GET /admin/kairos/carts → a page of these. */
export type CartResponse = {
  cart_id: string
  customer_id: string | null
  email: string | null
  state: CartState
  item_count: number
  /** Of its lines, at the prices of the cart. */
  item_total: string
  currency_code: string
  order_id: string | null
  last_activity_at: string
  abandoned_at: string | null
  emptied_at: string | null
  placed_at: string | null
  recovered_at: string | null
  /** Whether its owner was reminded; `because` says why not, or why not yet. */
  reminder: Reminder & { decision_id: string | null; delivery_id: string | null }
}

/** GET /admin/kairos/carts/weeks */
export type CartWeeksResponse = {
  /** `week` is its Monday. `recovered` are those of the ones that were left in it which became an order since. */
  weeks: { week: string; abandoned: number; recovered: number }[]
}

export type RecoverCartResponse = {
  /** The shopper's own cart, or a new one with the same things in it. */
  cart_id: string
  /** Titles of what is not for sale any more and was left out. */
  missing: string[]
}
