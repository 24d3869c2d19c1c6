import { localTimeOf } from "../schedule/time-zone"

export type MinorPolicy = {
  /** From which age marketing and profiling may be for somebody, by country (ISO 3166-1, lower case); `default` elsewhere. */
  readonly ages: Readonly<Record<string, number>>
  /** What counts for somebody whose birth date is not known. */
  readonly unknown: "adult" | "minor"
  /** The shop's: a birthday begins at its midnight. */
  readonly time_zone: string
}

/** What is known of a person's age. */
export type Age = {
  /** `2010-02-28`; anything else is not known. */
  readonly birth_date?: string | null
  readonly country_code?: string | null
}

/** Of one person with several rows the youngest. */
export type KnownAge = {
  /** Normalised. */
  readonly email: string
  readonly birth_date: string
  readonly country_code: string | null
}

const GROWN_UP = 18

/** Whether somebody is too young for marketing and profiling at an instant (ISO 8601). */
export function isMinor(age: Age | undefined, policy: MinorPolicy, now: string): boolean {
  const born = birthDateOf(age?.birth_date)
  if (born === null) {
    return policy.unknown === "minor"
  }
  const today = localTimeOf(policy.time_zone, Date.parse(now))
  const [year, ...birthday] = born.split("-").map(Number) as [number, number, number]
  // Who was born on 29 February is a year older on 1 March of the years without one: the stricter reading.
  const [month, day] = birthday
  const hadBirthday = today.month > month || (today.month === month && today.day >= day)
  return today.year - year - (hadBirthday ? 0 : 1) < ageOf(policy, age?.country_code)
}

/** A calendar date that exists, or null. */
export function birthDateOf(value: unknown): string | null {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return null
  }
  const parsed = new Date(`${value}T00:00:00.000Z`)
  return Number.isFinite(parsed.getTime()) && parsed.toISOString().startsWith(value) ? value : null
}

const ageOf = ({ ages }: MinorPolicy, country: string | null | undefined): number =>
  ages[(country ?? "").toLowerCase()] ?? ages["default"] ?? GROWN_UP
