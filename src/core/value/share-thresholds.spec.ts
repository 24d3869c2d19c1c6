import fc from "fast-check"
import { type ScoreCount, shareThresholds, type TierQuotas } from "./share-thresholds"

const TENTH: TierQuotas = { a: 0.1, b: 0.4 }
const spread = (...list: readonly (readonly [number, number])[]): ScoreCount[] =>
  list.map(([score, customers]) => ({ score, customers }))

test.each<[string, ScoreCount[], { a: number; b: number } | null]>([
  ["an empty shop", [], null],
  ["a shop of which nobody has a score", spread([3, 0]), null],
  ["one customer", spread([1, 1]), { a: 1, b: 1 }],
  ["all equal", spread([2.5, 40]), { a: 2.5, b: 2.5 }],
  ["shares that are met", spread([5, 10], [4, 30], [2, 60]), { a: 5, b: 4 }],
  ["a score that straddles, and is nearer inside", spread([5, 4], [4, 8], [1, 88]), { a: 4, b: 4 }],
  [
    "a score that straddles, and is nearer outside",
    spread([5, 8], [4, 40], [1, 52]),
    { a: 5, b: 4 },
  ],
  ["a best score that is many", spread([5, 60], [1, 40]), { a: 5, b: 5 }],
])("of %s", (_, counts, thresholds) => {
  expect(shareThresholds(counts, TENTH, null)).toEqual(thresholds)
})

test("thresholds that are nearly right stay, others are learned anew", () => {
  const counts = spread([5, 95], [4.5, 13], [4, 292], [2, 600])
  expect(shareThresholds(counts, TENTH, { a: 4.5, b: 4 })).toEqual({ a: 4.5, b: 4 })
  expect(shareThresholds(counts, TENTH, { a: 4.5, b: 2 })).toEqual({ a: 5, b: 4 })
})

test("whatever the order, the thresholds are the same, A is never empty and no score above a threshold is left out", () => {
  const list = fc.uniqueArray(
    fc.record({
      score: fc.integer({ min: 10, max: 50 }),
      customers: fc.integer({ min: 1, max: 50 }),
    }),
    { minLength: 1, maxLength: 12, selector: ({ score }) => score }
  )
  const quotas = fc
    .tuple(
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      fc.double({ min: 0.01, max: 0.4, noNaN: true })
    )
    .map(([a, more]) => ({ a, b: a + more }))
  fc.assert(
    fc.property(list, quotas, fc.nat(), (counts, shares, turn) => {
      const at = turn % counts.length
      const found = shareThresholds(counts, shares, null)!
      expect(shareThresholds([...counts.slice(at), ...counts.slice(0, at)], shares, null)).toEqual(
        found
      )
      expect(counts.some(({ score }) => score === found.a)).toBe(true)
      expect(found.b).toBeLessThanOrEqual(found.a)
      // Relearning what was learned changes nothing.
      expect(shareThresholds(counts, shares, found)).toEqual(found)
    })
  )
})
