import fc from "fast-check"
import type { PurchaseTotals } from "../profile/profile"
import { scoreTier } from "./score-tier"
import { type SettledTier, settleTier, type Settlement } from "./settle-tier"
import type { TierPolicy } from "./tier"
import { tierReview } from "./tier-review"

const POLICY: TierPolicy = {
  recency_days: [5, 12.5, 25, 50],
  frequency: [2, 4, 7, 11],
  monetary: [30, 80, 200, 500],
  currency_code: "eur",
  weights: { recency: 2, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
  stability: { band: 0.2, minimum_stay_days: 20, grace_days: 4 },
}
const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1)
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString()

const bought = (last: number, orders: number, spent: number): PurchaseTotals => ({
  order_count: orders,
  item_count: orders,
  first_order_at: at(0),
  last_order_at: at(last),
  spent: { eur: String(spent) },
})

function settle(before: SettledTier | null, totals: PurchaseTotals, now: string): Settlement {
  return settleTier(before, scoreTier(totals, POLICY, now)!.score, POLICY, POLICY.stability!, now)
}

/** What a scoring would write; the days themselves grow by the hour and are told as of the reader's day. */
function written(before: Settlement, totals: PurchaseTotals, now: string): string {
  const { score, components } = scoreTier(totals, POLICY, now)!
  const { tier, since, is_first, below_since, held } = settle(before, totals, now)
  const points = components.map((part) => part.points)
  return JSON.stringify([score, points, tier, since, is_first, below_since, held])
}

test("up to its review a scoring would write the same, at its review another", () => {
  const life = fc.record({
    last: fc.integer({ min: 0, max: 400 }),
    orders: fc.integer({ min: 1, max: 14 }),
    spent: fc.integer({ min: 0, max: 900 }),
    more: fc.integer({ min: 0, max: 12 }),
    wait: fc.integer({ min: 0, max: 900 }),
    looks: fc.array(fc.double({ min: 0, max: 0.9999, noNaN: true }), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  fc.assert(
    fc.property(life, ({ last, orders, spent, more, wait, looks }) => {
      const first = settle(null, bought(last, orders, spent), at(last))
      const totals = bought(last + wait, orders + more, spent + more * 40)
      const now = at(last + wait)
      const settled = settle(first, totals, now)
      const then = written(settled, totals, now)
      const review = tierReview(totals.last_order_at, settled, POLICY, now)
      const end = review === null ? Date.parse(now) + 999 * 24 * HOUR : Date.parse(review)
      for (const look of looks) {
        const between = Date.parse(now) + Math.floor(look * (end - Date.parse(now)))
        expect(written(settled, totals, new Date(between).toISOString())).toBe(then)
      }
      if (review !== null) {
        expect(written(settled, totals, review)).not.toBe(then)
      }
    })
  )
})

test("who has no tier, or bought nothing, waits for nothing", () => {
  expect(tierReview(null, { held: null }, POLICY, at(0))).toBeNull()
  expect(tierReview(at(0), null, POLICY, at(0))).toBeNull()
})
