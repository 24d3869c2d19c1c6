import type { PairRule } from "../predict/affinity"
import type { BuyerClass } from "../predict/buyer-class"
import { type NotEnough, notEnough } from "../predict/not-enough"
import type { PairCounter } from "../predict/pair-counter"
import type { ShopModels } from "../predict/prediction"
import { analyseFuture, type ChurnAnalysis, type ModelAnalysis } from "./analyse-future"
import { analyseBuyers, type BuyerAnalysis } from "./analyse-habits"
import {
  analyseFollowers,
  analyseReplacement,
  type FollowerAnalysis,
  type ProductReplacement,
} from "./analyse-products"
import { bookOf, calibrationDay } from "./customer-book"
import { type AnalysisOptions, type ShopHistory, TIME_UNITS } from "./shop-history"

/** What a night learns from the shop's history. */
export type ShopLessons = {
  readonly models: ModelAnalysis | NotEnough
  readonly churn: ChurnAnalysis | NotEnough
  readonly shop: ShopModels
  readonly followers: FollowerAnalysis | NotEnough
  /** The products with most repurchases. */
  readonly replacement: readonly ProductReplacement[] | NotEnough
  readonly classes: BuyerAnalysis["classes"]
  readonly discounts: BuyerAnalysis["discounts"]
  /** Of the customers that were studied. */
  readonly traits: readonly BuyerTraits[]
}

export type BuyerTraits = {
  readonly customer_id: string
  readonly buyer_class: BuyerClass | null
  readonly discount_reliance: number | null
}

const OPTIONS: AnalysisOptions = {
  calibrationEnd: null,
  timeUnit: "week",
  minSupport: 0,
  minConfidence: 0,
}

/**
 * Everything that takes fitting.
 * @param asOf the last day that was seen, in days since 1970: a day without an order says something too
 */
export function learnShop(history: ShopHistory, asOf: number): ShopLessons {
  const seen = bookOf(history)
  const book = { ...seen, last_day: seen.last_day === null ? null : Math.max(asOf, seen.last_day) }
  const future = analyseFuture(book, OPTIONS)
  const replacement = analyseReplacement(history, book.last_day, calibrationDay(book, OPTIONS) ?? 0)
  const buyers = analyseBuyers(history, book.first_day)
  return {
    models: future.models,
    churn: future.churn,
    shop: {
      as_of: asOf,
      unit_days: TIME_UNITS[OPTIONS.timeUnit],
      currency_code: book.currency_code,
      ...future.shop,
    },
    followers: analyseFollowers(history, book.last_day),
    replacement: replacement.kind === "learned" ? replacement.products : replacement,
    classes: buyers.classes,
    discounts: buyers.discounts,
    traits: [...buyers.by_customer].map(([customer_id, traits]) => ({ customer_id, ...traits })),
  }
}

export type AffinityLessons = {
  readonly kind: "learned"
  readonly baskets: number
  /** Baskets that a pair needs to be told. */
  readonly least: number
  /** Pairs that have as many, in both directions; of each product the clearest are kept. */
  readonly pairs: number
  readonly rules: readonly PairRule[]
}

const FEWEST_BASKETS = 20
const LEAST_BASKETS = 5
const LEAST_SHARE = 0.0005
/** A product's page shows a handful. */
const KEPT_OF_PRODUCT = 12

/**
 * The pairs that say something, of each product those with the greatest lift.
 * @param counts baskets with each product, by its number
 */
export function learnAffinity(
  counter: PairCounter,
  counts: ArrayLike<number>,
  baskets: number,
  keyOf: (product: number) => string
): AffinityLessons | NotEnough {
  if (baskets < FEWEST_BASKETS) {
    return notEnough({ what: "baskets", found: baskets, needed: FEWEST_BASKETS })
  }
  const least = Math.max(LEAST_BASKETS, Math.ceil(LEAST_SHARE * baskets))
  const kept = new Map<number, Pair[]>()
  let pairs = 0
  counter.forEach(least, (first, second, count) => {
    const lift = (count * baskets) / (counts[first]! * counts[second]!)
    pairs += 2
    keep(kept, first, { other: second, count, lift })
    keep(kept, second, { other: first, count, lift })
  })
  const rules = [...kept].flatMap(([product, list]) =>
    list
      .sort(byClarity)
      .slice(0, KEPT_OF_PRODUCT)
      .map(({ other, count, lift }) => ({
        lhs: keyOf(product),
        rhs: keyOf(other),
        count,
        support: count / baskets,
        confidence: count / counts[product]!,
        lift,
      }))
  )
  return { kind: "learned", baskets, least, pairs, rules }
}

type Pair = { readonly other: number; readonly count: number; readonly lift: number }

/** The clearest so far, in place: a copy for each pair would cost the square of a popular product's. */
function keep(kept: Map<number, Pair[]>, product: number, pair: Pair): void {
  const list = kept.get(product)
  if (list === undefined) {
    kept.set(product, [pair])
    return
  }
  list.push(pair)
  if (list.length > KEPT_OF_PRODUCT * 8) {
    list.sort(byClarity).length = KEPT_OF_PRODUCT
  }
}

const byClarity = (a: Pair, b: Pair): number => b.lift - a.lift || b.count - a.count
