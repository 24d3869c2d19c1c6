import { cartReminder } from "../../core/cart/reminder"
import type { ListedCart } from "../../read-models/carts"
import type { CartResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** Carts, each with whether its owner was reminded, and why not. */
export async function presentCarts(
  { automation, catalog }: Runtime,
  rows: readonly ListedCart[]
): Promise<CartResponse[]> {
  const listens = (await automation.automations.active("cart.abandoned")).length > 0
  return rows.map(({ found, armed, decision_id, delivery_id, ...row }) => {
    const iso = (at: Date | null) => at?.toISOString() ?? null
    const times = {
      last_activity_at: row.last_activity_at.toISOString(),
      abandoned_at: iso(row.abandoned_at),
      emptied_at: iso(row.emptied_at),
      placed_at: iso(row.placed_at),
      recovered_at: iso(row.recovered_at),
    }
    const reminder = cartReminder({ cart: { ...row, ...times, armed }, found, listens }, catalog)
    return { ...row, ...times, reminder: { ...reminder, decision_id, delivery_id } }
  })
}
