import { type CostPolicy, DEFAULT_COSTS, marginOf, serviceCostOf, unitCostsIn } from "./costs"

const costs: CostPolicy = {
  key: "cost",
  goods_share: 0.6,
  other_share: 0.19,
  incidents: { return: 8.5, claim: 20, complaint: 4 },
}
const sums = { value: "200", goods_cost: "70.10", uncosted: "50", is_rate_missing: false }

describe("margin", () => {
  it("is what was spent less tax and fees, less goods by their own cost, less the others by the share", () => {
    // 200 * 0.81 - 70.10 - 50 * 0.6
    expect(marginOf(sums, costs)).toBe("61.9")
    // Decimals stay exact: 0.1 + 0.2 in binary would not be 0.3.
    expect(
      marginOf({ ...sums, value: "0.3", goods_cost: "0.1", uncosted: "0" }, DEFAULT_COSTS)
    ).toBe("0.2")
  })

  it("of whoever buys below cost is negative, and of whoever was given all back minus the goods that they kept", () => {
    expect(marginOf({ ...sums, value: "60", uncosted: "0" }, DEFAULT_COSTS)).toBe("-10.1")
    expect(marginOf({ ...sums, value: "0", uncosted: "0" }, costs)).toBe("-70.1")
  })

  it("cannot be told without a rate, without a currency, or while some goods cost nobody knows what", () => {
    expect(marginOf({ ...sums, is_rate_missing: true }, costs)).toBeNull()
    expect(marginOf({ ...sums, value: null }, costs)).toBeNull()
    expect(marginOf(sums, { ...costs, goods_share: null })).toBeNull()
    expect(marginOf({ ...sums, uncosted: "0" }, { ...costs, goods_share: null })).toBe("91.9")
  })
})

test("service costs what each thing that went wrong costs, and nothing where nothing did", () => {
  expect(serviceCostOf({ return: 2, claim: 1, exchange: 3 }, costs)).toBe("37")
  expect(serviceCostOf({}, costs)).toBe("0")
  expect(serviceCostOf({ return: 2 })).toBe("0")
})

test("reads what a product's metadata says of its cost, and takes nothing for a cost that is none", () => {
  expect(unitCostsIn(4.2)).toEqual([{ since: null, cost: "4.2" }])
  expect(unitCostsIn(" 4.20 ")).toEqual([{ since: null, cost: "4.20" }])
  expect(unitCostsIn(0)).toEqual([{ since: null, cost: "0" }])
  expect(unitCostsIn({ "2026-01-01": 4.2, "2026-07-01": "4.6" })).toEqual([
    { since: "2026-01-01", cost: "4.2" },
    { since: "2026-07-01", cost: "4.6" },
  ])
  expect(unitCostsIn({ "2026-02-30": 4, tomorrow: 5, "2026-01-01": "cheap" })).toEqual([])
  for (const none of [-1, Number.NaN, "4,20", "", null, true, [4], 1e300]) {
    expect(unitCostsIn(none)).toEqual([])
  }
})
