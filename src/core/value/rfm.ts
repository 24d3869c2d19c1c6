import { ascending, quantileOf } from "../numeric/statistics"
import type { Quintiles } from "./suggest-policy"

/** Recency, frequency and money of one customer. */
export type RfmMeasures = {
  /** Days since the last purchase. */
  readonly recency: number
  /** Orders. */
  readonly frequency: number
  /** Spent in one currency; null where that is not known. */
  readonly monetary: number | null
}

/** 1 to 5 each; money 0 where it is not known. */
export type RfmScore = { readonly r: number; readonly f: number; readonly m: number }

export type RfmCuts = Omit<Quintiles, "currency_code">

const SHARES = [0.2, 0.4, 0.6, 0.8] as const

/** The four values that split the customers into fifths. Null without customers. */
export function rfmCuts(customers: readonly RfmMeasures[]): RfmCuts | null {
  const spent = customers.flatMap(({ monetary }) => (monetary === null ? [] : [monetary]))
  return customers.length === 0
    ? null
    : {
        recency_days: fifths(customers.map(({ recency }) => recency)),
        frequency: fifths(customers.map(({ frequency }) => frequency)),
        monetary: fifths(spent.length === 0 ? [0] : spent),
      }
}

function fifths(values: readonly number[]): readonly [number, number, number, number] {
  const sorted = ascending(values)
  const [a, b, c, d] = SHARES.map((share) => quantileOf(sorted, share))
  return [a!, b!, c!, d!]
}

/**
 * Hughes' RFM score (1994), with equal values always in the same fifth: 1 plus the number of cuts strictly below the value, and
 * for days the other way round. So an order of the file, which splits ties at random, decides nothing.
 */
export function rfmScore({ recency, frequency, monetary }: RfmMeasures, cuts: RfmCuts): RfmScore {
  const above = (value: number, four: readonly number[]): number =>
    four.filter((cut) => cut < value).length
  return {
    r: 5 - above(recency, cuts.recency_days),
    f: 1 + above(frequency, cuts.frequency),
    m: monetary === null ? 0 : 1 + above(monetary, cuts.monetary),
  }
}
