import { simulateShop } from "../../demo/generator/simulate"
import { type Analysis, analyseShop } from "../../src/core/analysis/analyse-shop"
import type { ShopOrder } from "../../src/core/analysis/shop-history"

function analysed(orders: readonly ShopOrder[]): Analysis {
  const lines = { lines: orders.length, usable: orders.length, rejected: {} }
  const steps = analyseShop(
    { orders, returns: [], titles: new Map(), lines },
    { calibrationEnd: null, timeUnit: "week", minSupport: 0.01, minConfidence: 0.5 }
  )
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      return step.value
    }
  }
}

// Needs no database; it is here because it takes seconds.
describe("on a shop whose truth is known", () => {
  const shop = simulateShop(11, "2026-06-30T12:00:00.000Z")
  const orders = shop.purchases.map((purchase) => ({
    customer_id: purchase.customer_id,
    day: Math.floor(Date.parse(purchase.occurred_at) / 86_400_000),
    hour: new Date(purchase.occurred_at).getUTCHours(),
    currency_code: "eur",
    amount: purchase.lines
      .reduce((sum, line) => sum + Number(line.unit_price) * line.quantity, 0)
      .toFixed(2),
    lines: purchase.lines.map((line) => ({ ...line, unit_price: Number(line.unit_price) })),
  }))
  const analysis = analysed(orders)
  const truth = new Map(shop.truth.customers.map((one) => [one.customer_id, one]))

  it("tells how many have left, and who is likelier to", () => {
    const left = shop.truth.customers.filter((one) => one.left_at !== null).length
    expect(analysis.churn.kind).toBe("learned")
    const churned = analysis.churn.kind === "learned" ? analysis.churn.churned_share : NaN
    expect(Math.abs(churned - left / shop.truth.customers.length)).toBeLessThan(0.06)
    for (const [low, high] of [
      [0, 0.34],
      [0.34, 0.67],
      [0.67, 1],
    ] as const) {
      const group = analysis.customers.filter(({ alive }) => alive! >= low && alive! < high)
      const foretold = group.reduce((sum, one) => sum + one.alive!, 0) / group.length
      const stayed = group.filter((one) => truth.get(one.customer_id)!.left_at === null).length
      expect(Math.abs(foretold - stayed / group.length)).toBeLessThan(0.15)
    }
  })

  it("foretells better than that everybody goes on as before, and finds who waits for discounts", () => {
    expect(analysis.models).toMatchObject({
      kind: "learned",
      calibration: { beats_own_rate: true },
    })
    const known = analysis.customers.filter(
      (one) => one.discount_reliance !== null && one.orders >= 5
    )
    const mean = (list: typeof known): number =>
      list.reduce((sum, one) => sum + one.discount_reliance!, 0) / list.length
    const sensitive = (one: (typeof known)[number]): boolean =>
      truth.get(one.customer_id)!.discount_sensitivity > 0.35
    expect(mean(known.filter(sensitive))).toBeGreaterThan(
      mean(known.filter((one) => !sensitive(one)))
    )
  })
})
