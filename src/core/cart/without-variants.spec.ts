import type { CartSnapshot, LineSnapshot } from "../event/event"
import { withoutVariants } from "./without-variants"

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
  const rest = withoutVariants(cart, new Set(["mug"]))
  expect(rest.items.map(({ title }) => title)).toEqual(["lamp", "Engraving"])
  expect(rest).toMatchObject({ total: "25.2", item_total: "20.2", promo_codes: ["TEN"] })
})

test("changes nothing where all is there", () => {
  expect(withoutVariants(cart, new Set())).toEqual(cart)
})
