import type { CartSnapshot, LineSnapshot } from "../event/event"
import { quantitiesLeft, sellablePart } from "./sellable-part"

const line = (variant_id: string | null, total: string): LineSnapshot => ({
  product_id: null,
  variant_id,
  sku: null,
  handle: null,
  title: variant_id ?? "Engraving",
  thumbnail: null,
  quantity: 2,
  unit_price: "1",
  total,
})

const cart: CartSnapshot = {
  id: "cart_1",
  currency_code: "eur",
  total: "45.3",
  item_total: "40.3",
  items: [line("mug", "20.1"), line("lamp", "15.2"), line(null, "5")],
  promo_codes: ["TEN"],
  country_code: "es",
}

test("leaves out what is gone, and what it cost", () => {
  const rest = sellablePart(cart, new Map([["mug", 0]]))
  expect(rest.items.map(({ title }) => title)).toEqual(["lamp", "Engraving"])
  expect(rest).toMatchObject({ total: "25.2", item_total: "20.2", promo_codes: ["TEN"] })
})

test("changes nothing where all is there", () => {
  expect(sellablePart(cart, new Map())).toEqual(cart)
})

test("keeps the part of a line that is there, at its share of the price", () => {
  const rest = sellablePart(cart, new Map([["mug", 1]]))
  expect(rest.items[0]).toMatchObject({ title: "mug", quantity: 1, total: "10.05" })
  expect(rest).toMatchObject({ total: "35.25", item_total: "30.25" })
  const third = { ...cart, items: [{ ...line("mug", "10"), quantity: 3 }] }
  expect(sellablePart(third, new Map([["mug", 1]])).items[0]?.total).toBe("3.33")
  expect(
    sellablePart({ ...third, currency_code: "jpy" }, new Map([["mug", 1]])).items[0]?.total
  ).toBe("3")
})

test("serves the first lines of a variant first, and nobody more than was wanted", () => {
  const lines = [
    { variant_id: "mug", quantity: 2 },
    { variant_id: "lamp", quantity: 1 },
    { variant_id: "mug", quantity: 2 },
    { variant_id: null, quantity: 1 },
  ]
  expect(quantitiesLeft(lines, new Map([["mug", 3]]))).toEqual([2, 1, 1, 1])
  expect(quantitiesLeft(lines, new Map([["mug", 9]]))).toEqual([2, 1, 2, 1])
  expect(quantitiesLeft(lines, new Map([["mug", -2]]))).toEqual([0, 1, 0, 1])
})
