import type { TierPolicy } from "./tier"

type Cuts = readonly [number, number, number, number]

/** The 20th, 40th, 60th and 80th percentile of each measure over the customers who bought. */
export type Quintiles = {
  readonly recency_days: Cuts
  readonly frequency: Cuts
  /** In `currency_code`. */
  readonly monetary: Cuts
  readonly currency_code: string | null
}

/**
 * A tier policy whose cut points split the shop's own customers into fifths, rounded to figures that a person would
 * choose. Ties (most customers ordered once) would give equal cut points; they are moved up to stay in order.
 */
export function suggestPolicy(quintiles: Quintiles, base: TierPolicy): TierPolicy {
  return {
    ...base,
    recency_days: ascending(quintiles.recency_days.map(roundUp), 1),
    // Below the first cut point is 1 point: a single order must not earn more than that.
    frequency: ascending(
      quintiles.frequency.map((cut) => Math.max(2, Math.ceil(cut))),
      1
    ),
    monetary: ascending(quintiles.monetary.map(roundUp), 1),
    currency_code: quintiles.currency_code,
  }
}

/** Two significant figures, at least one: 1847.2 becomes 1900, 17.6 becomes 18. */
function roundUp(value: number): number {
  if (value <= 10) {
    return Math.max(1, Math.ceil(value))
  }
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.ceil(value / unit) * unit
}

function ascending(values: readonly number[], step: number): Cuts {
  let last = Number.NEGATIVE_INFINITY
  const cuts = values.map((value) => (last = Math.max(value, last + step)))
  return cuts as unknown as Cuts
}
