import { MedusaError } from "@medusajs/framework/utils"
import type { Localized } from "../../core/catalog/definitions"
import { COUPON_ACCEPTED, refusalMessage } from "../../core/coupon/refusal"
import { readCartBasket } from "../../read-models/coupon-basket"
import type { Runtime } from "../support/runtime"
import { type Judgement, judgeCoupons } from "./present-coupons"

export type CheckedCoupon = {
  readonly valid: boolean
  /** Null when valid; `unknown` for codes that do not exist and for codes of others alike. */
  readonly reason: string | null
  readonly message: Localized
  readonly locale: string | null
  readonly stranger: string | null
}

/**
 * Whether the cart's person may use the code, and if not, why: told to the owner alone.
 * @throws MedusaError NOT_FOUND when there is no such cart, whatever the code.
 */
export async function checkCoupon(
  runtime: Runtime,
  cart_id: string,
  code: string
): Promise<CheckedCoupon> {
  const basket = await readCartBasket(runtime.knex, cart_id)
  if (basket === null) {
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
        stranger: judgement.outcome === "stranger" ? judgement.coupon.id : null,
      }
  }
}
