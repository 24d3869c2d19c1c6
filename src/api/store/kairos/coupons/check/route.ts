import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../core/text/language"
import { type CheckedCoupon, checkCoupon } from "../../../../../workflows/coupons/check-coupon"
import { noteStrangers } from "../../../../../workflows/coupons/leak-radar"
import { addressOf } from "../../../../../workflows/support/rate-limits"
import { type Runtime, runtimeOf } from "../../../../../workflows/support/runtime"
import { evenly } from "../../../../support/evenly"
import { salesChannelsOf } from "../../../../support/sales-channels"
import { countWrongCodes, tooManyWrongCodes } from "../../../carts/present-codes"
import type { CheckCouponBody } from "../validators"

/** Why a code does not work, for its owner; the cart says who that is, because a guest has no session. */
export async function POST(
  req: MedusaRequest<CheckCouponBody>,
  res: MedusaResponse
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { cart_id } = req.validatedBody
  if (await tooManyWrongCodes(runtime, req, res, cart_id)) {
    return
  }
  const { valid, reason, message, locale } = await evenly(check(runtime, req))
  const language = languageOf([locale, req.get("accept-language")], runtime.options.locale)
  res.setHeader("Cache-Control", "private, no-store")
  res.json({ valid, reason, message: message[language] })
}

/** The judgement, with what is wrong counted. */
async function check(
  runtime: Runtime,
  req: MedusaRequest<CheckCouponBody>
): Promise<CheckedCoupon> {
  const { code, cart_id } = req.validatedBody
  const checked = await checkCoupon(runtime, cart_id, code, salesChannelsOf(req))
  const { reason, stranger } = checked
  if (reason === "unknown") {
    await Promise.all([
      countWrongCodes(runtime, req, cart_id, 1),
      stranger === null
        ? null
        : noteStrangers(runtime, [{ typed: code, coupon_id: stranger.coupon_id }], {
            basket: stranger.basket,
            address: addressOf(req),
          }),
    ])
  }
  return checked
}
