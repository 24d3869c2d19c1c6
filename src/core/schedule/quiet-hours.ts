import { minuteOfDay } from "./clock-time"
import { addDays, instantsOf, localMinute, localTimeOf, offsetAt } from "./time-zone"

/** A daily window in which nobody is disturbed, in the person's zone; it may pass midnight. `HH:MM`, the end excluded. */
export type QuietHours = { readonly from: string; readonly to: string }

const MINUTE = 60_000

/**
 * Until when a person is not to be disturbed.
 * @param instant milliseconds of the epoch
 * @returns the end of the window that the instant lies in (milliseconds), or null when it lies in none. At the end the
 * clocks never show a time inside the window, also on days of 23 and 25 hours.
 */
export function quietUntil(quiet: QuietHours | null, zone: string, instant: number): number | null {
  if (quiet === null || !isQuiet(quiet, zone, instant)) {
    return null
  }
  const end = minuteOfDay(quiet.to) as number
  const ahead = (end - localMinute(zone, instant) + 1440) % 1440
  const plain = instant - (instant % MINUTE) + ahead * MINUTE
  return offsetAt(zone, plain) === offsetAt(zone, instant)
    ? plain
    : acrossChange(quiet, zone, instant, end)
}

/** As above where clocks are changed before the window ends: they may show its end twice, or never. */
function acrossChange(quiet: QuietHours, zone: string, instant: number, end: number): number {
  const now = localTimeOf(zone, instant)
  const tomorrow = instantsOf(zone, addDays(now, 1), end)
  const next = [...instantsOf(zone, now, end), ...tomorrow].find(
    (candidate) => candidate > instant && !isQuiet(quiet, zone, candidate)
  )
  return next ?? (tomorrow.at(-1) as number)
}

export function isQuiet(quiet: QuietHours, zone: string, instant: number): boolean {
  const from = minuteOfDay(quiet.from)
  const to = minuteOfDay(quiet.to)
  if (from === null || to === null || from === to) {
    return false
  }
  const minute = localMinute(zone, instant)
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** What is wrong with a window, as the rest of a sentence, or null. */
export function quietHoursProblem(value: unknown): string | null {
  const { from, to } = (typeof value === "object" && value !== null ? value : {}) as Partial<
    Record<"from" | "to", unknown>
  >
  if (minuteOfDay(from) === null || minuteOfDay(to) === null) {
    return 'needs "from" and "to" as HH:MM from 00:00 to 23:59, such as { "from": "21:00", "to": "08:00" }'
  }
  return from === to
    ? `begins and ends at ${String(from)}, which would be no time or all day; to have none, use null`
    : null
}
