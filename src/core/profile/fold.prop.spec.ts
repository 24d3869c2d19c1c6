import fc from "fast-check"
import { currencyOf, foldPurchases } from "./fold"
import type { Purchase } from "./profile"

const cents = (max: number) => fc.integer({ min: 0, max }).map((value) => (value / 100).toFixed(2))

const purchase: fc.Arbitrary<Purchase> = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((n) => `order-${n}`),
  customer_id: fc.constant("cus_1"),
  occurred_at: fc
    .integer({ min: 0, max: 1000 })
    .map((hours) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()),
  currency_code: fc.constantFrom("eur", "jpy", "kwd"),
  total: cents(100_000),
  refunded: cents(20_000),
  canceled: fc.boolean(),
  item_count: fc.integer({ min: 0, max: 20 }),
})

const shuffled = fc
  .array(purchase, { maxLength: 30 })
  .chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      fc.subarray(list)
    )
  )

test("any order of arrival and any repetition folds to the same", () => {
  fc.assert(
    fc.property(shuffled, ([list, permuted, again]) => {
      const arrived = [...permuted, ...again]
      expect(foldPurchases(arrived)).toEqual(foldPurchases(list))
      expect(currencyOf(arrived)).toBe(currencyOf(list))
    })
  )
})

test("cancelling a purchase never raises what was spent or how often was bought", () => {
  fc.assert(
    fc.property(fc.uniqueArray(purchase, { minLength: 1, selector: (one) => one.id }), (list) => {
      const before = foldPurchases(list)
      const after = foldPurchases(
        list.map((one, i) => (i === 0 ? { ...one, canceled: true } : one))
      )
      expect(after.order_count).toBeLessThanOrEqual(before.order_count)
      for (const [code, amount] of Object.entries(after.spent)) {
        expect(Number(amount)).toBeLessThanOrEqual(Number(before.spent[code]))
      }
    })
  )
})
