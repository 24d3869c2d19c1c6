import { ascending, quantileOf } from "../numeric/statistics"
import {
  BUYER_CLASSES,
  type BuyerClass,
  buyerClasses,
  type FirstPurchases,
  USUAL_CLASS_SHARES,
} from "../predict/buyer-class"
import { discountReliance, type PricedLine, usualPrices } from "../predict/discount-reliance"
import { type NotEnough, notEnough } from "../predict/not-enough"
import { type Choices, preferenceOf } from "../predict/preference"
import { isMerchandise } from "../predict/service-codes"
import type { ShopHistory, ShopOrder } from "./shop-history"

export type HabitAnalysis = {
  readonly hours:
    | {
        readonly kind: "learned"
        readonly orders_by_hour: Choices
        /** Customers who order at an hour of their own. */
        readonly customers_with_own_hour: number
      }
    | NotEnough
  /** Monday is 0. */
  readonly orders_by_weekday: Choices
}

const HOURS_OF_PART = 4

/** When orders come, and how many customers differ from it. */
export function analyseHabits({ orders }: ShopHistory): HabitAnalysis {
  const byWeekday = countBy(orders, ({ day }) => String((day + 3) % 7))
  if (orders.every(({ hour }) => hour === 0)) {
    return { hours: notEnough({ what: "hours" }), orders_by_weekday: byWeekday }
  }
  const partOf = ({ hour }: ShopOrder): string => String(Math.floor(hour / HOURS_OF_PART))
  const everybody = countBy(orders, partOf)
  const own = [...groupBy(orders, (order) => order.customer_id).values()].filter(
    (list) => preferenceOf(countBy(list, partOf), everybody).kind === "learned"
  )
  return {
    hours: {
      kind: "learned",
      orders_by_hour: countBy(orders, ({ hour }) => String(hour)),
      customers_with_own_hour: own.length,
    },
    orders_by_weekday: byWeekday,
  }
}

function countBy<T>(list: readonly T[], keyOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of list) {
    const key = keyOf(one)
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group === undefined) {
      groups.set(keyOf(one), [one])
    } else {
      group.push(one)
    }
  }
  return groups
}

export type BuyerAnalysis = {
  readonly discounts:
    | {
        readonly kind: "learned"
        readonly customers: number
        /** Of each customer's share that was bought at a discount. */
        readonly median: number
        /** Customers who bought more than half at a discount. */
        readonly mostly_discounted: number
      }
    | NotEnough
  readonly classes:
    | {
        readonly kind: "learned"
        readonly new_products: number
        readonly customers: Readonly<Record<BuyerClass, number>>
        readonly usual_shares: typeof USUAL_CLASS_SHARES
      }
    | NotEnough
  /** Class and reliance by customer, where they are known. */
  readonly by_customer: ReadonlyMap<string, BuyerTraits>
}

export type BuyerTraits = {
  readonly buyer_class: BuyerClass | null
  readonly discount_reliance: number | null
}

/** A product that was sold in the first days of the history may have been launched long before. */
const LAUNCH_AFTER_DAYS = 30
const FEWEST_CUSTOMERS = 20

/** Who buys early and who waits: for what is new, and for discounts. */
export function analyseBuyers(history: ShopHistory, firstDay: number | null): BuyerAnalysis {
  const goods = history.orders.map((order) => ({
    ...order,
    lines: order.lines.filter(({ sku }) => sku !== "" && isMerchandise(sku)),
  }))
  if (firstDay === null || goods.every(({ lines }) => lines.length === 0)) {
    const missing = notEnough({ what: "products" })
    return { discounts: missing, classes: missing, by_customer: new Map() }
  }
  const usual = usualPrices(goods.flatMap(({ lines }) => lines))
  const reliance = new Map(
    [...groupBy(goods, (order) => order.customer_id)].map(([id, orders]) => [
      id,
      discountReliance(
        orders.flatMap(({ lines }): readonly PricedLine[] => lines),
        usual
      ),
    ])
  )
  const launches = newProducts(goods, firstDay)
  const classes = buyerClasses(launches, (id) => reliance.get(id) ?? null)
  return {
    discounts: discountsOf([...reliance.values()].filter((share) => share !== null)),
    classes: classesOf([...classes.values()], launches.length),
    by_customer: new Map(
      [...reliance].map(([id, share]) => [
        id,
        { buyer_class: classes.get(id) ?? null, discount_reliance: share },
      ])
    ),
  }
}

function newProducts(orders: readonly ShopOrder[], firstDay: number): FirstPurchases[] {
  const products = new Map<string, Map<string, number>>()
  for (const { customer_id, day, lines } of [...orders].sort((a, b) => a.day - b.day)) {
    for (const { sku } of lines) {
      const buyers = products.get(sku) ?? new Map<string, number>()
      products.set(sku, buyers)
      if (!buyers.has(customer_id)) {
        buyers.set(customer_id, day)
      }
    }
  }
  // Sorted by day, so the first buyer of each is the first of its map.
  return [...products.values()].filter(
    (buyers) => [...buyers.values()][0]! >= firstDay + LAUNCH_AFTER_DAYS
  )
}

function discountsOf(shares: readonly number[]): BuyerAnalysis["discounts"] {
  return shares.length < FEWEST_CUSTOMERS
    ? notEnough({ what: "customers", found: shares.length, needed: FEWEST_CUSTOMERS })
    : {
        kind: "learned",
        customers: shares.length,
        median: quantileOf(ascending(shares), 0.5),
        mostly_discounted: shares.filter((share) => share > 0.5).length,
      }
}

function classesOf(classes: readonly BuyerClass[], launches: number): BuyerAnalysis["classes"] {
  if (classes.length < FEWEST_CUSTOMERS) {
    return launches === 0
      ? notEnough({ what: "launches" })
      : notEnough({ what: "customers", found: classes.length, needed: FEWEST_CUSTOMERS })
  }
  return {
    kind: "learned",
    new_products: launches,
    customers: Object.fromEntries(
      BUYER_CLASSES.map((name) => [name, classes.filter((one) => one === name).length])
    ) as Record<BuyerClass, number>,
    usual_shares: USUAL_CLASS_SHARES,
  }
}
