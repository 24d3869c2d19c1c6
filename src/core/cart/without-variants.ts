import type { CartSnapshot } from "../event/event"
import { subtractAmounts } from "../money/money"

/** The cart without what cannot be bought, and what the rest of it costs. Shipping stays as it was chosen. */
export function withoutVariants(cart: CartSnapshot, gone: ReadonlySet<string>): CartSnapshot {
  const isGone = ({ variant_id }: CartSnapshot["items"][number]) =>
    variant_id !== null && gone.has(variant_id)
  const less = (amount: string) =>
    cart.items
      .filter(isGone)
      .reduce((rest, { total }) => subtractAmounts(rest, total ?? "0"), amount)
  return {
    ...cart,
    total: less(cart.total),
    item_total: less(cart.item_total),
    items: cart.items.filter((line) => !isGone(line)),
  }
}
