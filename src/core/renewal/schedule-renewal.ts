import { noticeDays, noticeWindow, type NoticeKind, type NoticeWindow } from "./notice-window"
import type { Term } from "./plan"
import { dateOf, occurrence, type FutureMoment } from "./recurrence"
import type { Move, Renewal, Subscription } from "./subscription"

const DAY = 86_400_000

/** The first period that is charged: with a trial the one that the trial leads to. */
export const firstCharge = ({ terms }: Pick<Subscription, "terms">): number =>
  terms.trial_days > 0 ? 0 : 1

type Dated = Pick<Subscription, "terms" | "moves">

const moveOf = ({ moves }: Dated, period_index: number): Move | undefined =>
  moves.findLast(({ index }) => index <= period_index)

/** By which term the date of a period is counted: the one that it has now, or had before it was switched. */
const termAt = (subscription: Dated, period_index: number): Term =>
  moveOf(subscription, period_index)?.term ?? subscription.terms.term

/**
 * When a period begins: counted from the anchor, or from the day to which it or one before it was put off, or with which it was
 * switched to another term.
 */
export function dueOf(
  subscription: Pick<Subscription, "anchor" | "terms" | "moves">,
  period_index: number
): FutureMoment {
  const { anchor } = subscription
  const move = moveOf(subscription, period_index)
  const term = termAt(subscription, period_index)
  return move === undefined
    ? occurrence(anchor, term, period_index)
    : occurrence({ ...anchor, date: dateOf(move.date) }, term, period_index - move.index)
}

export type PlannedRenewal = {
  readonly period_index: number
  readonly due: FutureMoment
  /** When its notice is made. */
  readonly notice_at: string
}

/** The renewal of a period, counted from the anchor. */
export function planRenewal(
  subscription: Pick<Subscription, "anchor" | "terms" | "country_code" | "moves">,
  period_index: number
): PlannedRenewal {
  const due = dueOf(subscription, period_index)
  const days = noticeDays(
    windowOf(subscription, { period_index, notice_round: 0 }),
    subscription.terms.notice_days
  )
  return { period_index, due, notice_at: before(due.at, days) }
}

/** The window of a renewal's next notice, or of the one that it had. */
export function windowOf(
  subscription: Pick<Subscription, "terms" | "country_code" | "moves">,
  { period_index, notice_round }: Pick<Renewal, "period_index" | "notice_round">
): NoticeWindow {
  const { terms, country_code } = subscription
  const kind: NoticeKind = notice_round > 1 ? "price" : period_index === 0 ? "trial" : "renewal"
  const stretch = kind === "trial" ? terms.trial_days : termAt(subscription, period_index)
  return noticeWindow(kind, country_code, stretch)
}

/**
 * When its first notice is made: as planned, or, where the plan says so, right after it was used while the window of the law was
 * open already. A notice is read with other eyes by who has just had something of it.
 */
export function noticeAt(
  subscription: Pick<Subscription, "terms" | "country_code" | "moves" | "last_used_at">,
  renewal: Renewal
): string {
  const { terms, last_used_at } = subscription
  const { notice_at, due_at } = renewal
  if (terms.notice_after_use !== true || last_used_at === null) {
    return notice_at
  }
  const { earliest_days } = windowOf(subscription, renewal)
  const opens = before(due_at, earliest_days)
  return last_used_at < opens || last_used_at > notice_at ? notice_at : last_used_at
}

/** When a renewal whose notice was sent may be charged: a notice that was late moves the charge, never the law's window. */
export function chargeAt(
  subscription: Pick<Subscription, "terms" | "country_code" | "moves">,
  renewal: Renewal
): string | null {
  if (renewal.noticed_at === null) {
    return null
  }
  const { latest_days } = windowOf(subscription, renewal)
  return later(renewal.due_at, after(renewal.noticed_at, latest_days))
}

/** Until when a period that was not paid is still tried. */
export const graceEnd = (
  { terms }: Pick<Subscription, "terms">,
  { due_at }: Pick<Renewal, "due_at">
): string => after(due_at, terms.grace_days)

export const before = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * DAY).toISOString()
export const after = (instant: string, days: number): string => before(instant, -days)
/** Of instants in ISO 8601 and UTC, as everything here writes them. */
export const later = (a: string, b: string): string => (a > b ? a : b)
