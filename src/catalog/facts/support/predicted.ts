import type { Money } from "../../../core/condition/condition"
import type { ProfilePrediction } from "../../../core/profile/profile"

type Foretold = ProfilePrediction | null | undefined

const DAY_MS = 86_400_000
const SOON_DAYS = 14

/** Whole days from now to a day such as `2026-03-02`; negative when it has passed. */
export function daysUntil(day: string | null | undefined, now: string): number | undefined {
  const days = Math.floor(Date.parse(day ?? "") / DAY_MS) - Math.floor(Date.parse(now) / DAY_MS)
  return Number.isNaN(days) ? undefined : days
}

/** What is expected to be spent in a year. */
export function expectedValueOf(prediction: Foretold): Money | undefined {
  const value = prediction?.value_365 ?? null
  const currency = prediction?.currency_code ?? null
  return value === null || currency === null
    ? undefined
    : { amount: String(value), currency_code: currency }
}

/** Products of the shop that will be needed again soon, or should have been bought already. */
export function dueProductsOf(prediction: Foretold, now: string): readonly string[] | undefined {
  return prediction?.due
    .filter(
      ({ product_key, on }) => !product_key.startsWith("sku:") && daysUntil(on, now)! <= SOON_DAYS
    )
    .map(({ product_key }) => product_key)
}
