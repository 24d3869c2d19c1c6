import { ascending, quantileOf } from "../numeric/statistics"

/** On which days one customer bought which product, each day once, ascending. */
export type ProductDays = ReadonlyMap<string, readonly number[]>

/** What customers bought after a product, and when. */
export type Follower = {
  readonly after: string
  readonly product: string
  /** Customers who bought it within the window after their first purchase of the other. */
  readonly customers: number
  /** Customers whose first purchase of the other is long enough ago that the whole window was seen. */
  readonly eligible: number
  readonly probability: number
  readonly median_days: number
}

export type FollowerOptions = {
  /** Products to look at; the number of pairs is their square. */
  readonly products: readonly string[]
  readonly windowDays: number
  /** The last day that the history shows. */
  readonly lastDay: number
}

/**
 * What is bought on a later day within a window after the first purchase of each product; the likeliest first. Only customers
 * whose window is over are counted: the others may still buy, and would make every product look less followed.
 */
export function productsThatFollow(
  customers: readonly ProductDays[],
  { products, windowDays, lastDay }: FollowerOptions
): Follower[] {
  const wanted = new Map(products.map((product, i) => [product, i]))
  const eligible = new Int32Array(products.length)
  const gaps = new Map<number, number[]>()
  for (const customer of customers) {
    const own: Bought[] = [...customer].flatMap(([product, days]) => {
      const number = wanted.get(product)
      return number === undefined ? [] : [{ number, days }]
    })
    for (const start of own.filter(({ days }) => days[0]! <= lastDay - windowDays)) {
      eligible[start.number]! += 1
      for (const { number, gap } of gapsAfter(start.days[0]!, own, windowDays)) {
        const key = start.number * products.length + number
        pushTo(gaps, key, gap)
      }
    }
  }
  return [...gaps]
    .map(([key, list]) => followerOf(key, list, products, eligible))
    .sort((a, b) => b.probability - a.probability || b.customers - a.customers)
}

/** Adds to a list in place: copying it each time would cost the square of a popular pair's buyers. */
function pushTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) {
    lists.set(key, [value])
  } else {
    list.push(value)
  }
}

type Bought = { readonly number: number; readonly days: readonly number[] }

/** The days until each product was first bought after a day, where that is within the window. */
function gapsAfter(
  day: number,
  bought: readonly Bought[],
  windowDays: number
): { number: number; gap: number }[] {
  return bought.flatMap(({ number, days }) => {
    const gap = (days.find((one) => one > day) ?? Infinity) - day
    return gap <= windowDays ? [{ number, gap }] : []
  })
}

function followerOf(
  key: number,
  gaps: readonly number[],
  products: readonly string[],
  eligible: Int32Array
): Follower {
  const after = Math.floor(key / products.length)
  return {
    after: products[after]!,
    product: products[key % products.length]!,
    customers: gaps.length,
    eligible: eligible[after]!,
    probability: gaps.length / eligible[after]!,
    median_days: quantileOf(ascending(gaps), 0.5),
  }
}
