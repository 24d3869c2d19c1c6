import { pairRules } from "../src/core/predict/affinity"
import { associationRules } from "../src/core/predict/association-rules"
import { type Baskets, collectBaskets, leastCount } from "../src/core/predict/baskets"
import { describeWithReference, readReference, referenceJson } from "./support/reference-data"

describeWithReference("the 9,835 baskets of Groceries", () => {
  let baskets: Baskets
  beforeAll(() => {
    const lines = readReference("groceries/groceries_baskets.txt.gz").trimEnd().split("\n")
    baskets = collectBaskets(lines.map((line) => line.split(";")))
  })

  it("are the ones that were published", () => {
    const { top_items, items } = referenceJson("groceries_rules.json")
    expect(baskets.baskets.length).toBe(9835)
    expect(baskets.products.length).toBe(items)
    Object.entries(top_items).forEach(([name, count], i) =>
      expect([baskets.products[i], baskets.counts[i]]).toEqual([name, count])
    )
  })

  it("give the 5,962 directed pairs of arules, each with its support, confidence and lift", () => {
    const rules = pairRules(baskets, leastCount(0.001, baskets.baskets.length))
    const found = new Map(rules.map((rule) => [`${rule.lhs},${rule.rhs}`, rule]))
    const [, ...lines] = readReference("reference/groceries_all_pair_rules_s0.001.csv")
      .trimEnd()
      .split("\n")
    expect(rules.length).toBe(5962)
    const wrong = lines.filter((line) => {
      const fields = line.trim().split(",")
      const [support, confidence, , lift, count] = fields.slice(-5).map(Number)
      const rule = found.get(fields.slice(0, -5).join(","))
      const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9
      return !(
        rule?.count === count &&
        near(rule!.support, support!) &&
        near(rule!.confidence, confidence!) &&
        near(rule!.lift, lift!)
      )
    })
    expect(wrong).toEqual([])
    expect(lines.length).toBe(5962)
  })

  test.each([
    ["published_s001_c0.8", 410],
    ["s001_c0.5", 5668],
    ["s01_c0.5", 15],
    ["s006_c0.25_len2plus", 463],
  ])("give the rules of apriori: %s, %i of them", (name, count) => {
    const reference = referenceJson("groceries_rules.json")[name]
    const { rules, cut } = associationRules(baskets, {
      least: leastCount(reference.support, 9835),
      minConfidence: reference.confidence,
      longest: reference.maxlen,
      mostItemsets: 100_000,
    })
    expect(reference.n_rules).toBe(count)
    expect(rules.length).toBe(count)
    expect(cut).toBe(false)
    const found = new Map(rules.map((rule) => [`${rule.lhs.join(",")} => ${rule.rhs}`, rule]))
    for (const wanted of reference.top) {
      const lhs = wanted.lhs.slice(1, -1).split(",").sort().join(",")
      const rule = found.get(`${lhs} => ${wanted.rhs.slice(1, -1)}`)
      expect(rule?.count).toBe(wanted.count)
      expect(rule!.lift).toBeCloseTo(wanted.lift, 9)
      expect(rule!.confidence).toBeCloseTo(wanted.confidence, 9)
    }
  })
})
