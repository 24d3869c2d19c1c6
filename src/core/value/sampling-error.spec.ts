import { randomOf } from "../../../demo/generator/random"
import { groupHistories, type PurchaseHistory } from "./purchase-history"
import { fitPurchaseModel, purchasesToExpect } from "./purchase-models"
import { samplingError } from "./sampling-error"

const YEAR = 52

/** Customers whose rate and leaving are drawn as MBG/NBD says, seen for 20 to 100 weeks. */
function customers(count: number, seed: number): PurchaseHistory[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => {
    const T = random.integer(20, 100)
    const [rate, leaves] = [random.gamma(0.55, 10.6), random.beta(0.6, 11.7)]
    let [x, tx, at] = [0, 0, 0]
    while (random.uniform() >= leaves) {
      at += random.exponential(rate)
      if (at > T) {
        break
      }
      x += 1
      tx = Math.round(at)
    }
    return { x, tx, T }
  })
}

test("says how far samples of that size lie apart, and half as much of four times as many customers", () => {
  const of = (count: number) => samplingError("mbg_nbd", customers(count, 11), YEAR)!
  const probes = customers(500, 1)
  const said = Array.from({ length: 10 }, (_, seed) => {
    const model = fitPurchaseModel("mbg_nbd", groupHistories(customers(2000, 100 + seed)))
    return probes.reduce((sum, one) => sum + purchasesToExpect(model, one, YEAR), 0)
  })
  const mean = said.reduce((sum, one) => sum + one, 0) / said.length
  const spread =
    Math.sqrt(said.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (said.length - 1)) / mean
  // Both are estimates: of eight groups, and of ten samples.
  expect(of(2000) / spread).toBeGreaterThan(0.4)
  expect(of(2000) / spread).toBeLessThan(2.5)
  expect(of(8000)).toBeLessThan(of(2000) * 0.8)
  expect(of(8000)).toBeGreaterThan(0)
})

test("says nothing of a shop whose eighths teach nothing", () => {
  expect(samplingError("mbg_nbd", customers(100, 3), YEAR)).toBeNull()
  expect(samplingError("mbg_nbd", [], YEAR)).toBeNull()
})
