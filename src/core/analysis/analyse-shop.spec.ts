import { randomOf } from "../../../demo/generator/random"
import { LANGUAGES } from "../text/localized"
import { analysisReport } from "./analysis-report"
import { type Analysis, analyseShop } from "./analyse-shop"
import { reportHtml } from "./report-html"
import { reportText } from "./report-text"
import type { AnalysisOptions, ShopHistory, ShopOrder } from "./shop-history"

const OPTIONS: AnalysisOptions = {
  calibrationEnd: null,
  timeUnit: "week",
  minSupport: 0.01,
  minConfidence: 0.5,
}

function analysed(orders: readonly ShopOrder[], more: Partial<ShopHistory> = {}): Analysis {
  const lines = { lines: orders.length, usable: orders.length, rejected: {} }
  const steps = analyseShop({ orders, returns: [], titles: new Map(), lines, ...more }, OPTIONS)
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      return step.value
    }
  }
}

const order = (customer_id: string, day: number, more: Partial<ShopOrder> = {}): ShopOrder => ({
  customer_id,
  day: 20_000 + day,
  hour: 10,
  currency_code: "eur",
  amount: "10.00",
  lines: [{ sku: "tea", quantity: 1, unit_price: 10 }],
  ...more,
})

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/** Whatever the shop, the report is there in all languages and shows no number that is none. */
function expectReadable(analysis: Analysis): void {
  for (const language of LANGUAGES) {
    const blocks = analysisReport(analysis, language)
    for (const text of [reportText(blocks), reportHtml(blocks, language)]) {
      expect(text).not.toMatch(/NaN|Infinity|undefined|null|\{\w+\}/)
    }
  }
  expect(JSON.stringify(analysis)).not.toMatch(/NaN|Infinity/)
}

describe("analysing a shop", () => {
  test.each<[string, readonly ShopOrder[]]>([
    ["without an order", []],
    ["with one customer and one order", [order("a", 0)]],
    ["with one customer and many orders", range(30).map((i) => order("a", i * 7))],
    ["where all are equal", range(50).flatMap((i) => [order(String(i), 0), order(String(i), 30)])],
    ["where everybody bought once", range(200).map((i) => order(String(i), i))],
    ["where everything happened on one day", range(200).map((i) => order(String(i % 40), 0))],
    ["where nothing was paid", range(80).map((i) => order(String(i % 25), i, { amount: "0" }))],
    [
      "whose orders lie in no order",
      range(150).map((i) => order(String(i % 30), (i * 7919) % 365)),
    ],
    [
      "with three currencies",
      range(90).map((i) =>
        order(String(i % 30), i, { currency_code: ["eur", "usd", "jpy"][i % 3]! })
      ),
    ],
  ])("%s gives true and readable pages", (_, orders) => {
    const analysis = analysed(orders)
    expectReadable(analysis)
    expect(analysis.history.orders).toBe(orders.length)
    const { A, B, C } = analysis.tiers?.counts ?? { A: 0, B: 0, C: 0 }
    expect(A + B + C).toBe(analysis.history.customers)
  })

  it("says what is missing instead of a guess", () => {
    const once = analysed(range(200).map((i) => order(String(i), i)))
    expect(once.churn).toEqual({
      kind: "not_enough",
      missing: { what: "repeat_customers", found: 0, needed: 20 },
    })
    expect(once.replacement).toMatchObject({ kind: "not_enough", missing: { what: "repurchases" } })
    expect(once.customers.every((one) => one.alive === null)).toBe(true)
    const thin = analysed([order("a", 0, { lines: [{ sku: "", quantity: 1, unit_price: 10 }] })])
    expect(thin.affinity).toEqual({ kind: "not_enough", missing: { what: "products" } })
  })

  it("does not call everybody a customer for ever where nobody can be seen to leave", () => {
    const random = randomOf(3)
    const orders = range(40).flatMap((i) => {
      const rate = random.gamma(1, 40)
      const days = [random.integer(0, 100)]
      for (let at = days[0]! + random.exponential(rate); at < 200; at += random.exponential(rate)) {
        days.push(Math.floor(at))
      }
      return days.map((day) => order(String(i), day))
    })
    const analysis = analysed(orders)
    expect(analysis.churn).toMatchObject({ kind: "not_enough", missing: { what: "time" } })
    expect(analysis.customers.every((one) => one.alive === null && one.risk === null)).toBe(true)
    expect(analysis.models.kind).toBe("learned")
  })

  it("gives equal customers one tier, and never adds currencies", () => {
    const equal = analysed(range(50).map((i) => order(String(i), 0)))
    expect(equal.tiers?.counts).toEqual({ A: 50, B: 0, C: 0 })
    const mixed = analysed([
      order("a", 0),
      order("a", 1),
      order("a", 2, { currency_code: "jpy", amount: "90000" }),
      order("b", 3, { currency_code: "usd" }),
    ])
    expect(mixed.currency_code).toBe("eur")
    expect(mixed.currencies.map((one) => [one.currency_code, one.revenue])).toEqual([
      ["eur", "20"],
      ["jpy", "90000"],
      ["usd", "10"],
    ])
    expect(mixed.customers.map((one) => [one.customer_id, one.spent, one.tier])).toEqual([
      ["a", 20, "A"],
      ["b", null, "C"],
    ])
  })

  it("knows who got back more than was paid", () => {
    const { returns } = analysed([order("a", 0), order("b", 1)], {
      returns: [{ customer_id: "a", currency_code: "eur", amount: "25.00" }],
    })
    expect(returns).toEqual({ customers: 1, share_of_revenue: 1.25, below_zero: 1 })
  })

  it("takes a product's name from a file for what it is: text", () => {
    const orders = range(60).map((i) =>
      order(String(i % 20), i, {
        lines: ["tea", "cup"].map((sku) => ({ sku, quantity: 1, unit_price: 5 })),
      })
    )
    const titles = new Map([["tea", "<script>alert(1)</script>"]])
    const blocks = analysisReport(analysed(orders, { titles }), "en")
    expect(reportHtml(blocks, "en")).toContain("&lt;script&gt;alert(1)")
    expect(reportHtml(blocks, "en")).not.toContain("<script")
  })
})
