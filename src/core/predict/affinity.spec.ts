import fc from "fast-check"
import { pairRules } from "./affinity"
import { associationRules } from "./association-rules"
import { collectBaskets, leastCount } from "./baskets"
import { productsThatFollow } from "./next-product"
import { pairCounter } from "./pair-counter"

const lists = [["milk", "bread"], ["bread", "milk", "milk"], ["bread"], ["tea"], []]

test("support, confidence and lift are what their names say; twice in a basket is once", () => {
  const rules = pairRules(collectBaskets(lists), 1)
  expect(rules).toEqual([
    { lhs: "milk", rhs: "bread", count: 2, support: 0.4, confidence: 1, lift: 5 / 3 },
    { lhs: "bread", rhs: "milk", count: 2, support: 0.4, confidence: 2 / 3, lift: 5 / 3 },
  ])
  expect(pairRules(collectBaskets(lists), 3)).toEqual([])
  expect(pairRules(collectBaskets([]), 1)).toEqual([])
})

test("a share of the baskets becomes a number without rounding errors", () => {
  expect(leastCount(0.001, 9835)).toBe(10)
  expect(leastCount(0.07, 100)).toBe(7)
  expect(leastCount(0, 100)).toBe(1)
})

const shop = fc.array(fc.array(fc.integer({ min: 0, max: 12 }).map(String), { maxLength: 8 }), {
  maxLength: 40,
})

test("counting pairs is counting pairs", () => {
  fc.assert(
    fc.property(shop, fc.integer({ min: 1, max: 4 }), (bought, least) => {
      const rules = pairRules(collectBaskets(bought), least)
      for (let i = 0; i <= 12; i += 1) {
        for (let j = 0; j <= 12; j += 1) {
          const both = bought.filter(
            (basket) => basket.includes(String(i)) && basket.includes(String(j))
          ).length
          const found = rules.find((rule) => rule.lhs === String(i) && rule.rhs === String(j))
          expect(found?.count).toBe(i !== j && both >= least ? both : undefined)
        }
      }
    }),
    { numRuns: 30 }
  )
})

test("rules of two products are the pairs, and what is frequent has frequent parts", () => {
  fc.assert(
    fc.property(shop, (bought) => {
      const baskets = collectBaskets(bought)
      const limits = { least: 2, minConfidence: 0, longest: 4, mostItemsets: 10_000 }
      const all = associationRules(baskets, limits).rules
      const pairs = pairRules(baskets, 2)
      const twos = all.filter((rule) => rule.lhs.length === 1)
      const keys = (list: readonly { lhs: unknown; rhs: string; count: number }[]) =>
        list.map((rule) => `${String(rule.lhs)} ${rule.rhs} ${rule.count}`).sort()
      expect(keys(twos)).toEqual(keys(pairs))
      all.forEach((rule) => {
        const holding = bought.filter((basket) =>
          [...rule.lhs, rule.rhs].every((one) => basket.includes(one))
        )
        expect(rule.count).toBe(holding.length)
        expect(rule.confidence).toBeLessThanOrEqual(1)
      })
    }),
    { numRuns: 30 }
  )
})

test("too many frequent sets end the search, and it says so", () => {
  const limits = { least: 1, minConfidence: 0.5, longest: 20, mostItemsets: 100 }
  const everything = Array.from({ length: 15 }, (_, i) => String(i))
  expect(associationRules(collectBaskets([everything]), limits)).toMatchObject({
    cut: true,
    itemsets: 100,
  })
})

test("products beyond the dense triangle are counted like the others", () => {
  const counter = pairCounter()
  counter.add([1, 5000, 9000], 3)
  counter.add([5000, 9000], 2)
  const seen: number[][] = []
  counter.forEach(1, (...pair) => seen.push(pair))
  expect(seen.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)).toEqual([
    [1, 5000, 1],
    [1, 9000, 1],
    [5000, 9000, 2],
  ])
})

test("what follows a product counts only customers whose window is over", () => {
  const customers = [
    new Map([
      ["phone", [0]],
      ["case", [5, 40]],
    ]),
    new Map([
      ["phone", [10]],
      ["case", [10, 100]],
    ]),
    new Map([
      ["phone", [80]],
      ["case", [81]],
    ]),
    new Map([
      ["case", [1]],
      ["phone", [2]],
    ]),
  ]
  const found = productsThatFollow(customers, {
    products: ["phone", "case"],
    windowDays: 30,
    lastDay: 100,
  })
  const case_ = found.find((one) => one.after === "phone" && one.product === "case")
  expect(case_).toEqual({
    after: "phone",
    product: "case",
    customers: 1,
    eligible: 3,
    probability: 1 / 3,
    median_days: 5,
  })
})
