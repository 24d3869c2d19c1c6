const DAY = 86_400_000
const MINUTE = 60_000

/** The known values, each once, in their order. */
export function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))]
}

/** Whole days from one instant to another, both ISO 8601; undefined when the first is not known or lies ahead. */
export function wholeDays(since: string | null | undefined, now: string): number | undefined {
  const days = Math.floor((Date.parse(now) - Date.parse(since ?? "")) / DAY)
  return days >= 0 ? days : undefined
}

/** As `wholeDays`, in minutes. */
export function wholeMinutes(since: string | null | undefined, now: string): number | undefined {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since ?? "")) / MINUTE)
  return minutes >= 0 ? minutes : undefined
}
