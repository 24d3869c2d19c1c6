import type { Baskets } from "./baskets"
import { pairCounter } from "./pair-counter"

/** Whoever buys `lhs` also buys `rhs` (Agrawal, Imieliński and Swami 1993; lift: Brin et al. 1997). */
export type Rule<Side> = {
  readonly lhs: Side
  readonly rhs: string
  /** Baskets that hold all of it. */
  readonly count: number
  /** Their share of all baskets. */
  readonly support: number
  /** Share of the baskets with `lhs` that hold `rhs` too. */
  readonly confidence: number
  /** How many times as often as if the two had nothing to do with each other. */
  readonly lift: number
}

export type PairRule = Rule<string>

/** Every pair of products that at least `least` baskets hold, in both directions; the greatest lift first. */
export function pairRules({ products, counts, baskets }: Baskets, least: number): PairRule[] {
  // The most bought come first, so what is too rare to be in any such pair is a tail.
  const common = counts.findIndex((count) => count < least)
  const frequent = common === -1 ? counts.length : common
  const counter = pairCounter()
  for (const basket of baskets) {
    let length = basket.length
    while (length > 0 && basket[length - 1]! >= frequent) {
      length -= 1
    }
    counter.add(basket, length)
  }
  const rules: PairRule[] = []
  const total = baskets.length
  const add = (lhs: number, rhs: number, count: number): void => {
    rules.push({
      lhs: products[lhs]!,
      rhs: products[rhs]!,
      count,
      support: count / total,
      confidence: count / counts[lhs]!,
      lift: (count * total) / (counts[lhs]! * counts[rhs]!),
    })
  }
  counter.forEach(least, (first, second, count) => {
    add(first, second, count)
    add(second, first, count)
  })
  return rules.sort(byLift)
}

/** The order in which rules are read: lift, then support, then confidence, then names. */
export function byLift(a: Rule<unknown>, b: Rule<unknown>): number {
  return (
    b.lift - a.lift ||
    b.count - a.count ||
    b.confidence - a.confidence ||
    (String(a.lhs) < String(b.lhs) ? -1 : 1)
  )
}
