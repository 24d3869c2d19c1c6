import type { Subscription } from "./subscription"
import { occurrence } from "./recurrence"

/** A saved card as far as its provider tells: at most the last four digits, never a number. */
export type Card = {
  readonly brand: string | null
  readonly last4: string | null
  /** The last month in which it pays, `2027-05`. */
  readonly expires: string | null
}

/** A month before, so that a week in which nobody was asked leaves three. */
const WARN_DAYS = 31
const DAY = 86_400_000

/** What a provider says of a method. Providers differ, so what is not of the known shape is not told. */
export function readCard(details: unknown): Card {
  const card = fieldsOf(fieldsOf(details).card)
  const { brand, last4, exp_month: month, exp_year: year } = card
  const known =
    isWhole(month) && month >= 1 && month <= 12 && isWhole(year) && year >= 2000 && year <= 9999
  return {
    brand: typeof brand === "string" && /^[\p{L} _-]{1,40}$/u.test(brand) ? brand : null,
    // Whoever puts a whole number here has told more than is kept.
    last4: typeof last4 === "string" && /^\d{4}$/.test(last4) ? last4 : null,
    expires: known ? `${year}-${String(month).padStart(2, "0")}` : null,
  }
}

/** `visa •••• 4242`, or null where the provider tells neither. */
export function cardName({ brand, last4 }: Card): string | null {
  const parts = [brand, last4 === null ? null : `•••• ${last4}`].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(" ")
}

/** As it stands on the card: `05/2027`. */
export const expiryText = (expires: string): string => expires.split("-").reverse().join("/")

/**
 * Whole days for which a card still pays, where its holder is to be told now: from 31 days before it ends, to the end of its last day
 * by the subscription's clock, and only where something is charged without asking again.
 * @param now ISO 8601
 */
export function cardExpiring(
  { anchor, status, auto_renew_since }: Subscription,
  { expires }: Card,
  now: string
): number | null {
  if (expires === null || status !== "active" || auto_renew_since === null) {
    return null
  }
  const [year, month] = expires.split("-").map(Number) as [number, number]
  const first = { date: { year, month, day: 1 }, minute: 0, zone: anchor.zone }
  const end = occurrence(first, { unit: "month", count: 1 }, 1).at
  const left = (Date.parse(end) - Date.parse(now)) / DAY
  return left <= 0 || left > WARN_DAYS ? null : Math.floor(left)
}

const isWhole = (value: unknown): value is number => Number.isInteger(value)
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
