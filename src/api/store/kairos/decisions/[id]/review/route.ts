import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../../core/text/language"
import type { OwnReviewResponse } from "../../../../../../types"
import { presentOwnReview } from "../../../../../../workflows/present/present-reviews"
import { requestReview } from "../../../../../../workflows/privacy/request-review"
import { LIMITS } from "../../../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { reviewBody } from "./validators"

/** Asks that a person of the shop looks at a decision about whoever is logged in (B-15). */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { message, locale } = validated(reviewBody, req.body)
  const customer_id = req.auth_context.actor_id
  const wait = await takePoints(runtime.knex, LIMITS.preferences_of_customer, customer_id)
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const language = languageOf([locale, req.headers["accept-language"]], runtime.options.locale)
  const id = req.params.id as string
  const row = await requestReview(runtime, { id, customer_id, message, language })
  if (row === null) {
    throw notFound("decision", "")
  }
  const review: OwnReviewResponse = presentOwnReview(row)
  res.status(201).json({ review })
}
