import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { transferCartCustomerWorkflow } from "@medusajs/medusa/core-flows"
import { normaliseCouponCode } from "../../../core/coupon/code"
import { languageOf } from "../../../core/text/language"
import {
  type CouponBasket,
  readCartBasket,
  readNewBasket,
} from "../../../read-models/coupon-basket"
import { checkCouponsOfCart } from "../../../workflows/coupons/complete-cart"
import { bringCouponsBack, letCouponsGo } from "../../../workflows/coupons/keep-coupons"
import { judgeCoupons } from "../../../workflows/coupons/present-coupons"
import { beginCheckout } from "../../../workflows/support/give-way"
import { addressOf } from "../../../workflows/support/rate-limits"
import type { Runtime } from "../../../workflows/support/runtime"
import { beforeAnswer } from "../../support/before-answer"
import { type RequestStep, stepMiddleware } from "../../support/step-middleware"
import { giftLinesFor, presentCodes } from "./present-codes"

type Body = {
  promo_codes?: string[]
  email?: string | null
  region_id?: string | null
  sales_channel_id?: string | null
  locale?: string | null
  items?: { variant_id: string; quantity: number; metadata?: Record<string, unknown> | null }[]
}
type Request = MedusaRequest<Body> & {
  /** Not there for somebody who is not logged in. */
  readonly auth_context?: { readonly actor_type: string; readonly actor_id: string | null }
}
type Step = RequestStep<Request>

const presentOnNewCart: Step = async (runtime, req, res) => {
  const body = req.validatedBody
  const typed = body.promo_codes ?? []
  if (typed.length === 0) {
    return true
  }
  const basket = await readNewBasket(runtime.knex, {
    kind: "cart",
    customer_id: actorOf(req),
    email: body.email ?? null,
    region_id: body.region_id ?? null,
    sales_channel_id: body.sales_channel_id ?? null,
    locale: body.locale ?? null,
  })
  const presented = await presentCodes(runtime, req, res, basket, `new ${addressOf(req)}`, typed)
  if (presented === null) {
    return false
  }
  body.promo_codes = presented.map((code) => code.send)
  const items = body.items ?? []
  const gifts = giftLinesFor(
    presented,
    items.map((item) => item.variant_id)
  )
  if (gifts.length > 0) {
    body.items = [...items, ...gifts]
  }
  return true
}

/** `POST /store/carts/:id` sets the whole list of codes, `POST …/promotions` adds to it; an empty list clears it. */
const presentOnCart =
  (replaces: (codes: readonly string[]) => boolean): Step =>
  async (runtime, req, res) => {
    const body = req.validatedBody
    const cart_id = req.params.id as string
    if (body.promo_codes === undefined) {
      await bringCouponsBack(runtime, cart_id)
      return true
    }
    const found = await readCartBasket(runtime.knex, cart_id)
    // Medusa says that there is no such cart, or that it is completed, before it looks at any code.
    if (found === null || found.completed) {
      return true
    }
    const basket = withBody(await ofSession(runtime, req, found), body)
    const presented = await presentCodes(runtime, req, res, basket, cart_id, body.promo_codes)
    if (presented === null) {
      return false
    }
    const goesThrough = presented.every(
      ({ coupon, outcome }) => coupon === null || outcome === "accepted"
    )
    if (replaces(body.promo_codes) && goesThrough) {
      const stays = presented.map((code) => code.send)
      await letCouponsGo(runtime, cart_id, (coupon) => !stays.includes(coupon.code))
    }
    body.promo_codes = presented.map((code) => code.send)
    return true
  }

/** The cart as this request is about to make it. A guest's new e-mail brings another customer, whom Medusa looks up. */
function withBody(basket: CouponBasket, body: Body): CouponBasket {
  const email = body.email ?? null
  const region_id = body.region_id ?? basket.region_id
  const moved = region_id !== basket.region_id
  const placed = { ...basket, region_id, currency_code: moved ? null : basket.currency_code }
  if (email === null || basket.emails.includes(email)) {
    return placed
  }
  return basket.has_account
    ? { ...placed, emails: [email, ...basket.emails] }
    : { ...placed, customer_id: null, emails: [email] }
}

/**
 * A logged-in customer whose cart was made before: the cart becomes theirs when a code of theirs is presented on it, as
 * Medusa's own route would make it, because a promotion that is bound to them needs them on the cart.
 */
async function ofSession(
  runtime: Runtime,
  req: Request,
  basket: CouponBasket
): Promise<CouponBasket> {
  const customer_id = actorOf(req)
  if (customer_id === null || basket.customer_id !== null) {
    return basket
  }
  const theirs = await readNewBasket(runtime.knex, { ...basket, customer_id, email: null })
  const asTheirs = { ...basket, customer_id, has_account: true, emails: theirs.emails }
  const judgements = await judgeCoupons(runtime, asTheirs, req.validatedBody.promo_codes ?? [])
  if (!judgements.some((judgement) => judgement.outcome === "accepted")) {
    return basket
  }
  await transferCartCustomerWorkflow(runtime.container).run({
    input: { id: basket.id as string, customer_id },
  })
  return asTheirs
}

const takeOffCart: Step = async (runtime, req) => {
  const typed = (req.validatedBody.promo_codes ?? []).map(
    (code) => normaliseCouponCode(code) ?? code
  )
  const known = await runtime.automation.coupons.findByCodes(typed)
  const codes = typed.map((code) => known.get(code)?.code ?? code)
  req.validatedBody.promo_codes = codes
  await letCouponsGo(runtime, req.params.id as string, (coupon) => codes.includes(coupon.code))
  return true
}

const bringBack: Step = async (runtime, req) => {
  await bringCouponsBack(runtime, req.params.id as string)
  return true
}

const checkBeforeCompletion: Step = async (runtime, req, res) => {
  res.once("close", beginCheckout())
  const release = await checkCouponsOfCart(runtime, req.params.id as string, (basket) =>
    languageOf([basket.locale, req.get("accept-language")], runtime.options.locale)
  )
  beforeAnswer(res, async (body) => {
    await release()
    return body
  })
  return true
}

function actorOf(req: Request): string | null {
  return req.auth_context?.actor_type === "customer" ? req.auth_context.actor_id : null
}

const always = () => true
const whenEmpty = (codes: readonly string[]) => codes.length === 0

/** They run after Medusa's own validation and authentication of the same routes, and before its handlers. */
export const cartMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/store/carts", middlewares: [stepMiddleware(presentOnNewCart)] },
  {
    methods: ["POST"],
    matcher: "/store/carts/:id",
    middlewares: [stepMiddleware(presentOnCart(always))],
  },
  {
    methods: ["POST"],
    matcher: "/store/carts/:id/promotions",
    middlewares: [stepMiddleware(presentOnCart(whenEmpty))],
  },
  {
    methods: ["DELETE"],
    matcher: "/store/carts/:id/promotions",
    middlewares: [stepMiddleware(takeOffCart)],
  },
  ...["line-items", "line-items/:line_id", "shipping-methods"].map((path) => ({
    methods: ["POST" as const, "DELETE" as const],
    matcher: `/store/carts/:id/${path}`,
    middlewares: [stepMiddleware(bringBack)],
  })),
  {
    methods: ["POST"],
    matcher: "/store/carts/:id/complete",
    middlewares: [stepMiddleware(checkBeforeCompletion)],
  },
]
