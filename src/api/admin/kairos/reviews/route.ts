import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Page, ReviewResponse } from "../../../../types"
import { presentReview } from "../../../../workflows/present/present-reviews"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { reviewsQuery } from "./validators"

/** Decisions that shoppers want a person to look at: the open ones, the longest waiting first, or the closed ones. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<Page<"reviews", ReviewResponse>>
): Promise<void> {
  const filter = validated(reviewsQuery, req.query)
  const { rows, count } = await runtimeOf(req.scope).automation.reviews.list(filter)
  const { offset, limit } = filter
  res.json({ reviews: rows.map(presentReview), count, offset, limit })
}
