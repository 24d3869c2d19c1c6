import { quantitiesLeft } from "../../core/cart/sellable-part"
import type { RecoverableCart } from "../../read-models/recoverable-cart"
import type { Unsellable } from "../../read-models/sellable"

/** What of the lines can be had, in the quantities that there are. */
export function linesLeft(
  { lines }: RecoverableCart,
  gone: readonly Unsellable[]
): RecoverableCart["lines"] {
  const left = new Map(gone.map(({ variant_id, available }) => [variant_id, available]))
  const kept = quantitiesLeft(lines, left)
  return lines
    .map((line, i) => ({ ...line, quantity: kept[i] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
}

/** "Mug", or "Mug × 2" where others of it are there. */
export const nameOf = (one: {
  readonly title: string
  readonly wanted: number
  readonly left: number
}): string => (one.left > 0 ? `${one.title} × ${one.wanted - one.left}` : one.title)
