import { randomOf } from "../../../demo/generator/random"
import { backTest, type BackTestWindow, binOf } from "./back-test"
import type { PurchaseDays } from "./purchase-days"

const WINDOW: BackTestWindow = { calibrationEnd: 365, end: 730, unitDays: 7 }

/** Customers who buy at rates of their own, and leave after some purchases. */
function customers(count: number): PurchaseDays[] {
  const random = randomOf(7)
  return Array.from({ length: count }, (_, i) => {
    const rate = random.gamma(0.8, 60)
    const days = [{ day: random.integer(0, 300), amount: 20 }]
    let at = days[0]!.day
    while (random.uniform() > 0.15) {
      at += 1 + Math.floor(random.exponential(rate))
      if (at > WINDOW.end) {
        break
      }
      days.push({ day: at, amount: 10 + random.integer(0, 30) })
    }
    return { customer_id: String(i), days }
  })
}

const shop = customers(400)

test("a model learns nothing from the time that it is tested on", () => {
  const told = backTest(shop, WINDOW)!
  const until = shop.map((one) => ({
    ...one,
    days: one.days.filter(({ day }) => day <= WINDOW.calibrationEnd),
  }))
  const blind = backTest(until, WINDOW)!
  expect(blind.models.map(({ model }) => model)).toEqual(told.models.map(({ model }) => model))
  expect(blind.models.map(({ accuracy }) => accuracy.expected_total)).toEqual(
    told.models.map(({ accuracy }) => accuracy.expected_total)
  )
  expect([blind.best.accuracy.actual_total, told.best.accuracy.actual_total > 100]).toEqual([
    0,
    true,
  ])
})

test("what was foretold stands beside what happened, by how often people had bought", () => {
  const { best, models, own_rate, value } = backTest(shop, WINDOW)!
  const { bins, actual_total, expected_total } = best.accuracy
  const total = (of: "actual_mean" | "expected_mean"): number =>
    bins.reduce((sum, bin) => sum + bin.customers * bin[of], 0)
  expect(total("actual_mean")).toBeCloseTo(actual_total, 6)
  expect(total("expected_mean")).toBeCloseTo(expected_total, 6)
  expect(bins.map(({ x }) => x)).toEqual(bins.map((_, i) => i))
  expect(bins.filter(({ open }) => open)).toEqual([bins.at(-1)])
  // The one with the smallest error is used, and it is asked whether it beats the plain rule.
  expect(best.accuracy.rmse).toBe(Math.min(...models.map(({ accuracy }) => accuracy.rmse)))
  expect(best.accuracy.rmse).toBeLessThan(own_rate.rmse)
  expect(value!.actual_total).toBeGreaterThan(0)
})

test("says nothing where nobody had bought before the cut", () => {
  expect(backTest([{ customer_id: "a", days: [{ day: 400, amount: 5 }] }], WINDOW)).toBeNull()
})

test("a customer is as sure as those were who had repeated as often (003.52)", () => {
  const { bins } = backTest(shop, WINDOW)!.best.accuracy
  expect(bins.map(({ x }) => binOf(bins, x))).toEqual(bins)
  expect(binOf(bins, 40)).toEqual(bins.at(-1))
  const closed = bins.filter(({ open }) => !open)
  expect([binOf(closed, 40), binOf([], 0)]).toEqual([null, null])
})
