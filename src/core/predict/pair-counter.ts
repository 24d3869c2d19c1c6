/** Products beyond these have their pairs in a map: the triangle of all pairs would take 4 bytes for each, bought or not. */
const DENSE = 4096
const FIRST_SIZE = 1 << 16

export type PairCounter = {
  /** Adds one basket: different product numbers, ascending; `length` of them. */
  readonly add: (products: ArrayLike<number>, length: number) => void
  /** Calls back for every pair that at least `least` baskets hold, the smaller number first. */
  readonly forEach: (
    least: number,
    visit: (first: number, second: number, count: number) => void
  ) => void
}

/**
 * Counts how many baskets hold each pair of products. The pair i < j lies at j (j - 1) / 2 + i of one growing array, so that a
 * stream of baskets can be counted without knowing the products before, and a count costs one addition and no hashing.
 */
export function pairCounter(): PairCounter {
  let triangle = new Uint32Array(FIRST_SIZE)
  let products = 0
  const sparse = new Map<number, number>()
  const grow = (highest: number): void => {
    products = highest + 1
    const needed = (products * (products - 1)) / 2
    if (needed > triangle.length) {
      const larger = new Uint32Array(
        Math.min(Math.max(needed, triangle.length * 2), (DENSE * (DENSE - 1)) / 2)
      )
      larger.set(triangle)
      triangle = larger
    }
  }
  return {
    add: (basket, length) => {
      for (let at = 1; at < length; at += 1) {
        const second = basket[at]!
        if (second < DENSE) {
          if (second >= products) {
            grow(second)
          }
          const row = (second * (second - 1)) / 2
          for (let i = 0; i < at; i += 1) {
            triangle[row + basket[i]!]! += 1
          }
        } else {
          countSparse(sparse, basket, at)
        }
      }
    },
    forEach: (least, visit) => {
      for (let second = 1; second < products; second += 1) {
        const row = (second * (second - 1)) / 2
        for (let first = 0; first < second; first += 1) {
          const count = triangle[row + first]!
          if (count >= least) {
            visit(first, second, count)
          }
        }
      }
      for (const [key, count] of sparse) {
        if (count >= least) {
          visit(key % SPAN, Math.floor(key / SPAN), count)
        }
      }
    },
  }
}

/** Two product numbers in one exact double. */
const SPAN = 2 ** 26

function countSparse(sparse: Map<number, number>, basket: ArrayLike<number>, at: number): void {
  for (let i = 0; i < at; i += 1) {
    const key = basket[at]! * SPAN + basket[i]!
    sparse.set(key, (sparse.get(key) ?? 0) + 1)
  }
}
