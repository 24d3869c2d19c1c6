import { Temporal } from "temporal-polyfill"
import { addDays, instantsOf, localTimeOf, type LocalDate } from "../schedule/time-zone"
import { calendarOf, type Term } from "./plan"

/** Where a series of dates begins: all of them are counted from here, never from the one before. */
export type Anchor = {
  readonly date: LocalDate
  /** Whole minutes since midnight. */
  readonly minute: number
  readonly zone: string
}

/**
 * A moment that lies ahead: what the clocks will show there, and the instant that this is by the rules known now. Rules
 * change, so the first is the truth and the second is computed from it.
 */
export type FutureMoment = {
  /** `2026-03-31T09:30` */
  readonly local: string
  readonly zone: string
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** The anchor of what begins at an instant, so many days later. */
export function anchorAt(instant: number, zone: string, days = 0): Anchor {
  const local = localTimeOf(zone, instant)
  return { date: addDays(local, days), minute: local.minute, zone }
}

/**
 * The nth date of a series: 31 January, 28 February, 31 March. A month without that day has its last one, and the next
 * month the anchor's again.
 */
export function occurrence(anchor: Anchor, term: Term, index: number): FutureMoment {
  const { unit, count } = calendarOf(term)
  const added = { [`${unit}s`]: count * index }
  const { year, month, day } = Temporal.PlainDate.from(anchor.date).add(added, {
    overflow: "constrain",
  })
  return futureMoment({ year, month, day }, anchor.minute, anchor.zone)
}

/**
 * A time that the clocks show twice is the first of the two; one that they leap over is the instant of the leap.
 */
export function futureMoment(date: LocalDate, minute: number, zone: string): FutureMoment {
  const day = dayOf(date)
  const [first] = instantsOf(zone, date, minute)
  return {
    local: `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    zone,
    at: new Date(first as number).toISOString(),
  }
}

const two = (value: number): string => String(value).padStart(2, "0")

/** `2026-03-31`, as dates are kept. */
export const dayOf = ({ year, month, day }: LocalDate): string =>
  `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`

/** Whether a text names a day that the calendar has. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(addDays(dateOf(text), 0)) === text

export function dateOf(day: string): LocalDate {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number]
  return { year, month, day: date }
}

/** The moment by the rules of today: its instant moves when a government moves the clocks. */
export function recomputed({ local, zone }: Pick<FutureMoment, "local" | "zone">): FutureMoment {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(local)
  if (match === null) {
    throw new Error(`a local time is written 2026-03-31T09:30, not "${local}"`)
  }
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return futureMoment({ year, month, day }, hour * 60 + minute, zone)
}
