/** What was bought together, as numbers: products are counted once per basket, however many pieces. */
export type Baskets = {
  /** Products, the most bought first; of equally bought ones by code. Their place is their number. */
  readonly products: readonly string[]
  /** How many baskets hold each product. */
  readonly counts: readonly number[]
  /** Ascending numbers. */
  readonly baskets: readonly Int32Array[]
}

/** Turns lists of product codes into baskets; an empty one counts as a basket that holds nothing. */
export function collectBaskets(lists: readonly (readonly string[])[]): Baskets {
  const counts = new Map<string, number>()
  const sets = lists.map((list) => new Set(list))
  for (const set of sets) {
    for (const product of set) {
      counts.set(product, (counts.get(product) ?? 0) + 1)
    }
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const numbers = new Map(ranked.map(([product], number) => [product, number]))
  return {
    products: ranked.map(([product]) => product),
    counts: ranked.map(([, count]) => count),
    baskets: sets.map((set) => Int32Array.from(set, (product) => numbers.get(product)!).sort()),
  }
}

/** The smallest number of baskets that is at least a share of them, safe from rounding: 0.001 of 9,835 is 10. */
export const leastCount = (share: number, baskets: number): number =>
  Math.max(1, Math.ceil(share * baskets - 1e-9))
