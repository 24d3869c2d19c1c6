import { ascending, meanOf, quantileOf, sumOf } from "../numeric/statistics"
import { rfmCuts, rfmScore, type RfmCuts, type RfmMeasures, type RfmScore } from "../value/rfm"
import { giniOf, shareTiers, topFifthShare, USUAL_SHARES } from "../value/share-tiers"
import { suggestPolicy } from "../value/suggest-policy"
import type { Tier, TierPolicy } from "../value/tier"
import type { CustomerBook } from "./customer-book"
import { isoDay } from "./shop-history"

type PerTier = Readonly<Record<Tier, number>>

export type RfmAnalysis = {
  /** The day after the last one of the history; days since the last order are counted to it. */
  readonly reference_date: string
  readonly quantile_cuts: RfmCuts
  readonly score_counts: Readonly<Record<"r" | "f" | "m", Readonly<Record<string, number>>>>
  /** Customers with the highest and with the lowest score in all three. */
  readonly n_555: number
  readonly n_111: number
  readonly mean: RfmMeasures
  readonly median: RfmMeasures
}

export type TierAnalysis = {
  readonly rule: "revenue_share"
  readonly shares: { readonly a: number; readonly b: number }
  readonly counts: PerTier
  readonly revenue: PerTier
  readonly top20pct_share: number | null
  readonly gini: number | null
  /** Cut points that fit this shop, for the tier policy in the settings; money in `currency_code`. */
  readonly suggested_policy: TierPolicy
}

export type ValueAnalysis = {
  readonly rfm: RfmAnalysis
  readonly tiers: TierAnalysis
  /** Per customer, in the order of the book. */
  readonly scores: readonly RfmScore[]
  readonly customer_tiers: readonly Tier[]
}

const BASE_POLICY: Omit<TierPolicy, "recency_days" | "frequency" | "monetary"> = {
  currency_code: null,
  weights: { recency: 1, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
}

/** RFM and tiers. Null for a history without an order. */
export function analyseValue(book: CustomerBook): ValueAnalysis | null {
  if (book.last_day === null) {
    return null
  }
  const reference = book.last_day + 1
  const measures = book.customers.map(({ last_day, orders, spent }) => ({
    recency: reference - last_day,
    frequency: orders,
    monetary: spent,
  }))
  const cuts = rfmCuts(measures)!
  const scores = measures.map((one) => rfmScore(one, cuts))
  const spent = book.customers.map((customer) => customer.spent ?? 0)
  const customerTiers = shareTiers(spent, USUAL_SHARES)
  const perTier = (of: (customer: number) => number): PerTier => {
    const sums: Record<Tier, number> = { A: 0, B: 0, C: 0 }
    customerTiers.forEach((tier, i) => (sums[tier] += of(i)))
    return sums
  }
  const money = measures.flatMap((one) => (one.monetary === null ? [] : [one.monetary]))
  const summary = (of: (values: readonly number[]) => number): RfmMeasures => ({
    recency: of(measures.map((one) => one.recency)),
    frequency: of(measures.map((one) => one.frequency)),
    monetary: money.length === 0 ? null : of(money),
  })
  const all = (points: number): number =>
    scores.filter(({ r, f, m }) => r === points && f === points && m === points).length
  return {
    rfm: {
      reference_date: isoDay(reference),
      quantile_cuts: cuts,
      score_counts: {
        r: countsOf(scores, "r"),
        f: countsOf(scores, "f"),
        m: countsOf(scores, "m"),
      },
      n_555: all(5),
      n_111: all(1),
      mean: summary(meanOf),
      median: summary((values) => quantileOf(ascending(values), 0.5)),
    },
    tiers: {
      rule: "revenue_share",
      shares: USUAL_SHARES,
      counts: perTier(() => 1),
      revenue: perTier((i) => spent[i]!),
      top20pct_share: topFifthShare(spent),
      gini: giniOf(spent),
      suggested_policy: suggestPolicy(
        { ...cuts, currency_code: book.currency_code },
        { ...BASE_POLICY, ...cuts }
      ),
    },
    scores,
    customer_tiers: customerTiers,
  }
}

function countsOf(scores: readonly RfmScore[], name: "r" | "f" | "m"): Record<string, number> {
  const counts: Record<string, number> = { "1": 0, "2": 0, "3": 0, "4": 0, "5": 0 }
  for (const score of scores.filter((one) => one[name] > 0)) {
    counts[String(score[name])]! += 1
  }
  return counts
}

/** What customers give back and how much of their buying waits for discounts. */
export type ReturnAnalysis = {
  readonly customers: number
  /** Of what the customers of the history paid, in its main currency; null when nothing was paid. */
  readonly share_of_revenue: number | null
  /** Customers who got back more than they paid within the history. */
  readonly below_zero: number
}

export function analyseReturns({ customers }: CustomerBook): ReturnAnalysis {
  const paid = sumOf(customers.map(({ spent }) => spent ?? 0))
  return {
    customers: customers.filter(({ returned }) => returned > 0).length,
    share_of_revenue: paid > 0 ? sumOf(customers.map(({ returned }) => returned)) / paid : null,
    below_zero: customers.filter(({ spent, returned }) => returned > (spent ?? 0)).length,
  }
}
