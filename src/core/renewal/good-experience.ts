import { before, windowOf } from "./schedule-renewal"
import type { Renewal, Subscription } from "./subscription"

/** What somebody had of it, beside its use: a review of four stars or five, or a visit to the shop. */
export const EXPERIENCES = ["review", "visit"] as const
export type Experience = (typeof EXPERIENCES)[number]

/** From how many of five stars on a review is a good one. */
const GOOD_STARS = 4
export const MOST_STARS = 5

export const isGoodReview = (stars: number): boolean => stars >= GOOD_STARS

type About = Pick<Subscription, "status" | "terms" | "country_code" | "moves">
type Period = Pick<
  Renewal,
  "state" | "period_index" | "notice_round" | "notice_at" | "due_at" | "notice_made_at"
>

/**
 * When a notice is made that a good experience brings forward: right after it, as with use (`noticeAt`), where the plan says so and the
 * window of the law is open. It never puts a notice off, and what was made already stays.
 * @param at ISO 8601, when it was had
 * @returns null where it changes nothing
 */
export function noticeBroughtTo(
  subscription: About,
  renewal: Period,
  experience: Experience,
  at: string
): string | null {
  const { status, terms } = subscription
  const counts =
    experience === "review" ? terms.notice_after_use === true : terms.notice_after_visit === true
  const waits =
    renewal.state === "due" && renewal.notice_round === 0 && renewal.notice_made_at === null
  if (!counts || !waits || status !== "active") {
    return null
  }
  const opens = before(renewal.due_at, windowOf(subscription, renewal).earliest_days)
  return at < opens || at >= renewal.notice_at ? null : at
}
