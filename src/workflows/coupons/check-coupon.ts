import { MedusaError } from "@medusajs/framework/utils"
import type { Localized } from "../../core/catalog/definitions"
import { COUPON_ACCEPTED, refusalMessage } from "../../core/coupon/refusal"
import { type CouponBasket, readCartBasket } from "../../read-models/coupon-basket"
import type { Runtime } from "../support/runtime"
import { type Judgement, judgeCoupons } from "./present-coupons"

export type CheckedCoupon = {
  readonly valid: boolean
  /** Null when valid; `unknown` for codes that do not exist and for codes of others alike. */
  readonly reason: string | null
  readonly message: Localized
  readonly locale: string | null
  /** Whose coupon it is not, for the count. */
  readonly stranger: { readonly coupon_id: string; readonly basket: CouponBasket } | null
}

/**
 * Whether the cart's person may use the code, and if not, why: told to the owner alone.
 * @param sales_channels those of the storefront; a cart of another one does not exist for it
 * @throws MedusaError NOT_FOUND when there is no such cart, whatever the code.
 */
export async function checkCoupon(
  runtime: Runtime,
  cart_id: string,
  code: string,
  sales_channels: readonly string[]
): Promise<CheckedCoupon> {
  const basket = await readCartBasket(runtime.knex, cart_id)
  const channel = basket?.sales_channel_id ?? null
  if (basket === null || (channel !== null && !sales_channels.includes(channel))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Cart with id: ${cart_id} was not found`)
  }
  const [judgement] = (await judgeCoupons(runtime, basket, [code])) as [Judgement]
  const { locale } = basket
  switch (judgement.outcome) {
    case "accepted":
      return { valid: true, reason: null, message: COUPON_ACCEPTED, locale, stranger: null }
    case "refused": {
      const { refusal } = judgement
      return {
        valid: false,
        reason: refusal.reason,
        message: refusalMessage(refusal),
        locale,
        stranger: null,
      }
    }
    default:
      return {
        valid: false,
        reason: "unknown",
        message: refusalMessage({ reason: "unknown" }),
        locale,
        stranger:
          judgement.outcome === "stranger" ? { coupon_id: judgement.coupon.id, basket } : null,
      }
  }
}
