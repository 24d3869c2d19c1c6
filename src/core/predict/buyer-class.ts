/**
 * How early people buy what is new, after Rogers' "Diffusion of innovations" (1962): adopters buy first, then pragmatists, sceptics
 * and laggards. The usual shares of the four are 11, 46, 28 and 15 percent of a product's buyers.
 */
export const BUYER_CLASSES = ["adopter", "pragmatist", "sceptic", "laggard"] as const
export type BuyerClass = (typeof BUYER_CLASSES)[number]

export const USUAL_CLASS_SHARES: Readonly<Record<BuyerClass, number>> = {
  adopter: 0.11,
  pragmatist: 0.46,
  sceptic: 0.28,
  laggard: 0.15,
}

/** Where a class begins: the share of a product's buyers that came before. */
const BEGINS: readonly (readonly [BuyerClass, number])[] = [
  ["laggard", 0.85],
  ["sceptic", 0.57],
  ["pragmatist", 0.11],
  ["adopter", 0],
]

/** The days on which customers bought one new product for the first time. */
export type FirstPurchases = ReadonlyMap<string, number>

/** A product with fewer buyers has no first and last among them. */
const FEWEST_BUYERS = 10
const FEWEST_PRODUCTS = 2
/** How much waiting for discounts counts beside buying late. */
const DISCOUNT_WEIGHT = 0.3

/**
 * Each customer's class: the mean, over the new products that they bought, of the share of its buyers who came before them; whoever
 * buys at discounts only counts as later. Customers with fewer than two new products have none.
 * @param products only those whose launch the history shows
 */
export function buyerClasses(
  products: readonly FirstPurchases[],
  reliance: (customer: string) => number | null
): ReadonlyMap<string, BuyerClass> {
  const lateness = new Map<string, number[]>()
  for (const first of products.filter((one) => one.size >= FEWEST_BUYERS)) {
    for (const [customer, late] of ranksOf(first)) {
      const own = lateness.get(customer) ?? []
      own.push(late)
      lateness.set(customer, own)
    }
  }
  const classes = new Map<string, BuyerClass>()
  for (const [customer, list] of lateness) {
    if (list.length >= FEWEST_PRODUCTS) {
      const mean = list.reduce((a, b) => a + b, 0) / list.length
      const waits = reliance(customer)
      const score = waits === null ? mean : mean + DISCOUNT_WEIGHT * (waits - mean)
      classes.set(customer, BEGINS.find(([, from]) => score >= from)![0])
    }
  }
  return classes
}

/** The share of buyers who came on an earlier day; those of one day count half of each other. */
function ranksOf(first: FirstPurchases): Map<string, number> {
  const perDay = new Map<number, number>()
  for (const day of first.values()) {
    perDay.set(day, (perDay.get(day) ?? 0) + 1)
  }
  const rank = new Map<number, number>()
  let before = 0
  for (const [day, count] of [...perDay].sort((a, b) => a[0] - b[0])) {
    rank.set(day, (before + count / 2) / first.size)
    before += count
  }
  return new Map([...first].map(([customer, day]) => [customer, rank.get(day)!]))
}
