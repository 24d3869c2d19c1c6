import { termDays } from "./plan"
import { occurrence } from "./recurrence"
import { after } from "./schedule-renewal"
import type { Subscription } from "./subscription"

const YEAR = { unit: "year", count: 1 } as const
const YEAR_DAYS = 365
/** A night that was missed is made good; what is older was nobody's reminder. */
const GOOD_FOR_DAYS = 14

/**
 * Which anniversary a subscription that renews by itself is to be reminded of now (California Bus. & Prof. Code § 17602: once a
 * year, what it is, what it costs and how to stop it). Terms of a year and more are told by their notice.
 * @param now ISO 8601
 * @returns the number of years, or null
 */
export function yearlyReminder(subscription: Subscription, now: string): number | null {
  const { anchor, terms, status, auto_renew_since } = subscription
  if (status !== "active" || auto_renew_since === null || termDays(terms.term) >= YEAR_DAYS) {
    return null
  }
  const years = Number(now.slice(0, 4)) - anchor.date.year
  // On which side of this year's day somebody stands, only their own clock tells.
  const past = [years, years - 1].find((one) => one > 0 && occurrence(anchor, YEAR, one).at <= now)
  return past === undefined || after(occurrence(anchor, YEAR, past).at, GOOD_FOR_DAYS) <= now
    ? null
    : past
}
