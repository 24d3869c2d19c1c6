import { CATEGORIES, PRODUCTS } from "./products"
import { randomOf } from "./random"
import { SHOP_MODEL, simulateShop } from "./simulate"

const NOW = "2026-06-30T12:00:00.000Z"
const shop = simulateShop(7, NOW)
const purchasesOf = new Map<string, typeof shop.purchases>()
for (const customer of shop.customers) {
  purchasesOf.set(
    customer.id,
    shop.purchases.filter((purchase) => purchase.customer_id === customer.id)
  )
}

test("the same seed gives the same shop, another seed another one", () => {
  expect(JSON.stringify(simulateShop(7, NOW))).toBe(JSON.stringify(shop))
  expect(JSON.stringify(simulateShop(8, NOW).purchases)).not.toBe(JSON.stringify(shop.purchases))
})

test("the shop has the size that was promised and its own products only", () => {
  expect(shop.products.length).toBe(60)
  expect(new Set(shop.products.map((product) => product.sku)).size).toBe(60)
  expect(shop.customers.length).toBe(600)
  expect(new Set(shop.customers.map((customer) => customer.email)).size).toBe(600)
  expect(shop.purchases.length).toBeGreaterThan(1500)
  const skus = new Set(PRODUCTS.map((product) => product.sku))
  const strange = shop.purchases.filter(
    ({ lines }) =>
      lines.length === 0 || lines.some((line) => !skus.has(line.sku) || line.quantity < 1)
  )
  expect(strange).toEqual([])
})

test("everything happens in the two years before now, and nothing after a customer left", () => {
  const first = new Date(Date.parse(NOW) - SHOP_MODEL.days * 86_400_000).toISOString()
  const wrong = shop.truth.customers.filter((truth) => {
    const times = (purchasesOf.get(truth.customer_id) ?? []).map((one) => one.occurred_at)
    const last = times[times.length - 1] as string
    const inTime = truth.joined_at >= first && times[0] === truth.joined_at && last < NOW
    return !inTime || (truth.left_at !== null && truth.left_at !== last)
  })
  expect(wrong).toEqual([])
})

test("customers buy as often as their true rate says", () => {
  let expected = 0
  let seen = 0
  for (const truth of shop.truth.customers) {
    const until = truth.left_at ?? NOW
    const weeks = (start: number, stop: number) => Math.max(0, stop - start) / (7 * 86_400_000)
    const from = Date.parse(truth.joined_at)
    const to = Date.parse(until)
    const inSales = shop.truth.sales.reduce(
      (sum, sale) =>
        sum + weeks(Math.max(from, Date.parse(sale.from)), Math.min(to, Date.parse(sale.to))),
      0
    )
    const lift = SHOP_MODEL.sale_uplift * truth.discount_sensitivity
    expected += truth.rate * (weeks(from, to) + inSales * lift)
    // The time of leaving is the time of a purchase: that one is no draw of the rate.
    seen += (purchasesOf.get(truth.customer_id) ?? []).length - 1
  }
  expect(seen / expected).toBeGreaterThan(0.9)
  expect(seen / expected).toBeLessThan(1.25)
})

test("baskets follow the true affinities", () => {
  const categoryOf = new Map(PRODUCTS.map((product) => [product.sku, product.category]))
  let agreeing = 0
  let asked = 0
  for (const truth of shop.truth.customers) {
    const lines = (purchasesOf.get(truth.customer_id) ?? []).flatMap((purchase) => purchase.lines)
    if (lines.length >= 20) {
      const counts = CATEGORIES.map(
        (category) => lines.filter((line) => categoryOf.get(line.sku) === category).length
      )
      const bought = counts.indexOf(Math.max(...counts))
      asked += 1
      agreeing += bought === truth.affinity.indexOf(Math.max(...truth.affinity)) ? 1 : 0
    }
  }
  expect(asked).toBeGreaterThan(30)
  expect(agreeing / asked).toBeGreaterThan(0.7)
})

test("whoever is sensitive to discounts buys more of their share in sales", () => {
  const share = (wanted: (sensitivity: number) => boolean): number => {
    const own = shop.truth.customers
      .filter((truth) => wanted(truth.discount_sensitivity))
      .flatMap((truth) => (purchasesOf.get(truth.customer_id) ?? []).slice(1))
    return own.filter((purchase) => purchase.discounted).length / own.length
  }
  expect(share((s) => s > 0.4)).toBeGreaterThan(share((s) => s < 0.15) * 1.5)
})

test("draws have the means that their distributions promise", () => {
  const random = randomOf(3)
  const mean = (draw: () => number): number => {
    let sum = 0
    for (let i = 0; i < 20_000; i += 1) {
      sum += draw()
    }
    return sum / 20_000
  }
  expect(mean(() => random.gamma(0.5, 2))).toBeCloseTo(0.25, 1)
  expect(mean(() => random.gamma(3, 2))).toBeCloseTo(1.5, 1)
  expect(mean(() => random.beta(2, 6))).toBeCloseTo(0.25, 1)
  expect(mean(() => random.exponential(4))).toBeCloseTo(0.25, 1)
  expect(mean(() => random.poisson(1.3))).toBeCloseTo(1.3, 1)
  expect(mean(() => random.weighted([1, 0, 3]))).toBeCloseTo(1.5, 1)
})
