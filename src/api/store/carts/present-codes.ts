import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type CouponBasket, readCartBasket } from "../../../read-models/coupon-basket"
import { addGift, giftLine, holdsGift, removeGifts } from "../../../workflows/coupons/gifts"
import { giftLinesOf } from "../../../workflows/coupons/keep-coupons"
import { noteStrangers } from "../../../workflows/coupons/leak-radar"
import { type PresentedCode, presentCoupons } from "../../../workflows/coupons/present-coupons"
import { LIMITS } from "../../../workflows/support/limits"
import {
  addressOf,
  answerTooMany,
  secondsToWait,
  spendPoints,
} from "../../../workflows/support/rate-limits"
import type { Runtime } from "../../../workflows/support/runtime"
import { beforeAnswer } from "../../support/before-answer"

/** Answers 429 and says true when whoever asks has tried too many wrong codes. */
export async function tooManyWrongCodes(
  runtime: Runtime,
  req: MedusaRequest,
  res: MedusaResponse,
  basketKey: string
): Promise<boolean> {
  const waits = await Promise.all([
    secondsToWait(runtime.knex, LIMITS.wrong_codes_of_basket, basketKey),
    secondsToWait(runtime.knex, LIMITS.wrong_codes_of_address, addressOf(req)),
  ])
  const wait = Math.max(...waits)
  if (wait > 0) {
    answerTooMany(res, wait)
  }
  return wait > 0
}

export async function countWrongCodes(
  runtime: Runtime,
  req: MedusaRequest,
  basketKey: string,
  count: number
): Promise<void> {
  await Promise.all([
    spendPoints(runtime.knex, LIMITS.wrong_codes_of_basket, basketKey, count),
    spendPoints(runtime.knex, LIMITS.wrong_codes_of_address, addressOf(req), count),
  ])
}

/**
 * Looks at the typed codes before Medusa does: makes the promotions of those that the basket's person may use, and puts
 * stand-ins in the place of those that nobody may. Medusa then answers as it does for any code that does not exist, with
 * its own checks, its own time and its own words; only the stand-in is put back into the code that was typed.
 * @returns what Medusa gets to see, or null when the request has been answered.
 */
export async function presentCodes(
  runtime: Runtime,
  req: MedusaRequest,
  res: MedusaResponse,
  basket: CouponBasket,
  basketKey: string,
  typed: readonly string[]
): Promise<readonly PresentedCode[] | null> {
  if (typed.length === 0) {
    return []
  }
  if (await tooManyWrongCodes(runtime, req, res, basketKey)) {
    return null
  }
  const presented = await presentCoupons(runtime, basket, typed)
  const strangers = presented
    .filter((code) => code.outcome === "stranger")
    .map(({ typed, coupon }) => ({ typed, coupon_id: coupon!.id }))
  // Counted beside the request, not before it: a stranger's code must not answer later than an unknown one.
  const counted = noteStrangers(runtime, strangers, { basket, address: addressOf(req) }).catch(
    (error: unknown) =>
      runtime.logger.error(
        `kairos: a stranger's try was not counted: ${error instanceof Error ? error.name : "error"}`
      )
  )
  const gifts = await addGifts(runtime, basket, presented)
  beforeAnswer(res, async (body) => {
    if (!isUnknownCode(res, body)) {
      await rememberNewCart(runtime, basket, presented, body)
      return body
    }
    await Promise.all([
      counted,
      countWrongCodes(runtime, req, basketKey, wrongCodes(presented)),
      takeGiftsBack(runtime, basket, gifts),
    ])
    return { ...body, message: withTypedCodes(body.message, presented) }
  })
  return presented
}

/** A cart that this request created has its id only now. */
async function rememberNewCart(
  runtime: Runtime,
  basket: CouponBasket,
  presented: readonly PresentedCode[],
  body: unknown
): Promise<void> {
  const cart_id = (body as { cart?: { id?: string } } | null)?.cart?.id
  const ids = presented.flatMap(({ coupon, outcome }) => (outcome === "accepted" ? coupon!.id : []))
  if (basket.id === null && cart_id !== undefined && ids.length > 0) {
    await runtime.automation.coupons.rememberCart(cart_id, ids)
  }
}

/** At least the one that the answer is about. */
function wrongCodes(presented: readonly PresentedCode[]): number {
  const wrong = presented.filter(
    (code) => code.outcome === "stranger" || code.outcome === "refused"
  )
  return Math.max(1, wrong.length)
}

/** The coupons whose gift was added here: in a basket that is being created the caller adds the lines to its body. */
async function addGifts(
  runtime: Runtime,
  basket: CouponBasket,
  presented: readonly PresentedCode[]
): Promise<readonly string[]> {
  const gifts = presented.filter((code) => bringsGift(basket, code))
  if (
    basket.id === null ||
    presented.some((code) => code.coupon !== null && code.outcome !== "accepted")
  ) {
    return []
  }
  for (const { coupon } of gifts) {
    await addGift(runtime.container, basket, coupon!)
  }
  return gifts.map(({ coupon }) => coupon!.id)
}

function bringsGift(basket: CouponBasket, { outcome, coupon }: PresentedCode): boolean {
  return outcome === "accepted" && coupon?.kind === "gift" && !holdsGift(basket, coupon)
}

/** The lines that gifts bring to a basket that is being created with `variant_ids`. */
export function giftLinesFor(
  presented: readonly PresentedCode[],
  variant_ids: readonly unknown[]
): readonly ReturnType<typeof giftLine>[] {
  return presented
    .filter(({ outcome, coupon }) => outcome === "accepted" && coupon?.kind === "gift")
    .filter(({ coupon }) => !variant_ids.includes(coupon!.gift_variant_id))
    .map(({ coupon }) => giftLine(coupon!))
}

async function takeGiftsBack(
  runtime: Runtime,
  basket: CouponBasket,
  coupon_ids: readonly string[]
): Promise<void> {
  if (coupon_ids.length > 0 && basket.kind === "cart" && basket.id !== null) {
    const now = await readCartBasket(runtime.knex, basket.id)
    await removeGifts(runtime.container, basket.id, giftLinesOf(now, coupon_ids))
  }
}

type Answer = { readonly message: string; readonly [key: string]: unknown }

/** Medusa's words for an unknown code: on carts and new draft orders, and on a draft order's edit. */
function isUnknownCode(res: MedusaResponse, body: unknown): body is Answer {
  const message = (body as Partial<Answer> | null)?.message
  return (
    res.statusCode === 400 &&
    typeof message === "string" &&
    /^(The promotion code .* is invalid|Promotion codes? ".*" not found)$/s.test(message)
  )
}

function withTypedCodes(message: string, presented: readonly PresentedCode[]): string {
  return presented.reduce((text, code) => text.replaceAll(code.send, () => code.typed), message)
}
