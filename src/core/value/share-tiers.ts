import { ascending, sumOf } from "../numeric/statistics"
import type { Tier } from "./tier"

/** Tiers by what customers bring: who brings the first part of all value is A, who brings the next is B. */
export type TierShares = { readonly a: number; readonly b: number }

/** Pareto's: A brings 80 % of the value, A and B together 95 %. */
export const USUAL_SHARES: TierShares = { a: 0.8, b: 0.95 }

/**
 * The tier of each value: by the share of the total that greater values bring before it. Equal values have one tier, whatever
 * their order; what is not positive is C. A total that is not positive makes everybody C.
 */
export function shareTiers(values: readonly number[], shares: TierShares): Tier[] {
  const total = sumOf(values.filter((value) => value > 0))
  const tierOfValue = new Map<number, Tier>()
  let before = 0
  for (const value of [...values].sort((a, b) => b - a)) {
    if (!tierOfValue.has(value)) {
      const share = total > 0 && value > 0 ? before / total : 1
      tierOfValue.set(value, share < shares.a ? "A" : share < shares.b ? "B" : "C")
    }
    before += Math.max(0, value)
  }
  return values.map((value) => tierOfValue.get(value)!)
}

/** How unequally value is spread: 0 when all bring the same, near 1 when one brings everything. Null without positive value. */
export function giniOf(values: readonly number[]): number | null {
  const sorted = ascending(values.map((value) => Math.max(0, value)))
  const total = sorted.reduce((a, b) => a + b, 0)
  const weighted = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0)
  return total > 0
    ? (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length
    : null
}

/** The share of all value that the best fifth brings. Null without positive value. */
export function topFifthShare(values: readonly number[]): number | null {
  const sorted = values.map((value) => Math.max(0, value)).sort((a, b) => b - a)
  const total = sumOf(sorted)
  return total > 0 ? sumOf(sorted.slice(0, Math.ceil(sorted.length / 5))) / total : null
}
