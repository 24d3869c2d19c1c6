import { randomUUID } from "node:crypto"
import { Modules, validateEmail } from "@medusajs/framework/utils"
import { normaliseCouponCode } from "../../core/coupon/code"
import type { Coupon } from "../../core/coupon/coupon"
import { type CouponRefusal, couponRefusal } from "../../core/coupon/refusal"
import { type CouponBasket, readCustomerIds } from "../../read-models/coupon-basket"
import { faultPoint } from "../support/fault-points"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { giftAvailable } from "./gifts"
import { couponCartOf, owns, personOf } from "./owner"
import {
  bindPromotion,
  findOrCreatePromotion,
  findPromotions,
  isUsable,
  isUsedUp,
  retireCodes,
  retirePromotions,
} from "./promotions"

/** What to do with one typed code: `send` is what Medusa gets to see instead. */
export type PresentedCode = {
  readonly typed: string
  readonly send: string
  /**
   * `not_ours`: the shop's own, or nothing. `refused`: its owner may not use it now. `stranger`: somebody else's.
   * Medusa gets a stand-in that no promotion has for both, and answers as it does for any unknown code.
   */
  readonly outcome: "accepted" | "refused" | "stranger" | "not_ours"
  readonly coupon: Coupon | null
}

/** The judgement on one code for one basket, without any change. */
export type Judgement =
  | { readonly outcome: "accepted"; readonly coupon: Coupon }
  | { readonly outcome: "refused"; readonly coupon: Coupon; readonly refusal: CouponRefusal }
  | { readonly outcome: "stranger"; readonly coupon: Coupon }
  | { readonly outcome: "not_ours" }

/** Looks the typed codes up and says whether the basket's person may use them. */
export async function judgeCoupons(
  runtime: Runtime,
  basket: CouponBasket,
  typed: readonly string[]
): Promise<readonly Judgement[]> {
  const codes = typed.map((code) => normaliseCouponCode(code))
  const ours = codes.filter((code) => code !== null)
  if (ours.length === 0) {
    return typed.map(() => ({ outcome: "not_ours" }))
  }
  const coupons = await runtime.automation.coupons.findByCodes(ours)
  const person = personOf(basket)
  return Promise.all(
    codes.map(async (code): Promise<Judgement> => {
      const coupon = code === null ? undefined : coupons.get(code)
      if (coupon === undefined) {
        return { outcome: "not_ours" }
      }
      if (!owns(person, coupon)) {
        return { outcome: "stranger", coupon }
      }
      const refusal = await refusalOf(runtime, basket, coupon)
      return refusal === null
        ? { outcome: "accepted", coupon }
        : { outcome: "refused", coupon, refusal }
    })
  )
}

/** Why this basket's owner may not use the coupon: its own state, the basket's, and what Medusa's promotion says. */
export async function refusalOf(
  runtime: Runtime,
  basket: CouponBasket,
  coupon: Coupon
): Promise<CouponRefusal | null> {
  const gift = await giftAvailable(runtime.container, basket, coupon)
  const now = (await databaseNow(runtime.knex)).toISOString()
  const refusal = couponRefusal(coupon, couponCartOf(basket, gift), now)
  if (refusal !== null || coupon.promotion_id === null) {
    return refusal
  }
  // An order may have used it a moment ago, or an admin may have withdrawn the promotion: Medusa knows first.
  const promotion = (await findPromotions(runtime, [coupon.code])).get(coupon.code)
  if (promotion !== undefined && isUsedUp(promotion)) {
    return { reason: "redeemed" }
  }
  return isUsable(promotion) ? null : { reason: "voided" }
}

/**
 * Makes Medusa's promotions for what the owner may use, at this moment and not before, and stand-ins for what nobody
 * may. Idempotent: presenting again finds what is there.
 */
export async function presentCoupons(
  runtime: Runtime,
  basket: CouponBasket,
  typed: readonly string[]
): Promise<readonly PresentedCode[]> {
  const judgements = await judgeCoupons(runtime, basket, typed)
  return Promise.all(
    judgements.map(async (judgement, i): Promise<PresentedCode> => {
      const code = typed[i] as string
      switch (judgement.outcome) {
        case "not_ours":
          return { typed: code, send: code, outcome: "not_ours", coupon: null }
        case "accepted": {
          const coupon = await materialise(runtime, basket, judgement.coupon)
          return coupon === null
            ? standIn(code, "refused", judgement.coupon)
            : { typed: code, send: coupon.code, outcome: "accepted", coupon }
        }
        default:
          return standIn(code, judgement.outcome, judgement.coupon)
      }
    })
  )
}

function standIn(typed: string, outcome: "refused" | "stranger", coupon: Coupon): PresentedCode {
  return { typed, send: randomUUID(), outcome, coupon }
}

/** The coupon with its promotion, or null when it came to its end meanwhile. */
async function materialise(
  runtime: Runtime,
  basket: CouponBasket,
  coupon: Coupon
): Promise<Coupon | null> {
  const bound = {
    customer_ids: await customerIdsOf(runtime, basket, coupon),
    is_tax_inclusive: basket.lines?.some((line) => line.is_tax_inclusive) ?? false,
    kind: basket.kind,
  }
  const promotion = await findOrCreatePromotion(runtime, coupon, bound)
  await faultPoint("between_promotion_and_link")
  await bindPromotion(runtime, promotion, bound)
  const presented = await runtime.automation.coupons.markPresented(
    coupon,
    promotion.id,
    basket.kind === "cart" ? basket.id : null
  )
  if (presented !== null) {
    return presented
  }
  const [now] = await runtime.automation.coupons.findByIds([coupon.id])
  if (now !== undefined && now.code !== coupon.code) {
    // Its code was revoked at this very moment: it is the same coupon under another code, which nobody else knows yet.
    await retireCodes(runtime, [coupon.code])
    return materialise(runtime, basket, now)
  }
  await retirePromotions(runtime, [coupon])
  return null
}

/** Every customer row of the person, so that the promotion holds whichever of them Medusa puts on the basket. */
async function customerIdsOf(
  runtime: Runtime,
  basket: CouponBasket,
  coupon: Coupon
): Promise<readonly string[]> {
  const known = basket.customer_id === null ? [] : [basket.customer_id]
  if (coupon.promotion_id !== null && known.length > 0) {
    return [...new Set([coupon.customer_id, ...known])]
  }
  const emails = [coupon.email, ...basket.emails]
  const found = await readCustomerIds(runtime.knex, emails)
  const email = basket.emails[0]
  const guest =
    known.length === 0 && email !== undefined ? await guestId(runtime, email, found) : []
  return [...new Set([coupon.customer_id, ...known, ...found, ...guest])]
}

/**
 * A cart that gets its e-mail in this very request gets its customer in it too, after we have bound the promotion. So the
 * guest's row is made here, as Medusa would make it a moment later, and Medusa finds it.
 */
async function guestId(
  runtime: Runtime,
  email: string,
  found: readonly string[]
): Promise<readonly string[]> {
  const address = validateEmail(email)
  const customers = runtime.container.resolve(Modules.CUSTOMER)
  const existing = await customers.listCustomers({ email: address }, { select: ["id"] })
  if (existing.length > 0) {
    return existing.map((customer) => customer.id)
  }
  try {
    return [(await customers.createCustomers({ email: address })).id]
  } catch (error) {
    const [winner] = await customers.listCustomers({ email: address }, { select: ["id"] })
    if (winner === undefined) {
      throw error
    }
    return [winner.id, ...found]
  }
}
