import type { FactValue } from "../condition/condition"
import { minuteOfDay } from "./clock-time"
import { addDays, instantsOf, type LocalDate, localTimeOf } from "./time-zone"
import { type Weekday, weekdayOf } from "./weekday"

/** Until a time that the person's clocks show. At least one of its parts is there. */
export type WaitUntil = {
  /** `HH:MM`; midnight when only a day is named. */
  readonly time?: string
  readonly weekdays?: readonly Weekday[]
  /** `YYYY-MM-DD` in the person's zone. */
  readonly date?: string
  /** A fact that is a date; its calendar day in the person's zone counts. */
  readonly fact?: string
  /** Days after (or, negative, before) the date or the date fact; with neither, the days that pass first: 1 is tomorrow. */
  readonly days?: number
}

/** Until an event of the same person, at most so long. */
export type WaitForEvent = {
  readonly name: string
  readonly within_minutes: number
  /** What happens when the time has passed without it. */
  readonly otherwise: "continue" | "exit"
}

/** How long a step waits after the one before it; the first one after the event. */
export type Wait =
  { readonly minutes: number } | { readonly until: WaitUntil } | { readonly event: WaitForEvent }

export type WaitContext = {
  /** When the waiting begins, milliseconds of the epoch. */
  readonly from: number
  /** The person's zone. */
  readonly zone: string
  readonly fact: (code: string) => FactValue
}

const MINUTE = 60_000
/** Every weekday comes within a week; one more day because today's time may have passed. */
const LONGEST_SEARCH_DAYS = 8

/**
 * When a wait ends, in milliseconds of the epoch. A wait for an event ends when its time is up; that the event ends it
 * sooner is not known here. A date that has passed gives that past instant: what is no longer valid then expires.
 * @returns null when it waits for a date fact that is unknown
 */
export function endOfWait(wait: Wait, context: WaitContext): number | null {
  if ("minutes" in wait) {
    return context.from + wait.minutes * MINUTE
  }
  if ("event" in wait) {
    return context.from + wait.event.within_minutes * MINUTE
  }
  const { until } = wait
  if (until.date === undefined && until.fact === undefined) {
    return nextSlot(until, context)
  }
  const day = dayOf(until, context)
  return day === null ? null : shownAt(context.zone, addDays(day, until.days ?? 0), until)
}

/** The first instant, from now or from a later day on, at which the clocks show this time on one of these weekdays. */
function nextSlot(until: WaitUntil, { from, zone }: WaitContext): number {
  const { days = 0 } = until
  const first = addDays(localTimeOf(zone, from), days)
  if (days === 0 && until.time === undefined && fits(zone, from, until)) {
    return from
  }
  for (let ahead = 0; ahead <= LONGEST_SEARCH_DAYS; ahead += 1) {
    const instant = shownAt(zone, addDays(first, ahead), until)
    if (instant >= from && fits(zone, instant, until)) {
      return instant
    }
  }
  return from
}

/** Once a day, also where clocks that are set back show it twice (E-04). */
const shownAt = (zone: string, day: LocalDate, { time }: WaitUntil): number =>
  instantsOf(zone, day, minuteOfDay(time) ?? 0)[0] as number

const fits = (zone: string, instant: number, { weekdays }: WaitUntil): boolean =>
  weekdays === undefined || weekdays.includes(weekdayOf(localTimeOf(zone, instant).weekday))

function dayOf(until: WaitUntil, context: WaitContext): LocalDate | null {
  if (until.date !== undefined) {
    return calendarDay(until.date)
  }
  const value = until.fact === undefined ? undefined : context.fact(until.fact)
  if (typeof value !== "string") {
    return null
  }
  // A fact that is a bare day is that day everywhere; an instant is the day that the person's clocks show.
  const instant = Date.parse(value)
  return value.length === 10
    ? calendarDay(value)
    : Number.isNaN(instant)
      ? null
      : localTimeOf(context.zone, instant)
}

/** A day of the calendar, or null for one that does not exist, such as 2026-02-30. */
export function calendarDay(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) {
    return null
  }
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  const real = addDays(day, 0)
  return real.month === day.month && real.day === day.day ? day : null
}
