import { buyerClasses } from "./buyer-class"
import { discountReliance, usualPrices } from "./discount-reliance"
import { preferenceOf } from "./preference"
import { isMerchandise } from "./service-codes"

const line = (sku: string, unit_price: number, quantity = 1) => ({ sku, unit_price, quantity })

test("the usual price is what most lines have, and of equally frequent ones the higher", () => {
  const usual = usualPrices([
    line("tea", 8),
    line("tea", 10),
    line("tea", 10),
    line("cup", 3),
    line("cup", 4),
  ])
  expect([...usual]).toEqual([
    ["tea", 10],
    ["cup", 4],
  ])
})

test("discount reliance is the discounted share at usual prices; a small drift is no discount", () => {
  const usual = new Map([
    ["tea", 10],
    ["cup", 4],
  ])
  expect(discountReliance([line("tea", 10), line("tea", 9.6), line("cup", 4)], usual)).toBe(0)
  expect(discountReliance([line("tea", 8, 2), line("tea", 10), line("cup", 4, 5)], usual)).toBe(0.4)
  expect(discountReliance([line("tea", 8), line("tea", 8)], usual)).toBeNull()
})

test("a preference needs enough choices and must differ from everybody's", () => {
  const everybody = { email: 800, sms: 200 }
  expect(preferenceOf({ sms: 4 }, everybody)).toMatchObject({
    missing: { what: "choices", found: 4, needed: 5 },
  })
  expect(preferenceOf({ email: 9, sms: 2 }, everybody)).toMatchObject({
    missing: { what: "difference" },
  })
  expect(preferenceOf({ sms: 10 }, everybody)).toMatchObject({ kind: "learned", choice: "sms" })
  expect(preferenceOf({}, {})).toMatchObject({ kind: "not_enough" })
})

test("adopters buy what is new first, laggards last, and who waits for discounts counts as later", () => {
  const launch = new Map(Array.from({ length: 20 }, (_, i) => [`c${i}`, i]))
  const none = () => null
  const classes = buyerClasses([launch, launch], none)
  expect([0, 5, 14, 19].map((i) => classes.get(`c${i}`))).toEqual([
    "adopter",
    "pragmatist",
    "sceptic",
    "laggard",
  ])
  expect(buyerClasses([launch], none).size).toBe(0)
  expect(buyerClasses([launch, launch], () => 1).get("c0")).toBe("pragmatist")
  const together = new Map([...launch.keys()].map((customer) => [customer, 3]))
  expect(new Set(buyerClasses([together, together], none).values())).toEqual(
    new Set(["pragmatist"])
  )
})

test("postage, fees and vouchers are no merchandise", () => {
  expect(["POST", "Bank Charges", "gift_0001_20", "M"].filter(isMerchandise)).toEqual([])
  expect(["85123A", "MUG", "postcard"].filter(isMerchandise)).toHaveLength(3)
})
