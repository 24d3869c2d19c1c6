import { addDays, localTimeOf } from "../schedule/time-zone"
import { dateOf, dayOf } from "./recurrence"
import { dueOf } from "./schedule-renewal"
import type { Move, Renewal, Subscription } from "./subscription"

/** `postpone`: it lasts until the later date. `pause`: what is paid lasts to its end, and then it rests until that date. */
export type PutOff = "postpone" | "pause"

/** The days that may be chosen, both of them included: `2026-05-20`. */
export type DayRange = { readonly from: string; readonly to: string }

const DAYS = { postpone: "postpone_days", pause: "pause_days" } as const

/**
 * To which days a renewal may be put off. Counted from the date that the series has, so that nobody goes on for ever by moving it
 * again and again. A trial's end is not put off, and nothing that is being paid.
 * @returns null where the plan does not offer it, or it is too late
 */
export function putOffRange(
  subscription: Subscription,
  renewal: Renewal,
  kind: PutOff,
  now: string
): DayRange | null {
  const { terms, status, paused_at, anchor } = subscription
  const days = terms[DAYS[kind]] ?? null
  const untouched = /^(due|notified)$/.test(renewal.state) && renewal.by_hand_at === null
  if (days === null || status !== "active" || !untouched || renewal.period_index === 0) {
    return null
  }
  if (renewal.due_at <= now || (kind === "postpone" && paused_at !== null)) {
    return null
  }
  const series = dueOf(withoutMove(subscription, renewal.period_index), renewal.period_index)
  const planned = dateOf(dayIn(series.local))
  const today = localTimeOf(anchor.zone, Date.parse(now))
  const range = {
    from: later(dayOf(addDays(planned, 1)), dayOf(addDays(today, 1))),
    to: dayOf(addDays(planned, days)),
  }
  return range.from > range.to ? null : range
}

/** All dates from this period on are counted from that day. */
export const movedTo = (
  { moves }: Pick<Subscription, "moves">,
  index: number,
  date: string
): readonly Move[] => [...moves.filter((move) => move.index < index), { index, date }]

/**
 * The moves of whoever goes on before the day that they had named: back to the date of the series, or today where that is past.
 */
export function movesOnGoingOn(
  subscription: Pick<Subscription, "anchor" | "moves" | "terms">,
  index: number,
  now: string
): readonly Move[] {
  const before = withoutMove(subscription, index)
  if (dueOf(before, index).at > now) {
    return before.moves
  }
  const today = localTimeOf(subscription.anchor.zone, Date.parse(now))
  return movedTo(subscription, index, dayOf(today))
}

const withoutMove = <T extends Pick<Subscription, "moves">>(subscription: T, index: number): T => ({
  ...subscription,
  moves: subscription.moves.filter((move) => move.index < index),
})
const dayIn = (local: string): string => local.slice(0, 10)
const later = (a: string, b: string): string => (a > b ? a : b)
