import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Coupon } from "../../core/coupon/coupon"
import { type CouponBasket, readCartBasket } from "../../read-models/coupon-basket"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { removeGifts } from "./gifts"
import { couponCartOf, owns, personOf } from "./owner"
import { couponRefusal } from "../../core/coupon/refusal"

/**
 * Medusa drops a code from a cart as soon as it has nothing to discount: free shipping before a shipping method is
 * chosen, a cart that was empty for a moment. Before a change that may give it something, the code is put back, and
 * Medusa computes with it. What the owner took off stays off.
 */
export async function bringCouponsBack(runtime: Runtime, cart_id: string): Promise<void> {
  const coupons = await runtime.automation.coupons.listOfCart(cart_id)
  if (coupons.length === 0) {
    return
  }
  const basket = await readCartBasket(runtime.knex, cart_id)
  if (basket === null || basket.completed) {
    return
  }
  const now = (await databaseNow(runtime.knex)).toISOString()
  const links = coupons
    .filter((coupon) => !basket.codes.includes(coupon.code) && mayComeBack(basket, coupon, now))
    .map((coupon) => ({
      [Modules.CART]: { cart_id },
      [Modules.PROMOTION]: { promotion_id: coupon.promotion_id as string },
    }))
  if (links.length > 0) {
    await runtime.container.resolve(ContainerRegistrationKeys.LINK).create(links)
  }
}

/** The minimum is not asked here: the change that is about to come may reach it, and the promotion's rule watches. */
function mayComeBack(basket: CouponBasket, coupon: Coupon, now: string): boolean {
  return (
    owns(personOf(basket), coupon) &&
    couponRefusal(coupon, couponCartOf({ ...basket, lines: null }, true), now) === null
  )
}

/** The owner took these codes off: they are forgotten, and the gifts that they brought go too. */
export async function letCouponsGo(
  runtime: Runtime,
  cart_id: string,
  goes: (coupon: Coupon) => boolean
): Promise<void> {
  const coupons = (await runtime.automation.coupons.listOfCart(cart_id)).filter(goes)
  if (coupons.length === 0) {
    return
  }
  const ids = coupons.map((coupon) => coupon.id)
  await runtime.automation.coupons.forgetCart(cart_id, ids)
  const basket = await readCartBasket(runtime.knex, cart_id)
  await removeGifts(runtime.container, cart_id, giftLinesOf(basket, ids))
}

/** The lines that gift coupons brought. */
export function giftLinesOf(
  basket: CouponBasket | null,
  coupon_ids: readonly string[]
): readonly string[] {
  return (basket?.lines ?? [])
    .filter((line) => line.coupon_id !== null && coupon_ids.includes(line.coupon_id))
    .map((line) => line.id)
}
