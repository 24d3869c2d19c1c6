import { createHash, randomUUID } from "node:crypto"
import { normaliseCouponCode } from "../../core/coupon/code"
import type { Coupon } from "../../core/coupon/coupon"
import { leakOf } from "../../core/coupon/leak"
import type { CouponBasket } from "../../read-models/coupon-basket"
import { addressBlock } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"
import { retireCodes } from "./promotions"

/** A code as somebody typed it, and the coupon of somebody else that it means. */
export type StrangersTry = { readonly typed: string; readonly coupon_id: string }

/** Where it was tried. The address is kept as its block alone. */
export type TriedOn = {
  readonly basket: Pick<CouponBasket, "id" | "kind" | "customer_id" | "emails" | "sales_channel_id">
  readonly address: string
}

/**
 * Counts what strangers try, and looks whether a code has leaked. The count is waited for; the look goes on beside the answer,
 * which must not take longer for a code that exists. An admin's typing error on a draft order is no leak.
 */
export async function noteStrangers(
  runtime: Runtime,
  tries: readonly StrangersTry[],
  { basket, address }: TriedOn
): Promise<void> {
  if (tries.length === 0) {
    return
  }
  const { coupons, couponAttempts } = runtime.automation
  const ids = tries.map(({ coupon_id }) => coupon_id)
  runtime.logger.warn(`kairos: tried by somebody who does not own it: coupon ${ids.join(", ")}`)
  await coupons.countStrangerAttempts(ids)
  if (basket.kind === "draft_order") {
    return
  }
  const attempts = tries.map(({ typed, coupon_id }) => ({
    coupon_id,
    code: normaliseCouponCode(typed) as string,
    // A cart that is refused is not made: each is another one.
    basket: hashed(basket.id ?? randomUUID()),
    known: basket.customer_id !== null || basket.emails.length > 0,
    address_block: addressBlock(address),
    sales_channel_id: basket.sales_channel_id,
  }))
  await couponAttempts.record(attempts)
  const look = Promise.all(attempts.map((one) => endLeak(runtime, one.coupon_id, one.code)))
  void runtime.automation
    .letEnd(look)
    .catch((error: unknown) =>
      runtime.logger.error(`kairos: the leak radar could not look: ${errorName(error)}`)
    )
}

/**
 * Revokes a code that too many others tried, and gives its owner a new one without a word: same value, same end. What they
 * hold of the old one, in a mail or on a cart, goes on working for them and for nobody else.
 * @returns the coupon with its new code, or null when nothing had to be done.
 */
export async function endLeak(
  runtime: Runtime,
  coupon_id: string,
  code: string
): Promise<Coupon | null> {
  const { leak_radar: policy } = await runtime.automation.settings.read()
  if (policy === null) {
    return null
  }
  const { tried, now } = await runtime.automation.couponAttempts.lately(code, policy.minutes)
  const leak = leakOf(tried, policy, now)
  if (leak === null) {
    return null
  }
  const reissued = await runtime.knex.transaction(async (trx) => {
    const coupon = await runtime.automation.coupons.reissue(trx, {
      id: coupon_id,
      code,
      attempts: leak.attempts,
      since: new Date(leak.since),
    })
    if (coupon !== null) {
      await runtime.automation.audit.append(
        {
          actor: "kairos",
          action: "reissue",
          entity: "coupon",
          entity_id: coupon_id,
          after: leak,
        },
        trx
      )
    }
    return coupon
  })
  if (reissued !== null) {
    runtime.logger.warn(
      `kairos: coupon ${coupon_id} was tried ${leak.attempts} times by others: its code is revoked, its owner has a new one`
    )
    if (reissued.shown_code === null) {
      // Of a presentation that did not come to its end.
      await retireCodes(runtime, [code])
    }
  }
  return reissued
}

/** Never the message: what the database says may repeat values, and a code is a secret. */
const errorName = (error: unknown): string => (error instanceof Error ? error.name : "error")

const hashed = (id: string): string =>
  createHash("sha256").update(id).digest("base64url").slice(0, 22)
