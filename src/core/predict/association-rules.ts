import { byLift, type Rule } from "./affinity"
import type { Baskets } from "./baskets"

export type SetRule = Rule<readonly string[]>

export type AssociationRules = {
  readonly rules: readonly SetRule[]
  readonly itemsets: number
  /** True when there were more frequent sets than `mostItemsets`: then some rules are missing. */
  readonly cut: boolean
}

export type RuleLimits = {
  /** Baskets that must hold a whole rule. */
  readonly least: number
  readonly minConfidence: number
  /** Products in a rule, both sides together. */
  readonly longest: number
  /** The number of frequent sets can grow beyond any bound; here it ends. */
  readonly mostItemsets: number
}

type Found = {
  readonly supports: Map<string, number>
  readonly sets: (readonly number[])[]
  cut: boolean
}

/**
 * Rules with one product on the right and any number on the left. Frequent sets by Zaki's Eclat ("Scalable algorithms for association
 * mining", IEEE TKDE 12, 2000): a product is the list of its baskets, and a set's list is the intersection of its products'.
 */
export function associationRules(baskets: Baskets, limits: RuleLimits): AssociationRules {
  const found: Found = { supports: new Map(), sets: [], cut: false }
  const singles = basketLists(baskets)
    .map((list, product) => ({ product, list }))
    .filter(({ list }) => list.length >= limits.least)
    .reverse()
  extend([], singles, limits, found)
  const total = baskets.baskets.length
  const rules = found.sets.flatMap((set) => rulesOf(set, baskets, found.supports, total, limits))
  return { rules: rules.sort(byLift), itemsets: found.supports.size, cut: found.cut }
}

type Candidate = { readonly product: number; readonly list: Int32Array }

function basketLists({ counts, baskets }: Baskets): Int32Array[] {
  const lists = counts.map((count) => new Int32Array(count))
  const filled = new Int32Array(counts.length)
  baskets.forEach((basket, number) => {
    for (const product of basket) {
      lists[product]![filled[product]!] = number
      filled[product]! += 1
    }
  })
  return lists
}

function extend(
  prefix: readonly number[],
  candidates: readonly Candidate[],
  limits: RuleLimits,
  found: Found
): void {
  candidates.forEach(({ product, list }, at) => {
    if (found.supports.size >= limits.mostItemsets) {
      found.cut = true
      return
    }
    const set = [...prefix, product]
    found.supports.set(keyOf(set), list.length)
    if (set.length > 1) {
      found.sets.push(set)
    }
    if (set.length < limits.longest) {
      const next = candidates.slice(at + 1).flatMap((other) => {
        const both = intersection(list, other.list)
        return both.length >= limits.least ? [{ product: other.product, list: both }] : []
      })
      extend(set, next, limits, found)
    }
  })
}

const keyOf = (set: readonly number[]): string => set.join(" ")

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(a.length, b.length))
  let length = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!
    if (difference === 0) {
      both[length] = a[i]!
      length += 1
    }
    i += difference <= 0 ? 1 : 0
    j += difference >= 0 ? 1 : 0
  }
  return both.subarray(0, length)
}

function rulesOf(
  set: readonly number[],
  { products, counts }: Baskets,
  supports: ReadonlyMap<string, number>,
  total: number,
  { minConfidence }: RuleLimits
): SetRule[] {
  const count = supports.get(keyOf(set))!
  return set.flatMap((rhs) => {
    const lhs = set.filter((product) => product !== rhs)
    const lhsCount = supports.get(keyOf(lhs))
    // Undefined only where the search was cut short.
    if (lhsCount === undefined || count / lhsCount < minConfidence) {
      return []
    }
    return [
      {
        lhs: lhs.map((product) => products[product]!).sort(),
        rhs: products[rhs]!,
        count,
        support: count / total,
        confidence: count / lhsCount,
        lift: (count * total) / (lhsCount * counts[rhs]!),
      },
    ]
  })
}
