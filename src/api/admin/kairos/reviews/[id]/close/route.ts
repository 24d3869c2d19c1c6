import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ReviewResponse } from "../../../../../../types"
import { presentReview } from "../../../../../../workflows/present/present-reviews"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { conflict, notFound, validated } from "../../../../../support/validate"
import { closeReviewBody } from "../../validators"

/** Answers a shopper who wanted a person to look at a decision; they read it in their account. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { automation } = runtimeOf(req.scope)
  const id = req.params.id as string
  const { answer } = validated(closeReviewBody, req.body)
  const actor = req.auth_context.actor_id
  const row = await automation.reviews.close(id, actor, answer)
  if (row === null) {
    if ((await automation.reviews.read(id)) === null) {
      throw notFound("review", id)
    }
    throw conflict(`the review "${id}" is closed already; load the list again`)
  }
  await automation.audit.append({ actor, action: "close", entity: "review", entity_id: id })
  const review: ReviewResponse = presentReview(row)
  res.json({ review })
}
