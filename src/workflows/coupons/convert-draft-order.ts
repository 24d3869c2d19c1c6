import { MedusaError } from "@medusajs/framework/utils"
import { normaliseCouponCode } from "../../core/coupon/code"
import { refusalMessage } from "../../core/coupon/refusal"
import type { Language } from "../../core/text/localized"
import type { Runtime } from "../support/runtime"
import { refusedCoupons } from "./complete-cart"
import { readDraftOrderBasket } from "./draft-order"
import { promotionsOf } from "./promotions"

/** Gives back the uses that were spent for a conversion which did not happen. */
export type ReturnUses = () => Promise<void>

/**
 * Medusa counts no use of a promotion when a draft order becomes an order, so one code could be used on many drafts. The
 * use is counted here, under Medusa's own row lock, before the conversion.
 * @throws MedusaError NOT_ALLOWED when a coupon on the draft order may not be used, or was used meanwhile.
 */
export async function useCouponsOfDraftOrder(
  runtime: Runtime,
  order_id: string,
  language: Language
): Promise<ReturnUses> {
  const basket = await readDraftOrderBasket(runtime, order_id)
  if (basket === null || basket.completed) {
    return async () => undefined
  }
  const refused = await refusedCoupons(runtime, basket)
  if (refused.length > 0) {
    const reasons = refused.map(
      ({ coupon, refusal }) => `${coupon.code}: ${refusalMessage(refusal)[language]}`
    )
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Remove the coupon from the draft order before you convert it. ${reasons.join(" ")}`
    )
  }
  const carried = basket.applied_codes.filter((code) => normaliseCouponCode(code) === code)
  const ours = await runtime.automation.coupons.findByCodes(carried)
  if (ours.size === 0) {
    return async () => undefined
  }
  const uses = [...ours.keys()].map((code) => ({ code, amount: 0 }))
  const customer = { customer_id: basket.customer_id, customer_email: basket.emails[0] ?? null }
  await promotionsOf(runtime).registerUsage(uses, customer)
  return () => promotionsOf(runtime).revertUsage(uses, customer)
}
