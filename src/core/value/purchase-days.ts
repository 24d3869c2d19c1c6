import type { Spending } from "./gamma-gamma"
import type { PurchaseHistory } from "./purchase-history"

/** The days on which one customer bought, ascending, each once. */
export type PurchaseDays = {
  readonly customer_id: string
  readonly days: readonly PurchaseDay[]
}

export type PurchaseDay = {
  /** Days since 1970 as the shop's calendar counts them. */
  readonly day: number
  /** What was paid that day in the shop's currency; null where that is not known. */
  readonly amount: number | null
}

/** How the models see a customer at the end of a day; null for one who had not bought yet. */
export function historyAt(
  { days }: PurchaseDays,
  end: number,
  unitDays: number
): PurchaseHistory | null {
  const first = days[0]
  if (first === undefined || first.day > end) {
    return null
  }
  let x = 0
  while (x + 1 < days.length && days[x + 1]!.day <= end) {
    x += 1
  }
  return {
    x,
    tx: (days[x]!.day - first.day) / unitDays,
    T: (end - first.day) / unitDays,
  }
}

/** What the customer's repeat purchases until the end of a day were worth, where that is known. */
export function spendingAt({ days }: PurchaseDays, end: number): Spending {
  let x = 0
  let sum = 0
  for (const { day, amount } of days.slice(1)) {
    if (day <= end && amount !== null) {
      x += 1
      sum += amount
    }
  }
  return { x, mean: x === 0 ? 0 : sum / x }
}
