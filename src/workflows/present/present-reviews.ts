import type { ReviewRow } from "../../modules/kairos-automation/reviews"
import type { OwnReviewResponse, ReviewResponse } from "../../types"

/** Without whoever of the shop answered. */
export const presentOwnReview = (row: ReviewRow): OwnReviewResponse => ({
  id: row.id,
  decision_id: row.decision_id,
  told: row.told,
  message: row.message,
  state: row.closed_at === null ? "open" : "closed",
  created_at: row.created_at.toISOString(),
  closed_at: row.closed_at?.toISOString() ?? null,
  answer: row.answer,
})

export const presentReview = (row: ReviewRow): ReviewResponse => ({
  ...presentOwnReview(row),
  customer_id: row.customer_id,
  locale: row.locale,
  closed_by: row.closed_by,
})
