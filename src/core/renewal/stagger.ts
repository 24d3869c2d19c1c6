import { bucketOf } from "../experiment/bucket"
import { addDays, localTimeOf } from "../schedule/time-zone"
import type { RenewalPatch } from "./charge-outcome"
import { futureMoment } from "./recurrence"
import { before, chargeAt, type PlannedRenewal, windowOf } from "./schedule-renewal"
import type { Renewal, Subscription } from "./subscription"

const MINUTE = 60_000
type About = Pick<Subscription, "id" | "terms" | "country_code" | "moves">

/**
 * Subscriptions that began together, as those of an import do, come due together for ever. Each gets a moment of its own in a stretch of
 * so many minutes: always the same one, so that nothing needs to be stored and every worker says the same.
 */
function placeIn(id: string, from: number, to: number): string {
  const part = bucketOf("stagger", id) / 100
  return new Date(from + Math.floor(part * Math.max(0, to - from))).toISOString()
}

/**
 * A planned notice in its own moment: up to so many minutes before the planned one, which is in time by the law wherever the planned one
 * is; where the law's window opens only then, after it. Never outside of the window, and what is due stays when it is.
 */
export function staggerNotice<T extends PlannedRenewal>(
  subscription: About,
  planned: T,
  minutes: number
): T {
  const { due, notice_at, period_index } = planned
  const window = windowOf(subscription, { period_index, notice_round: 0 })
  const [opens, closes] = [window.earliest_days, window.latest_days].map((days) =>
    Date.parse(before(due.at, days))
  ) as [number, number]
  const from = Math.max(opens, Date.parse(notice_at) - minutes * MINUTE)
  const to = Math.min(from + minutes * MINUTE, closes)
  return minutes === 0 ? planned : { ...planned, notice_at: placeIn(subscription.id, from, to) }
}

/**
 * When a renewal that waits is looked at again. One that waits for its charge has a moment of its own: not before the charge may be made,
 * and on the same day, by its holder's clocks, as was told.
 */
export function lookAgainAt(
  until: string,
  renewal: Renewal,
  subscription: About & Pick<Subscription, "anchor">,
  minutes: number
): string {
  if (minutes === 0 || renewal.noticed_at === null || until !== chargeAt(subscription, renewal)) {
    return until
  }
  return laterThatDay(subscription, until, minutes)
}

/**
 * When a charge that failed is tried again: never before its days are over, and on the day, by its holder's clocks, that they are told.
 * What failed together, as when a provider or the shop was down, is not tried again together for two weeks.
 */
export function staggerRetry(
  subscription: Pick<Subscription, "id" | "anchor">,
  patch: RenewalPatch,
  minutes: number
): RenewalPatch {
  const { state, next_try_at = null } = patch
  return minutes === 0 || state !== "failed" || next_try_at === null
    ? patch
    : { ...patch, next_try_at: laterThatDay(subscription, next_try_at, minutes) }
}

function laterThatDay(
  { id, anchor: { zone } }: Pick<Subscription, "id" | "anchor">,
  at: string,
  minutes: number
): string {
  const from = Date.parse(at)
  const midnight = futureMoment(addDays(localTimeOf(zone, from), 1), 0, zone)
  return placeIn(id, from, Math.min(from + minutes * MINUTE, Date.parse(midnight.at)))
}
