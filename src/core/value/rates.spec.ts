import fc from "fast-check"
import { foldPurchases } from "../profile/fold"
import type { Purchase } from "../profile/profile"
import { type Rate, rateOn } from "./rates"
import { scoreTier } from "./score-tier"
import type { TierPolicy } from "./tier"

const RATES: readonly Rate[] = [
  { from: "usd", to: "eur", date: "2026-01-01", rate: 0.9 },
  { from: "usd", to: "eur", date: "2026-02-01", rate: 0.8 },
  { from: "gbp", to: "eur", date: "2026-01-01", rate: 1.2 },
  { from: "eur", to: "gbp", date: "2020-01-01", rate: 0.8 },
]
const POLICY: TierPolicy = {
  recency_days: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [50, 150, 400, 1000],
  currency_code: "eur",
  weights: { recency: 1, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
  rates: RATES,
}
const NOW = "2026-03-01T00:00:00.000Z"

let made = 0
const bought = (currency_code: string, total: string, day: string): Purchase => ({
  id: `test:${(made += 1)}`,
  customer_id: "cus_1",
  occurred_at: `${day}T23:59:59.000Z`,
  currency_code,
  total,
  refunded: "0",
  canceled: false,
  item_count: 1,
})
const fold = (purchases: readonly Purchase[], rates = RATES) =>
  foldPurchases(purchases, { currency_code: "eur", rates })

describe("rates", () => {
  test.each([
    ["usd", "2026-01-01T00:00:00.000Z", "0.9"],
    ["usd", "2026-01-31T23:59:59.999Z", "0.9"],
    ["usd", "2026-02-01T00:00:00.000Z", "0.8"],
    ["usd", "2030-01-01T00:00:00.000Z", "0.8"],
    ["usd", "2025-12-31T23:59:59.999Z", null],
    ["eur", "1999-01-01T00:00:00.000Z", "1"],
    ["jpy", "2026-02-01T00:00:00.000Z", null],
  ])("of %s at %s is %s", (from, instant, rate) => {
    expect(rateOn(RATES, from, "eur", instant)?.toFixed() ?? null).toBe(rate)
  })

  it("value a customer of three currencies by the day of each purchase", () => {
    const totals = fold([
      bought("eur", "10.10", "2020-05-05"),
      bought("usd", "100", "2026-01-31"),
      bought("usd", "100", "2026-02-01"),
      bought("gbp", "50.05", "2026-02-01"),
    ])
    expect(totals.value).toEqual({ amount: "240.16", missing: [] })
    expect(totals.spent).toEqual({ eur: "10.1", usd: "200", gbp: "50.05" })
    const monetary = scoreTier(totals, POLICY, NOW)
    expect(monetary?.components[2]).toMatchObject({ value: 240.16, points: 3 })
    expect(monetary?.currency_code).toBe("eur")
    expect(monetary).not.toHaveProperty("missing_rates")
  })

  it("that are missing make the money unknown, and are named", () => {
    const totals = fold([
      bought("eur", "500", "2026-02-01"),
      bought("usd", "1", "2025-06-01"),
      bought("jpy", "100", "2026-02-01"),
      bought("chf", "0", "2026-02-01"),
    ])
    expect(totals.value?.missing).toEqual(["jpy", "usd"])
    const breakdown = scoreTier(totals, POLICY, NOW)
    expect(breakdown?.missing_rates).toEqual(["jpy", "usd"])
    expect(breakdown?.components[2]).toMatchObject({ name: "monetary", value: null, weight: 0 })
  })

  it("matter to nobody who spent in the policy's currency alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 })), (cents) => {
        const purchases = cents.map((cent) => bought("eur", (cent / 100).toFixed(2), "2026-02-01"))
        const { spent, value } = fold(purchases)
        expect(value).toEqual({ amount: spent.eur ?? "0", missing: [] })
      })
    )
  })

  it("that change move what is computed from then on", () => {
    const purchases = [bought("usd", "100", "2026-02-15")]
    expect(fold(purchases).value?.amount).toBe("80")
    const later = [...RATES, { from: "usd", to: "eur", date: "2026-02-10", rate: 0.5 }]
    expect(fold(purchases, later).value?.amount).toBe("50")
  })
})
