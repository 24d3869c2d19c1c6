import { addDays, localTimeOf } from "../schedule/time-zone"
import type { Term } from "./plan"
import { dayOf, futureMoment } from "./recurrence"
import { windowOf } from "./schedule-renewal"
import type { Renewal, Subscription, Uses } from "./subscription"

/** What a period brings to so many of one line; null where uses are not counted. */
export const usesEach = (term: Term, quantity: number): number | null =>
  term.unit === "use" ? term.count * quantity : null

/** A renewal adds to what is left: nobody loses what they paid for by renewing before it is used up. */
export const usesAfterRenewal = (uses: Uses | null): number | null =>
  uses === null ? null : uses.left + uses.each

/** With how many left its holder is told. */
const fewUses = (term: Term, each: number): number =>
  (term.unit === "use" ? term.few : null) ?? Math.ceil(each / 5)

type AfterUse = {
  readonly left: number
  /** Whether few are left now, and more were before. */
  readonly few: boolean
}

/** @returns null where not so many are left */
export function afterUse(
  { terms }: Pick<Subscription, "terms">,
  uses: Uses,
  count: number
): AfterUse | null {
  const left = uses.left - count
  const few = fewUses(terms.term, uses.each)
  return left < 0 ? null : { left, few: uses.left > few && left <= few && left > 0 }
}

/**
 * To which day the next period comes forward when the last use was had: the next day where its holder renews it by hand; where it
 * renews by itself, the first day on which it may be charged after a notice of that very day. What is told already, and comes no
 * later, stays; so does what is being paid.
 * @returns `2026-05-20`, or null where nothing is moved
 */
export function dayAfterLastUse(
  subscription: Pick<
    Subscription,
    "anchor" | "auto_renew_since" | "country_code" | "moves" | "status" | "terms"
  >,
  renewal: Renewal,
  now: string
): string | null {
  const { anchor, auto_renew_since, status } = subscription
  const waits = /^(due|notified)$/.test(renewal.state) && renewal.by_hand_at === null
  if (status !== "active" || !waits) {
    return null
  }
  const { latest_days } = windowOf(subscription, { ...renewal, notice_round: 0 })
  const today = localTimeOf(anchor.zone, Date.parse(now))
  const date = addDays(today, 1 + (auto_renew_since === null ? 0 : latest_days))
  return futureMoment(date, anchor.minute, anchor.zone).at < renewal.due_at ? dayOf(date) : null
}

/** Of so many uses that each period brought, the share that was had of each, the oldest first: what is left is of the newest. */
export function usedShares({ left, each }: Uses, periods: number): readonly number[] {
  return Array.from({ length: periods }, (_, index) => {
    const newer = periods - 1 - index
    const of_it = Math.min(Math.max(left - newer * each, 0), each)
    return 1 - of_it / each
  })
}
