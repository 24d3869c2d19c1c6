import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { normaliseCouponCode } from "../../../core/coupon/code"
import { languageOf } from "../../../core/text/language"
import { readNewBasket } from "../../../read-models/coupon-basket"
import { useCouponsOfDraftOrder } from "../../../workflows/coupons/convert-draft-order"
import { readDraftOrderBasket, recomputeDraftOrder } from "../../../workflows/coupons/draft-order"
import type { Runtime } from "../../../workflows/support/runtime"
import { beforeAnswer } from "../../support/before-answer"
import { type RequestStep, stepMiddleware } from "../../support/step-middleware"
import { giftLinesFor, presentCodes } from "../../store/carts/present-codes"

type Body = {
  promo_codes?: string[]
  customer_id?: string | null
  email?: string | null
  region_id?: string | null
  sales_channel_id?: string | null
  items?: { variant_id?: string | null; quantity: number }[]
}
type Request = AuthenticatedMedusaRequest<Body>
type Step = RequestStep<Request>

/** An admin who puts a code on a draft order gets what the draft order's customer would get. */
const presentOnNewDraftOrder: Step = async (runtime, req, res) => {
  const body = req.validatedBody
  const typed = body.promo_codes ?? []
  if (typed.length === 0) {
    return true
  }
  const basket = await readNewBasket(runtime.knex, {
    kind: "draft_order",
    customer_id: body.customer_id ?? null,
    email: body.email ?? null,
    region_id: body.region_id ?? null,
    sales_channel_id: body.sales_channel_id ?? null,
    locale: null,
  })
  const key = `new draft order of ${req.auth_context.actor_id}`
  const presented = await presentCodes(runtime, req, res, basket, key, typed)
  if (presented === null) {
    return false
  }
  body.promo_codes = presented.map((code) => code.send)
  const items = body.items ?? []
  body.items = [
    ...items,
    ...giftLinesFor(
      presented,
      items.map((item) => item.variant_id)
    ),
  ]
  if (presented.some((code) => code.outcome === "accepted")) {
    beforeAnswer(res, (answer) => withDiscount(runtime, req, res, answer))
  }
  return true
}

async function withDiscount(
  runtime: Runtime,
  req: Request,
  res: MedusaResponse,
  answer: unknown
): Promise<unknown> {
  const id = (answer as { draft_order?: { id?: string } }).draft_order?.id
  if (res.statusCode !== 200 || id === undefined) {
    return answer
  }
  try {
    await recomputeDraftOrder(runtime, id, req.auth_context.actor_id)
  } catch (error) {
    runtime.logger.warn(
      `kairos: draft order ${id} shows its discount after its next edit: ${String(error)}`
    )
    return answer
  }
  const query = runtime.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: req.queryConfig.fields,
    filters: { id },
  })
  return { draft_order: data[0] }
}

const presentOnDraftOrder: Step = async (runtime, req, res) => {
  const id = req.params.id as string
  const basket = await readDraftOrderBasket(runtime, id)
  if (basket === null || basket.completed) {
    return true
  }
  const typed = req.validatedBody.promo_codes ?? []
  const presented = await presentCodes(runtime, req, res, basket, id, typed)
  req.validatedBody.promo_codes = presented?.map((code) => code.send) ?? typed
  return presented !== null
}

const takeOffDraftOrder: Step = async (_runtime, req) => {
  const typed = req.validatedBody.promo_codes ?? []
  req.validatedBody.promo_codes = typed.map((code) => normaliseCouponCode(code) ?? code)
  return true
}

const useBeforeConversion: Step = async (runtime, req, res) => {
  const language = languageOf([req.get("accept-language")], runtime.options.locale)
  const returnUses = await useCouponsOfDraftOrder(runtime, req.params.id as string, language)
  res.once("finish", () => {
    if (res.statusCode >= 400) {
      returnUses().catch((error: unknown) =>
        runtime.logger.error(`kairos: a coupon's use could not be given back: ${String(error)}`)
      )
    }
  })
  return true
}

export const draftOrderMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/draft-orders",
    middlewares: [stepMiddleware(presentOnNewDraftOrder)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/draft-orders/:id/edit/promotions",
    middlewares: [stepMiddleware(presentOnDraftOrder)],
  },
  {
    methods: ["DELETE"],
    matcher: "/admin/draft-orders/:id/edit/promotions",
    middlewares: [stepMiddleware(takeOffDraftOrder)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/draft-orders/:id/convert-to-order",
    middlewares: [stepMiddleware(useBeforeConversion)],
  },
]
