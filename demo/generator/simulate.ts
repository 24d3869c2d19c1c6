import { type Person, personOf } from "./people"
import { CATEGORIES, type GeneratedProduct, PRODUCTS } from "./products"
import { type Random, randomOf } from "./random"

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

/**
 * How the simulated shop works. Customers buy and drop out as in Fader, Hardie and Lee's BG/NBD model ("Counting your
 * customers" the easy way, 2005): each buys at a rate of their own (gamma), and after each purchase may leave for good
 * with a probability of their own (beta). So what a model estimates can be compared with what is true.
 */
export const SHOP_MODEL = {
  customers: 600,
  days: 730,
  /** Purchases per week: gamma with shape r and rate alpha (weeks). */
  r: 0.9,
  alpha: 7,
  /** Probability to leave after a purchase: beta. */
  a: 0.8,
  b: 4.5,
  /** Shares of the categories in a customer's baskets: Dirichlet. */
  affinity_concentration: 0.45,
  /** How much more a customer buys during a sale: rate times 1 + uplift * sensitivity. */
  sale_uplift: 5,
  sensitivity: { a: 1.2, b: 3 },
  sale_discount: 0.2,
  /** Two weeks each, twice a year: days before now on which a sale began. */
  sales_days_ago: [620, 430, 255, 65],
  sale_days: 14,
  /** Lines per basket beyond the first: Poisson. */
  more_lines: 1.3,
} as const

export type CustomerTruth = {
  readonly customer_id: string
  /** Purchases per week outside sales. */
  readonly rate: number
  /** Probability to leave after each purchase. */
  readonly dropout: number
  readonly joined_at: string
  /** When they left for good, with their last purchase; null while they are still customers. */
  readonly left_at: string | null
  /** Share of each category, in the order of `categories`. */
  readonly affinity: readonly number[]
  /** 0 does not care about discounts, 1 waits for them. */
  readonly discount_sensitivity: number
}

export type GeneratedPurchase = {
  readonly order_id: string
  readonly customer_id: string
  readonly occurred_at: string
  readonly discounted: boolean
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: number
    /** Decimal string in euros. */
    readonly unit_price: string
  }[]
}

export type GeneratedShop = {
  readonly seed: number
  readonly now: string
  readonly currency_code: "eur"
  readonly products: readonly GeneratedProduct[]
  readonly customers: readonly (Person & { readonly joined_at: string })[]
  /** Oldest first. */
  readonly purchases: readonly GeneratedPurchase[]
  readonly truth: {
    readonly model: typeof SHOP_MODEL
    readonly categories: readonly string[]
    readonly sales: readonly { readonly from: string; readonly to: string }[]
    readonly customers: readonly CustomerTruth[]
  }
}

const SHELVES = CATEGORIES.map((category) => PRODUCTS.filter((one) => one.category === category))

type Sale = { readonly from: number; readonly to: number }

/**
 * Two years of a shop, ending now.
 * @param now ISO instant
 */
export function simulateShop(seed: number, now: string): GeneratedShop {
  const random = randomOf(seed)
  const end = new Date(now).getTime()
  const sales = SHOP_MODEL.sales_days_ago.map((ago) => ({
    from: end - ago * DAY_MS,
    to: end - (ago - SHOP_MODEL.sale_days) * DAY_MS,
  }))
  const histories = Array.from({ length: SHOP_MODEL.customers }, (_, i) =>
    simulateCustomer(personOf(i + 1, random), end, sales, random)
  )
  const purchases = histories
    .flatMap((history) => history.purchases)
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...purchase }, i) => ({
      order_id: String(100_001 + i),
      ...purchase,
      occurred_at: new Date(at).toISOString(),
    }))
  return {
    seed,
    now: new Date(end).toISOString(),
    currency_code: "eur",
    products: PRODUCTS,
    customers: histories.map(({ person, truth }) => ({ ...person, joined_at: truth.joined_at })),
    purchases,
    truth: {
      model: SHOP_MODEL,
      categories: CATEGORIES,
      sales: sales.map(({ from, to }) => ({
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })),
      customers: histories.map((history) => history.truth),
    },
  }
}

type History = {
  readonly person: Person
  readonly truth: CustomerTruth
  readonly purchases: readonly (Omit<GeneratedPurchase, "order_id" | "occurred_at"> & {
    readonly at: number
  })[]
}

/** The first purchase is what makes a customer; from then on they buy until they leave or the history ends. */
function simulateCustomer(
  person: Person,
  end: number,
  sales: readonly Sale[],
  random: Random
): History {
  const traits = {
    rate: random.gamma(SHOP_MODEL.r, SHOP_MODEL.alpha),
    dropout: random.beta(SHOP_MODEL.a, SHOP_MODEL.b),
    affinity: random.dirichlet(CATEGORIES.length, SHOP_MODEL.affinity_concentration),
    discount_sensitivity: random.beta(SHOP_MODEL.sensitivity.a, SHOP_MODEL.sensitivity.b),
  }
  const joined = end - random.uniform() * SHOP_MODEL.days * DAY_MS
  const times = [joined]
  let left = random.uniform() < traits.dropout ? joined : null
  for (let at = joined; left === null;) {
    at = nextPurchase(at, end, traits.rate, traits.discount_sensitivity, sales, random)
    if (at >= end) {
      break
    }
    times.push(at)
    left = random.uniform() < traits.dropout ? at : null
  }
  const purchases = times.map((at) => {
    const discounted = inSale(at, sales)
    const lines = basketOf(traits.affinity, discounted, random)
    return { at, customer_id: person.id, discounted, lines }
  })
  const truth = {
    customer_id: person.id,
    joined_at: new Date(joined).toISOString(),
    left_at: left === null ? null : new Date(left).toISOString(),
    ...traits,
  }
  return { person, truth, purchases }
}

/** A Poisson process whose rate is higher during sales, by thinning (Lewis and Shedler 1979). */
function nextPurchase(
  from: number,
  end: number,
  rate: number,
  sensitivity: number,
  sales: readonly Sale[],
  random: Random
): number {
  const lift = 1 + SHOP_MODEL.sale_uplift * sensitivity
  let at = from
  do {
    at += random.exponential(rate * lift) * WEEK_MS
  } while (at < end && random.uniform() >= (inSale(at, sales) ? 1 : 1 / lift))
  return at
}

const inSale = (at: number, sales: readonly Sale[]): boolean =>
  sales.some((sale) => at >= sale.from && at < sale.to)

function basketOf(
  affinity: readonly number[],
  discounted: boolean,
  random: Random
): GeneratedPurchase["lines"] {
  const wanted = 1 + random.poisson(SHOP_MODEL.more_lines)
  const chosen = new Map<string, GeneratedPurchase["lines"][number]>()
  for (let i = 0; i < wanted; i += 1) {
    const product = random.pick(SHELVES[random.weighted(affinity)] as readonly GeneratedProduct[])
    const quantity = 1 + (random.uniform() < 0.25 ? random.integer(1, 2) : 0)
    const unit_price = discounted ? discountedPrice(product.price) : product.price
    chosen.set(product.sku, { sku: product.sku, quantity, unit_price })
  }
  return [...chosen.values()]
}

/** In whole cents, because a price in the shop has no more. */
const discountedPrice = (price: string): string =>
  (Math.round(Number(price) * 100 * (1 - SHOP_MODEL.sale_discount)) / 100).toFixed(2)
