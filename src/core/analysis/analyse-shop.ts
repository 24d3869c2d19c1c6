import type { NotEnough } from "../predict/not-enough"
import type { Tier } from "../value/tier"
import {
  type ChurnAnalysis,
  analyseFuture,
  type FutureAnalysis,
  type ModelAnalysis,
} from "./analyse-future"
import {
  analyseBuyers,
  analyseHabits,
  type BuyerAnalysis,
  type HabitAnalysis,
} from "./analyse-habits"
import {
  type AffinityAnalysis,
  analyseAffinity,
  analyseFollowers,
  analyseReplacement,
  type FollowerAnalysis,
  type ReplacementAnalysis,
} from "./analyse-products"
import {
  analyseReturns,
  analyseValue,
  type ReturnAnalysis,
  type RfmAnalysis,
  type TierAnalysis,
} from "./analyse-value"
import { bookOf, calibrationDay, type CurrencyTotal, type CustomerBook } from "./customer-book"
import { type AnalysisOptions, isoDay, type ShopHistory } from "./shop-history"

/** What Kairos says about a shop, from its order history alone. Printed as JSON, so its names are outside names. */
export type Analysis = {
  readonly lines: ShopHistory["lines"]
  readonly history: {
    readonly orders: number
    readonly customers: number
    readonly products: number
    readonly first_day: string | null
    readonly last_day: string | null
    readonly one_time_customers: number
    readonly repeat_customers: number
  }
  /** Money below is in this currency, dates count in all. */
  readonly currency_code: string | null
  readonly currencies: readonly CurrencyTotal[]
  /** Null without an order. */
  readonly rfm: RfmAnalysis | null
  readonly tiers: TierAnalysis | null
  readonly models: ModelAnalysis | NotEnough
  readonly churn: ChurnAnalysis | NotEnough
  readonly affinity: AffinityAnalysis | NotEnough
  readonly next_products: FollowerAnalysis | NotEnough
  readonly replacement: ReplacementAnalysis | NotEnough
  readonly habits: HabitAnalysis
  readonly discounts: BuyerAnalysis["discounts"]
  readonly buyer_classes: BuyerAnalysis["classes"]
  readonly returns: ReturnAnalysis
  /** The most valuable first; at most a hundred thousand. */
  readonly customers: readonly AnalysedCustomer[]
  readonly titles: Readonly<Record<string, string>>
}

export type AnalysedCustomer = {
  readonly customer_id: string
  readonly tier: Tier
  readonly rfm: string
  readonly orders: number
  readonly spent: number | null
  readonly returned: number
  readonly first_day: string
  readonly last_day: string
  readonly alive: number | null
  readonly risk: string | null
  readonly expected_purchases_90: number | null
  readonly expected_value_365: number | null
  readonly buyer_class: string | null
  readonly discount_reliance: number | null
}

export const ANALYSIS_STEPS = [
  "customers",
  "models",
  "affinity",
  "next_products",
  "replacement",
  "habits",
] as const
export type AnalysisStep = (typeof ANALYSIS_STEPS)[number]

const MOST_CUSTOMERS = 100_000

/**
 * Analyses a shop. It yields the name of each step before it begins, so that whoever runs it can say what takes time; the last
 * result is the analysis.
 */
export function* analyseShop(
  history: ShopHistory,
  options: AnalysisOptions
): Generator<AnalysisStep, Analysis> {
  yield "customers"
  const book = bookOf(history)
  const value = analyseValue(book)
  yield "models"
  const future = analyseFuture(book, options)
  yield "affinity"
  const affinity = analyseAffinity(history, options)
  yield "next_products"
  const next = analyseFollowers(history, book.last_day)
  yield "replacement"
  const replacement = analyseReplacement(history, book.last_day, calibrationDay(book, options) ?? 0)
  yield "habits"
  const buyers = analyseBuyers(history, book.first_day)
  return {
    lines: history.lines,
    history: historyFigures(history, book),
    currency_code: book.currency_code,
    currencies: book.currencies,
    rfm: value?.rfm ?? null,
    tiers: value?.tiers ?? null,
    models: future.models,
    churn: future.churn,
    affinity,
    next_products: next,
    replacement,
    habits: analyseHabits(history),
    discounts: buyers.discounts,
    buyer_classes: buyers.classes,
    returns: analyseReturns(book),
    customers: customersOf(book, value, future, buyers),
    titles: titlesOf(history),
  }
}

function historyFigures(history: ShopHistory, book: CustomerBook): Analysis["history"] {
  const products = new Set(history.orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  products.delete("")
  const once = book.customers.filter(({ purchases }) => purchases.days.length === 1).length
  return {
    orders: history.orders.length,
    customers: book.customers.length,
    products: products.size,
    first_day: book.first_day === null ? null : isoDay(book.first_day),
    last_day: book.last_day === null ? null : isoDay(book.last_day),
    one_time_customers: once,
    repeat_customers: book.customers.length - once,
  }
}

function customersOf(
  book: CustomerBook,
  value: ReturnType<typeof analyseValue>,
  future: FutureAnalysis,
  { by_customer }: BuyerAnalysis
): AnalysedCustomer[] {
  return book.customers
    .map((customer, i): AnalysedCustomer => {
      const ahead = future.customers?.[i]
      const { r, f, m } = value!.scores[i]!
      const traits = by_customer.get(customer.customer_id)
      return {
        customer_id: customer.customer_id,
        tier: value!.customer_tiers[i]!,
        rfm: `${r}${f}${m}`,
        orders: customer.orders,
        spent: customer.spent,
        returned: customer.returned,
        first_day: isoDay(customer.first_day),
        last_day: isoDay(customer.last_day),
        alive: ahead?.alive ?? null,
        risk: ahead?.risk ?? null,
        expected_purchases_90: ahead?.expected_purchases_90 ?? null,
        expected_value_365: ahead?.expected_value_365 ?? null,
        buyer_class: traits?.buyer_class ?? null,
        discount_reliance: traits?.discount_reliance ?? null,
      }
    })
    .sort((a, b) => (b.spent ?? 0) - (a.spent ?? 0) || (a.customer_id < b.customer_id ? -1 : 1))
    .slice(0, MOST_CUSTOMERS)
}

const titlesOf = ({ titles }: ShopHistory): Record<string, string> => Object.fromEntries(titles)
