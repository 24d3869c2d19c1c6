import fc from "fast-check"
import type { PurchaseTotals } from "../profile/profile"
import { scoreTier } from "./score-tier"
import type { TierPolicy } from "./tier"

const NOW = "2026-06-30T12:00:00.000Z"

const cuts = fc
  .uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 4, maxLength: 4 })
  .map((list) => list.sort((a, b) => a - b) as [number, number, number, number])

const policy: fc.Arbitrary<TierPolicy> = fc
  .record({
    recency_days: cuts,
    frequency: cuts,
    monetary: cuts,
    currency_code: fc.constantFrom("eur", "usd", null),
    weights: fc.record({
      recency: fc.integer({ min: 0, max: 5 }),
      frequency: fc.integer({ min: 0, max: 5 }),
      monetary: fc.integer({ min: 0, max: 5 }),
    }),
    a: fc.integer({ min: 31, max: 50 }),
    b: fc.integer({ min: 10, max: 30 }),
  })
  .map(({ a, b, ...rest }) => ({ ...rest, thresholds: { a: a / 10, b: b / 10 } }))

const totals: fc.Arbitrary<PurchaseTotals> = fc
  .record({
    days: fc.integer({ min: 0, max: 2500 }),
    orders: fc.integer({ min: 1, max: 2500 }),
    spent: fc.integer({ min: 0, max: 250_000 }),
  })
  .map(({ days, orders, spent }) => ({
    order_count: orders,
    item_count: orders,
    first_order_at: "2010-01-01T00:00:00.000Z",
    last_order_at: new Date(Date.parse(NOW) - days * 86_400_000).toISOString(),
    spent: { eur: (spent / 100).toFixed(2) },
  }))

test("the contributions add up to the score, which lies between 1 and 5", () => {
  fc.assert(
    fc.property(totals, policy, (bought, rules) => {
      const breakdown = scoreTier(bought, rules, NOW)
      if (breakdown !== null) {
        const sum = breakdown.components.reduce((all, part) => all + part.contribution, 0)
        expect(sum).toBeCloseTo(breakdown.score, 8)
        expect(breakdown.score).toBeGreaterThanOrEqual(1)
        expect(breakdown.score).toBeLessThanOrEqual(5)
      }
    })
  )
})

test("another order, more money or a later order never lowers the score", () => {
  fc.assert(
    fc.property(totals, policy, fc.integer({ min: 0, max: 500 }), (bought, rules, more) => {
      const better: PurchaseTotals = {
        ...bought,
        order_count: bought.order_count + more,
        spent: { eur: String(Number(bought.spent.eur) + more) },
        last_order_at: new Date(
          Math.min(Date.parse(NOW), Date.parse(bought.last_order_at as string) + more * 86_400_000)
        ).toISOString(),
      }
      const before = scoreTier(bought, rules, NOW)
      const after = scoreTier(better, rules, NOW)
      expect(after?.score ?? 0).toBeGreaterThanOrEqual(before?.score ?? 0)
    })
  )
})

test("each step that the distance names leads to the next tier at least", () => {
  fc.assert(
    fc.property(totals, policy, (bought, rules) => {
      const breakdown = scoreTier(bought, rules, NOW)
      for (const option of breakdown?.distance?.options ?? []) {
        const stepped = withStep(bought, option, breakdown?.currency_code ?? "eur")
        const reached = scoreTier(stepped, rules, NOW)
        expect("ABC".indexOf(reached?.tier as string)).toBeLessThanOrEqual(
          "ABC".indexOf(breakdown?.distance?.to as string)
        )
      }
    })
  )
})

function withStep(
  bought: PurchaseTotals,
  option: { name: string; missing: number },
  currency: string
): PurchaseTotals {
  if (option.name === "recency") {
    const at = Date.parse(NOW) - option.missing * 86_400_000
    return { ...bought, last_order_at: new Date(at).toISOString() }
  }
  if (option.name === "frequency") {
    return { ...bought, order_count: bought.order_count + option.missing }
  }
  const spent = Math.round(Number(bought.spent[currency] ?? 0) * 100 + option.missing * 100)
  return { ...bought, spent: { ...bought.spent, [currency]: (spent / 100).toFixed(2) } }
}
