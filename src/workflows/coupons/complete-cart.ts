import { MedusaError, PromotionActions } from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { normaliseCouponCode } from "../../core/coupon/code"
import type { Coupon } from "../../core/coupon/coupon"
import { COUPON_REMOVED, type CouponRefusal, refusalMessage } from "../../core/coupon/refusal"
import type { Language } from "../../core/text/localized"
import { type CouponBasket, readCartBasket } from "../../read-models/coupon-basket"
import type { Runtime } from "../support/runtime"
import { removeGifts } from "./gifts"
import { giftLinesOf } from "./keep-coupons"
import { owns, personOf } from "./owner"
import { refusalOf } from "./present-coupons"

type Refused = { readonly coupon: Coupon; readonly refusal: CouponRefusal }

/** To be called when the completion has been answered, whatever the answer. */
export type ReleaseCoupons = () => Promise<void>

const NOTHING_TO_RELEASE: ReleaseCoupons = () => Promise.resolve()

/**
 * Asks every coupon on the cart once more, because a cart may stay open for longer than a coupon, change hands, or lose
 * the items that a minimum needs, and Medusa completes it with the discounts that it had. What may not stay is taken off
 * and the completion refused: the shopper sees the new total and decides, nobody is charged more in silence.
 *
 * One cart at a time is completed with a coupon. Medusa's own limit holds too, but only after it has made the order and
 * has to unmake it, which twenty carts at once do not survive without confusing answers.
 * @throws MedusaError NOT_ALLOWED with the reasons in the shopper's language.
 */
export async function checkCouponsOfCart(
  runtime: Runtime,
  cart_id: string,
  languageFor: (basket: CouponBasket) => Language
): Promise<ReleaseCoupons> {
  const { preparedStatements } = runtime.options
  const basket = await readCartBasket(runtime.knex, cart_id, preparedStatements)
  // Asking again for the order of a completed cart is Medusa's own business.
  if (basket === null || basket.completed) {
    return NOTHING_TO_RELEASE
  }
  const release = await claimCoupons(runtime, basket, languageFor(basket))
  try {
    await refuseWithCoupons(runtime, basket, languageFor(basket))
    return release
  } catch (error) {
    await release()
    throw error
  }
}

async function claimCoupons(
  runtime: Runtime,
  basket: CouponBasket,
  language: Language
): Promise<ReleaseCoupons> {
  const { coupons } = runtime.automation
  const carried = carriedCodes(basket)
  if (carried.length === 0) {
    return NOTHING_TO_RELEASE
  }
  const cart_id = basket.id as string
  const ids = [...(await coupons.findByCodes(carried)).values()].map((coupon) => coupon.id)
  if (ids.length === 0) {
    return NOTHING_TO_RELEASE
  }
  if (!(await coupons.claimForCompletion(cart_id, ids))) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      refusalMessage({ reason: "in_use" })[language]
    )
  }
  return () => coupons.releaseCompletion(cart_id, ids)
}

async function refuseWithCoupons(
  runtime: Runtime,
  basket: CouponBasket,
  language: Language
): Promise<void> {
  const refused = await refusedCoupons(runtime, basket)
  if (refused.length === 0) {
    return
  }
  try {
    await takeOff(runtime, basket, refused)
  } catch (error) {
    // A second request for a cart that the first one has completed meanwhile: its order is the answer.
    if ((await readCartBasket(runtime.knex, basket.id as string))?.completed === true) {
      return
    }
    throw error
  }
  const reasons = new Set(refused.map(({ refusal }) => refusalMessage(refusal)[language]))
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    [COUPON_REMOVED[language], ...reasons].join(" ")
  )
}

function carriedCodes(basket: CouponBasket): readonly string[] {
  return basket.codes.filter((code) => normaliseCouponCode(code) === code)
}

/** The coupons that the basket carries, and gifts whose coupon it no longer carries, that may not stay. */
export async function refusedCoupons(
  runtime: Runtime,
  basket: CouponBasket
): Promise<readonly Refused[]> {
  const { coupons } = runtime.automation
  const carried = carriedCodes(basket)
  const gifts = (basket.lines ?? []).flatMap((line) => line.coupon_id ?? [])
  if (carried.length === 0 && gifts.length === 0) {
    return []
  }
  const found = [
    ...(carried.length === 0 ? [] : (await coupons.findByCodes(carried)).values()),
    ...(gifts.length === 0 ? [] : await coupons.findByIds(gifts)),
  ]
  const distinct = [...new Map(found.map((coupon) => [coupon.id, coupon])).values()]
  const person = personOf(basket)
  const refused = await Promise.all(
    distinct.map(async (coupon): Promise<Refused | null> => {
      if (!owns(person, coupon)) {
        return { coupon, refusal: { reason: "unknown" } }
      }
      const refusal = await refusalOf(runtime, basket, coupon)
      if (refusal !== null) {
        return { coupon, refusal }
      }
      // The gift lies in the cart, but its discount is gone.
      return basket.codes.includes(coupon.code)
        ? null
        : { coupon, refusal: { reason: "gift_not_available" } }
    })
  )
  return refused.filter((one) => one !== null)
}

async function takeOff(
  runtime: Runtime,
  basket: CouponBasket,
  refused: readonly Refused[]
): Promise<void> {
  const cart_id = basket.id as string
  const ids = refused.map(({ coupon }) => coupon.id)
  await updateCartPromotionsWorkflow(runtime.container).run({
    input: {
      cart_id,
      promo_codes: refused.map(({ coupon }) => coupon.code),
      action: PromotionActions.REMOVE,
      force_refresh_payment_collection: true,
    },
  })
  await removeGifts(runtime.container, cart_id, giftLinesOf(basket, ids))
  await runtime.automation.coupons.forgetCart(cart_id, ids)
}
