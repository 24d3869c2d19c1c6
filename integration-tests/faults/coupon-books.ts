import { ok, placeOrder, readyCart, type Shopper } from "../support/shopper"
import { until } from "../support/until"
import type { FaultShop } from "./fault-shop"

/** What the shop's books say of one coupon: ours, and Medusa's promotions of the same code. */
export type CouponBooks = {
  readonly status: string
  readonly promotion_id: string | null
  readonly promotions: readonly { readonly id: string; readonly used: number }[]
}

export async function couponBooks({ knex }: FaultShop, code: string): Promise<CouponBooks> {
  const coupon = await knex("kairos_coupon").where({ code }).first("status", "promotion_id")
  const promotions = await knex("promotion").where({ code }).whereNull("deleted_at")
  return { ...coupon, promotions: promotions.map(({ id, used }) => ({ id, used })) }
}

/** Buys once, and answers the code of the coupon that comes of it. */
export async function earnCoupon(open: FaultShop, shopper: Shopper): Promise<string> {
  await placeOrder(open, { shopper })
  return until("the coupon", async () => {
    const { coupons } = ok(await open.storeAs(shopper).get("/store/kairos/coupons"))
    return coupons[0]?.code as string | undefined
  })
}

/** A new cart with the code, ready to be completed; throws when the shop refuses, or has just died. */
export async function present(open: FaultShop, shopper: Shopper, code: string): Promise<string> {
  const cart_id = await readyCart(open, { shopper, promo_codes: [code] })
  const { cart } = ok(await open.storeAs(shopper).get(`/store/carts/${cart_id}`))
  const applied = cart.promotions.map((promotion: { code: string }) => promotion.code)
  expect(applied).toEqual([code])
  return cart_id
}
