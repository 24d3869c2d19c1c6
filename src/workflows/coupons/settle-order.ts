import { normaliseCouponCode } from "../../core/coupon/code"
import { normaliseEmail } from "../../core/identity/email"
import type { Runtime } from "../support/runtime"
import { retirePromotions } from "./promotions"

export type SettledOrder = {
  readonly id: string
  readonly email: string | null
  readonly customer_id: string | null
  /** The codes of the order's adjustments. */
  readonly promo_codes: readonly string[]
  readonly created_at: string
}

/**
 * What an order means for coupons: those that it used are redeemed, and those of the person that were only for the next
 * order and stayed behind are over. Settling the same order again changes nothing.
 *
 * Cancelling an order gives no coupon back, as Medusa gives no use of a promotion back (MF18): a shopper could otherwise
 * order and cancel to learn what else a code opens. Whoever wants to make good issues a new coupon.
 */
export async function settleCouponsOfOrder(runtime: Runtime, order: SettledOrder): Promise<void> {
  const { coupons } = runtime.automation
  const used = order.promo_codes.filter((code) => normaliseCouponCode(code) === code)
  if (used.length > 0) {
    await coupons.markRedeemed(used, order)
  }
  const email = order.email === null ? null : normaliseEmail(order.email)
  const passed = await coupons.endNextOrderOnly(
    {
      customer_ids: order.customer_id === null ? [] : [order.customer_id],
      emails: email === null ? [] : [email],
    },
    order
  )
  // The promotion of a redeemed coupon stays: an edit of the order computes with it. Its one use is spent.
  const leftover = passed.filter((coupon) => coupon.promotion_id !== null)
  if (leftover.length > 0) {
    await retirePromotions(runtime, leftover)
  }
}
