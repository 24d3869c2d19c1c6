import { BigNumber } from "bignumber.js"

/** What one unit of `from` was worth in `to`, from a day on until the next such day. */
export type Rate = {
  readonly from: string
  readonly to: string
  /** `2026-03-31`, in UTC. */
  readonly date: string
  readonly rate: number
}

/** The rate of a purchase's day: the newest that is not later. Null where there is none; an older day never borrows a later rate. */
export function rateOn(
  rates: readonly Rate[],
  from: string,
  to: string,
  instant: string
): BigNumber | null {
  if (from === to) {
    return new BigNumber(1)
  }
  const day = new Date(instant).toISOString().slice(0, 10)
  let newest: Rate | null = null
  for (const rate of rates) {
    const fits = rate.from === from && rate.to === to && rate.date <= day
    if (fits && (newest === null || rate.date > newest.date)) {
      newest = rate
    }
  }
  return newest === null ? null : new BigNumber(newest.rate)
}
