import { Temporal } from "temporal-polyfill"

/** A stretch of time in which a zone keeps one offset to UTC. Instants in milliseconds of the epoch, the end excluded. */
type Segment = {
  readonly from: number
  readonly to: number
  /** Milliseconds that the zone's clocks are ahead of UTC. */
  readonly offset: number
}

/** What the clocks on the wall show. */
export type LocalTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  /** ISO 8601: Monday is 1, Sunday is 7. */
  readonly weekday: number
  /** Whole minutes since midnight, 0 to 1439. */
  readonly minute: number
}

export type LocalDate = Pick<LocalTime, "year" | "month" | "day">

const MINUTE = 60_000
const DAY = 86_400_000

/** Memory, not state: the same zone and instant always give the same segment. */
const segments = new Map<string, Segment[]>()

/**
 * Whether this is the name of an IANA zone, such as `Europe/Madrid`. Bare offsets and the old abbreviations (`EST5EDT`)
 * are refused: they know nothing of daylight saving where the person lives.
 */
export function isTimeZone(value: unknown): value is string {
  if (
    typeof value !== "string" ||
    (!/^[A-Za-z_]+\/[A-Za-z_+\-/0-9]+$/.test(value) && value !== "UTC")
  ) {
    return false
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** Milliseconds that the zone's clocks are ahead of UTC at this instant. @throws RangeError for an unknown zone */
export function offsetAt(zone: string, instant: number): number {
  return segmentAt(zone, instant).offset
}

/** Whole minutes since midnight that the clocks show, 0 to 1439. */
export function localMinute(zone: string, instant: number): number {
  const ofDay = (((instant + offsetAt(zone, instant)) % DAY) + DAY) % DAY
  return (ofDay - (ofDay % MINUTE)) / MINUTE
}

export function localTimeOf(zone: string, instant: number): LocalTime {
  const shifted = new Date(instant + offsetAt(zone, instant))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay() === 0 ? 7 : shifted.getUTCDay(),
    minute: localMinute(zone, instant),
  }
}

/**
 * The instants at which the clocks of a zone show a time: one on most days, two where clocks are set back over it, in
 * order. Where they are set forward over it there is none; then it is the instant at which they jump, which shows the next
 * time that exists (E-04).
 */
export function instantsOf(zone: string, date: LocalDate, minute: number): readonly number[] {
  const wall = Date.UTC(date.year, date.month - 1, date.day) + minute * MINUTE
  // No zone changes its clocks twice within two days.
  const before = segmentAt(zone, wall - DAY)
  const after = segmentAt(zone, wall + DAY)
  if (before.offset === after.offset) {
    return [wall - before.offset]
  }
  const shown = [wall - before.offset, wall - after.offset].filter(
    (instant) => instant + offsetAt(zone, instant) === wall
  )
  return shown.length > 0 ? shown.sort((a, b) => a - b) : [after.from]
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.UTC(date.year, date.month - 1, date.day + days))
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  }
}

/** When the calendar day of an instant began in a zone, moved by so many days: 0 is today, -1 yesterday. */
export function startOfDay(zone: string, instant: number, days = 0): number {
  return instantsOf(zone, addDays(localTimeOf(zone, instant), days), 0)[0] as number
}

function segmentAt(zone: string, instant: number): Segment {
  const known = segments.get(zone) ?? []
  // A shop's lifetime has a handful, and the newest is asked for most.
  for (let i = known.length - 1; i >= 0; i -= 1) {
    const segment = known[i] as Segment
    if (segment.from <= instant && instant < segment.to) {
      return segment
    }
  }
  const segment = readSegment(zone, instant)
  segments.set(zone, [...known, segment])
  return segment
}

function readSegment(zone: string, instant: number): Segment {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  // "previous" lies strictly before: a transition at this very millisecond begins the segment.
  const began = there.add({ milliseconds: 1 }).getTimeZoneTransition("previous")
  const ends = there.getTimeZoneTransition("next")
  return {
    from: began?.epochMilliseconds ?? -Infinity,
    to: ends?.epochMilliseconds ?? Infinity,
    offset: there.offsetNanoseconds / 1_000_000,
  }
}
