/** `HH:MM` as the clocks show it, on 24 hours. */
const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes since midnight, or null for anything that is no time of day: `25:00`, `9:00`, `24:00`. */
export function minuteOfDay(value: unknown): number | null {
  if (typeof value !== "string") {
    return null
  }
  // A shop has a handful of times and asks for them with every message; anything else is not remembered.
  const known = minutes.get(value)
  if (known !== undefined) {
    return known
  }
  const match = CLOCK_TIME.exec(value)
  if (match === null) {
    return null
  }
  const minute = Number(match[1]) * 60 + Number(match[2])
  minutes.set(value, minute)
  return minute
}

/** At most 1440 entries. */
const minutes = new Map<string, number>()

/** `09:30` of 570. */
export function clockTime(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0")
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
