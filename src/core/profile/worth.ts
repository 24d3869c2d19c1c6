import { BigNumber } from "bignumber.js"
import type { Purchase } from "./profile"

type Counted = "included" | "excluded"

/** What an order is worth beside its goods: whether tax counts, and whether shipping does. */
export type ValueDefinition = { readonly tax: Counted; readonly shipping: Counted }

/**
 * What an order is made of as it is now: after discounts, edits and returns, before credits. Tax is a part of each total, whether
 * prices had it in them or not. Decimal strings.
 */
export type OrderParts = {
  readonly item_total: string
  readonly item_tax_total: string
  readonly shipping_total: string
  readonly shipping_tax_total: string
}

/** The digits of the ledger's columns. */
const DIGITS = 8

/** Whether all that was paid counts, so that nobody needs to know what it was paid for. */
export const countsWhole = ({ tax, shipping }: ValueDefinition): boolean =>
  tax === "included" && shipping === "included"

/**
 * A purchase with what counts of it: the share of the order that counts, of what was paid as of what was given back, because a
 * refund and a credit say of no amount whether it was goods, tax or shipping. What is kept is rounded half up to 8 digits.
 * Where nothing is left of an order there is nothing to divide: it stays as it is.
 */
export function worthOf<P extends Pick<Purchase, "total" | "refunded" | "item_count">>(
  purchase: P,
  parts: OrderParts,
  definition: ValueDefinition
): P {
  const whole = new BigNumber(parts.item_total).plus(parts.shipping_total)
  if (countsWhole(definition) || whole.lte(0)) {
    return purchase
  }
  const counted = BigNumber.min(whole, BigNumber.max(0, countedOf(parts, definition)))
  const [total, refunded] = [new BigNumber(purchase.total), new BigNumber(purchase.refunded)]
  // All goods came back and only their shipping was kept. Nothing of nothing would be an order that was never given back.
  const isGone = purchase.item_count === 0 || refunded.gte(total)
  if (counted.isZero() && refunded.gt(0) && isGone) {
    return { ...purchase, refunded: BigNumber.max(total, refunded).toFixed() }
  }
  const shareOf = (amount: BigNumber) =>
    amount.times(counted).div(whole).decimalPlaces(DIGITS, BigNumber.ROUND_HALF_UP)
  // By what is kept, so that two roundings never make a difference of their own.
  const [paid, kept] = [shareOf(total), shareOf(total.minus(refunded))]
  return { ...purchase, total: paid.toFixed(), refunded: paid.minus(kept).toFixed() }
}

function countedOf(parts: OrderParts, { tax, shipping }: ValueDefinition): BigNumber {
  const less = (total: string, part: string) =>
    new BigNumber(total).minus(tax === "excluded" ? part : 0)
  const goods = less(parts.item_total, parts.item_tax_total)
  return shipping === "excluded"
    ? goods
    : goods.plus(less(parts.shipping_total, parts.shipping_tax_total))
}
