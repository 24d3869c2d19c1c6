import { type PairRule, pairRules } from "../predict/affinity"
import { associationRules, type SetRule } from "../predict/association-rules"
import { collectBaskets, leastCount } from "../predict/baskets"
import { type Follower, productsThatFollow } from "../predict/next-product"
import { type NotEnough, notEnough } from "../predict/not-enough"
import {
  type BuyerSpells,
  learnReplacement,
  nextPurchase,
  probabilityWithin,
  type Replacement,
} from "../predict/replacement"
import { isMerchandise } from "../predict/service-codes"
import { spellsOf } from "../predict/spells"
import { type AnalysisOptions, isoDay, type ShopHistory } from "./shop-history"

export type AffinityAnalysis = {
  readonly kind: "learned"
  /** Orders that hold at least one product; postage, fees and vouchers are none. */
  readonly baskets: number
  readonly products: number
  readonly service_lines_left_out: number
  readonly min_support: number
  readonly min_confidence: number
  /** Directed pairs of at least the support; the greatest lift first. */
  readonly n_pairs: number
  readonly pairs: readonly PairRule[]
  /** Rules of up to so many products, at least of the confidence. */
  readonly rules: {
    readonly longest: number
    readonly n_rules: number
    readonly complete: boolean
    readonly top: readonly SetRule[]
  }
}

export type FollowerAnalysis = {
  readonly kind: "learned"
  readonly window_days: number
  /** Products that were looked at: those in most orders. */
  readonly products: number
  /** Another product, or the same again. */
  readonly cross: readonly Follower[]
  readonly repeat: readonly Follower[]
}

export type ProductReplacement = {
  readonly sku: string
  readonly spells: number
  readonly events: number
  readonly km_q25: number | null
  readonly km_median: number | null
  readonly km_q75: number | null
  readonly p_rebuy_by: Replacement["share_by"]
  readonly weibull: {
    readonly shape: number
    readonly scale: number
    readonly log_likelihood: number
    /** Half will have bought it again by a day between these, with 90 % confidence. */
    readonly median_between: readonly [number, number]
  }
  readonly people: Replacement["people"]
  /** Absent in what an earlier version learned. */
  readonly rise?: Replacement["rise"]
  /** Learned from the time before the cut: how many of those who had it then were to buy again by the end, and did. */
  readonly back_test: {
    readonly customers: number
    readonly expected: number
    readonly actual: number
  } | null
}

export type DueCustomer = {
  readonly customer_id: string
  readonly sku: string
  readonly last_bought: string
  /** Days from the end of the history on. */
  readonly in_days: { readonly median: number; readonly from: number; readonly to: number }
  readonly own_weight: number
}

export type ReplacementAnalysis = {
  readonly kind: "learned"
  /** The products with most repurchases. */
  readonly products: readonly ProductReplacement[]
  /** Products whose history is too thin, for lack of repurchases. */
  readonly not_enough: number
  readonly due_soon: readonly DueCustomer[]
}

export type ProductAnalysis = {
  readonly affinity: AffinityAnalysis | NotEnough
  readonly next_products: FollowerAnalysis | NotEnough
  readonly replacement: ReplacementAnalysis | NotEnough
}

const LONGEST_RULE = 10
const MOST_ITEMSETS = 50_000
const MOST_LISTED = 10_000
const NEXT_PRODUCTS = 60
const WINDOW_DAYS = 90
const MOST_REPLACED = 40
const DUE_LISTED = 50
const FEWEST_BASKETS = 20

/** What is bought together. */
export function analyseAffinity(
  history: ShopHistory,
  options: AnalysisOptions
): AffinityAnalysis | NotEnough {
  if (!hasProducts(history)) {
    return notEnough({ what: "products" })
  }
  let services = 0
  const lists = history.orders.map(({ lines }) =>
    lines.flatMap(({ sku }) => {
      const goods = isMerchandise(sku)
      services += goods ? 0 : 1
      return goods ? [sku] : []
    })
  )
  const baskets = collectBaskets(lists.filter((list) => list.length > 0))
  const total = baskets.baskets.length
  if (total < FEWEST_BASKETS) {
    return notEnough({ what: "baskets", found: total, needed: FEWEST_BASKETS })
  }
  const least = leastCount(options.minSupport, total)
  const pairs = pairRules(baskets, least)
  const { rules, cut } = associationRules(baskets, {
    least,
    minConfidence: options.minConfidence,
    longest: LONGEST_RULE,
    mostItemsets: MOST_ITEMSETS,
  })
  return {
    kind: "learned",
    baskets: total,
    products: baskets.products.length,
    service_lines_left_out: services,
    min_support: options.minSupport,
    min_confidence: options.minConfidence,
    n_pairs: pairs.length,
    pairs: pairs.slice(0, MOST_LISTED),
    rules: {
      longest: LONGEST_RULE,
      n_rules: rules.length,
      complete: !cut,
      top: rules.slice(0, MOST_LISTED),
    },
  }
}

const hasProducts = ({ orders }: ShopHistory): boolean =>
  orders.some(({ lines }) => lines.some(({ sku }) => sku !== ""))

/** Customer and days per product: each day once, ascending. */
type ProductBook = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>

function productBook({ orders }: ShopHistory): ProductBook {
  const products = new Map<string, Map<string, number[]>>()
  const sorted = [...orders].sort((a, b) => a.day - b.day)
  for (const { customer_id, day, lines } of sorted) {
    for (const { sku } of lines) {
      const buyers = products.get(sku) ?? new Map<string, number[]>()
      products.set(sku, buyers)
      const days = buyers.get(customer_id)
      if (days === undefined) {
        buyers.set(customer_id, [day])
      } else if (days.at(-1) !== day) {
        days.push(day)
      }
    }
  }
  products.delete("")
  return products
}

/** What is bought after what, and when. */
export function analyseFollowers(
  history: ShopHistory,
  lastDay: number | null
): FollowerAnalysis | NotEnough {
  if (lastDay === null || !hasProducts(history)) {
    return notEnough({ what: "products" })
  }
  const orders = new Map<string, number>()
  for (const { lines } of history.orders) {
    for (const sku of new Set(lines.map((line) => line.sku))) {
      orders.set(sku, (orders.get(sku) ?? 0) + 1)
    }
  }
  const products = [...orders]
    .filter(([sku]) => sku !== "" && isMerchandise(sku))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, NEXT_PRODUCTS)
    .map(([sku]) => sku)
  const wanted = new Set(products)
  const customers = new Map<string, Map<string, readonly number[]>>()
  for (const [sku, buyers] of productBook(history)) {
    for (const [customer, days] of wanted.has(sku) ? buyers : []) {
      const own = customers.get(customer) ?? new Map<string, readonly number[]>()
      customers.set(customer, own.set(sku, days))
    }
  }
  const found = productsThatFollow([...customers.values()], {
    products,
    windowDays: WINDOW_DAYS,
    lastDay,
  })
  // One customer who did it is an anecdote.
  const told = found.filter((one) => one.customers >= FEWEST_FOLLOWERS)
  return told.length === 0
    ? notEnough({
        what: "followers",
        found: found.reduce((most, one) => Math.max(most, one.customers), 0),
        needed: FEWEST_FOLLOWERS,
      })
    : {
        kind: "learned",
        window_days: WINDOW_DAYS,
        products: products.length,
        cross: told.filter((one) => one.after !== one.product).slice(0, MOST_LISTED),
        repeat: told.filter((one) => one.after === one.product).slice(0, MOST_LISTED),
      }
}

const FEWEST_FOLLOWERS = 5

/** When products are bought again, and by whom next. */
export function analyseReplacement(
  history: ShopHistory,
  lastDay: number | null,
  cut: number
): ReplacementAnalysis | NotEnough {
  if (lastDay === null || !hasProducts(history)) {
    return notEnough({ what: "products" })
  }
  const candidates = [...productBook(history)]
    .filter(([sku]) => isMerchandise(sku))
    .map(([sku, buyers]) => ({ sku, buyers, again: repurchases(buyers) }))
    .sort((a, b) => b.again - a.again || (a.sku < b.sku ? -1 : 1))
  const learned = candidates.slice(0, MOST_REPLACED).flatMap(({ sku, buyers }) => {
    const spells = spellsUntil(buyers, lastDay)
    const found = learnReplacement(spells)
    return found.kind === "learned" ? [{ sku, buyers, spells, found }] : []
  })
  if (learned.length === 0) {
    return notEnough({ what: "repurchases", found: candidates[0]?.again ?? 0, needed: 10 })
  }
  const tooThin = candidates.filter(({ again }) => again < FEWEST_REPURCHASES).length
  return {
    kind: "learned",
    products: learned.map(({ sku, buyers, found }) => ({
      ...figuresOf(sku, found),
      back_test: replacementBackTest(buyers, cut, lastDay),
    })),
    not_enough: tooThin,
    due_soon: learned
      .flatMap(({ sku, spells, found }) => dueOf(sku, spells, found, lastDay))
      .sort(
        (a, b) => a.in_days.median - b.in_days.median || (a.customer_id < b.customer_id ? -1 : 1)
      )
      .slice(0, DUE_LISTED),
  }
}

const FEWEST_REPURCHASES = 10

const figuresOf = (sku: string, found: Replacement): Omit<ProductReplacement, "back_test"> => ({
  sku,
  spells: found.spells,
  events: found.ended,
  km_q25: found.quarter,
  km_median: found.median,
  km_q75: found.threeQuarters,
  p_rebuy_by: found.share_by,
  weibull: {
    shape: found.weibull.shape,
    scale: found.weibull.scale,
    log_likelihood: found.weibull.logLikelihood,
    median_between: found.weibull.medianBetween,
  },
  people: found.people,
  rise: found.rise,
})

const repurchases = (buyers: ReadonlyMap<string, readonly number[]>): number =>
  [...buyers.values()].reduce((sum, days) => sum + days.length - 1, 0)

const spellsUntil = (buyers: ReadonlyMap<string, readonly number[]>, end: number): BuyerSpells[] =>
  [...buyers].flatMap(([customer_id, days]) => {
    const seen = days.filter((day) => day <= end)
    return seen.length === 0 ? [] : [{ customer_id, spells: spellsOf(seen, end) }]
  })

function replacementBackTest(
  buyers: ReadonlyMap<string, readonly number[]>,
  cut: number,
  end: number
): ProductReplacement["back_test"] {
  const before = spellsUntil(buyers, cut)
  const learned = learnReplacement(before)
  if (learned.kind !== "learned" || end <= cut) {
    return null
  }
  return {
    customers: before.length,
    expected: before.reduce(
      (sum, { spells }) => sum + probabilityWithin(learned.people, spells, end - cut),
      0
    ),
    actual: before.filter(({ customer_id }) =>
      buyers.get(customer_id)!.some((day) => day > cut && day <= end)
    ).length,
  }
}

/** Only who bought it again before: of the others nobody knows whether they ever will. */
function dueOf(
  sku: string,
  buyers: readonly BuyerSpells[],
  { people }: Replacement,
  lastDay: number
): DueCustomer[] {
  return buyers.flatMap(({ customer_id, spells }) => {
    const open = spells.find((spell) => !spell.ended)?.days ?? 0
    const again = spells.filter((spell) => spell.ended)
    const { interval, from_now, own_weight } = nextPurchase(people, spells)
    const late = open > interval.to
    return again.length < 2 || late
      ? []
      : [
          {
            customer_id,
            sku,
            last_bought: isoDay(lastDay - open),
            in_days: from_now,
            own_weight,
          },
        ]
  })
}
