import type { CartSnapshot, LineSnapshot } from "../event/event"
import { currencyDigits, shareOfAmount, subtractAmounts } from "../money/money"

/** How much of a variant can be had; one that is not named can be had as it is wanted. */
export type Left = ReadonlyMap<string, number>

/** What stays of each line when there is only so much of its variant: the first lines are served first. */
export function quantitiesLeft(
  lines: readonly { readonly variant_id: string | null; readonly quantity: number }[],
  left: Left
): readonly number[] {
  const rest = new Map(left)
  return lines.map(({ variant_id, quantity }) => {
    const there = variant_id === null ? undefined : rest.get(variant_id)
    if (variant_id === null || there === undefined) {
      return quantity
    }
    const kept = Math.max(0, Math.min(there, quantity))
    rest.set(variant_id, there - kept)
    return kept
  })
}

/**
 * The cart as far as it can be bought, and what that costs: of a line that is there in part its share, to the currency's digits.
 * Shipping stays as it was chosen.
 */
export function sellablePart(cart: CartSnapshot, left: Left): CartSnapshot {
  const kept = quantitiesLeft(cart.items, left)
  const digits = currencyDigits(cart.currency_code) ?? 2
  const lines = cart.items.map((line, i) => {
    const quantity = kept[i] ?? line.quantity
    return { line, rest: partOf(line, quantity, digits) }
  })
  const less = (amount: string) =>
    lines.reduce(
      (sum, { line, rest }) =>
        subtractAmounts(sum, subtractAmounts(line.total ?? "0", rest.total ?? "0")),
      amount
    )
  return {
    ...cart,
    total: less(cart.total),
    item_total: less(cart.item_total),
    items: lines.map(({ rest }) => rest).filter(({ quantity }) => quantity > 0),
  }
}

function partOf(line: LineSnapshot, quantity: number, digits: number): LineSnapshot {
  if (quantity === line.quantity) {
    return line
  }
  const { total } = line
  return {
    ...line,
    quantity,
    ...(total !== undefined && { total: shareOfAmount(total, quantity / line.quantity, digits) }),
  }
}
