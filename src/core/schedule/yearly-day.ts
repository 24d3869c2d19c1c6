import { instantsOf, type LocalDate, localTimeOf } from "./time-zone"

export type YearlyDay = { readonly month: number; readonly day: number }

export type YearlyDayOccurrence = {
  readonly year: number
  /** When that day began in the zone, in milliseconds of the epoch. */
  readonly began: number
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether some year has this day; 29 February is one, and falls on the 28th in the years between. */
export function isYearlyDay({ month, day }: YearlyDay): boolean {
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0)
}

/** The last time before this instant, or at it, at which the day of the year began in a zone. */
export function latestYearlyDay(
  wanted: YearlyDay,
  zone: string,
  instant: number
): YearlyDayOccurrence {
  const { year } = localTimeOf(zone, instant)
  const began = beginning(zone, wanted, year)
  return began <= instant
    ? { year, began }
    : { year: year - 1, began: beginning(zone, wanted, year - 1) }
}

const beginning = (zone: string, { month, day }: YearlyDay, year: number): number => {
  const date: LocalDate = { year, month, day: Math.min(day, lastOf(year, month)) }
  return instantsOf(zone, date, 0)[0] as number
}

const lastOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()
