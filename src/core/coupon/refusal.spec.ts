import type { Coupon } from "./coupon"
import { type CouponCart, couponRefusal, endedEarlyBy, refusalMessage } from "./refusal"

const NOW = "2026-06-15T12:00:00.000Z"
const COUPON: Coupon = {
  id: "kcoup_1",
  code: "0123-4567-89AB-CDEF",
  shown_code: null,
  customer_id: "cus_1",
  email: "ada@shop.example",
  delivery_id: "kdel_1",
  kind: "percent",
  value: "10",
  currency_code: null,
  minimum: null,
  gift_variant_id: null,
  valid_days: 30,
  next_order_only: false,
  status: "open",
  status_reason: null,
  starts_at: "2026-06-01T00:00:00.000Z",
  expires_at: "2026-07-01T00:00:00.000Z",
  promotion_id: null,
  presented_cart_id: null,
  redeemed_order_id: null,
  stranger_attempts: 0,
  personalized_price: false,
}
const CART: CouponCart = {
  currency_code: "eur",
  item_total: "30",
  shop_currency_code: "eur",
  gift_available: true,
}

const refusal = (coupon: Partial<Coupon>, cart: Partial<CouponCart> = {}, now = NOW) =>
  couponRefusal({ ...COUPON, ...coupon }, { ...CART, ...cart }, now)

describe("why a coupon cannot be used", () => {
  it("lets its owner use it while it is open or presented", () => {
    expect(refusal({})).toBeNull()
    expect(refusal({ status: "presented", promotion_id: "promo_1" })).toBeNull()
  })

  it("says what became of it", () => {
    expect(refusal({ status: "redeemed" })).toEqual({ reason: "redeemed" })
    expect(refusal({ status: "voided" })).toEqual({ reason: "voided" })
    expect(refusal({ status: "expired" })).toMatchObject({ reason: "expired" })
    expect(refusal({ status: "expired", status_reason: "next_order_passed" })).toEqual({
      reason: "next_order_passed",
    })
  })

  it("tells an end by the owner's next order from an end by the day, and nothing of one that has not ended", () => {
    const passed = "next_order_passed"
    expect(endedEarlyBy({ status: "expired", status_reason: passed })).toBe(passed)
    expect(endedEarlyBy({ status: "expired", status_reason: "expired" })).toBeNull()
    expect(endedEarlyBy({ status: "redeemed", status_reason: passed })).toBeNull()
  })

  it("ends at the very moment it expires, whatever the job has done by then", () => {
    expect(refusal({}, {}, "2026-06-30T23:59:59.999Z")).toBeNull()
    expect(refusal({}, {}, "2026-07-01T00:00:00.000Z")).toMatchObject({ reason: "expired" })
    expect(refusal({}, {}, "2026-05-31T23:59:59.999Z")).toMatchObject({ reason: "not_yet" })
  })

  it("says how much is missing, without a float's error", () => {
    expect(refusal({ minimum: "30.3" }, { item_total: "30.2" })).toEqual({
      reason: "minimum_not_reached",
      minimum: "30.3",
      missing: "0.1",
      currency_code: "eur",
    })
    expect(refusal({ minimum: "30" }, { item_total: "30.00" })).toBeNull()
  })

  it("does not compare amounts of two currencies", () => {
    expect(refusal({ kind: "fixed", value: "5", currency_code: "usd" })).toEqual({
      reason: "wrong_currency",
      currency_code: "usd",
    })
    expect(refusal({ minimum: "10" }, { currency_code: "usd" })).toMatchObject({
      reason: "wrong_currency",
      currency_code: "eur",
    })
    expect(refusal({}, { currency_code: "usd" })).toBeNull()
  })

  it("asks whether the gift is there", () => {
    const gift = { kind: "gift", value: null, gift_variant_id: "variant_1" } as const
    expect(refusal(gift)).toBeNull()
    expect(refusal(gift, { gift_available: false })).toEqual({ reason: "gift_not_available" })
  })

  it("speaks three languages, with the currency's own digits", () => {
    const missing = refusal({ minimum: "40" }, { item_total: "31.2" })
    // Intl puts a no-break space between amount and currency.
    const text = JSON.stringify(refusalMessage(missing!)).replaceAll("\u00a0", " ")
    expect(JSON.parse(text)).toEqual({
      en: "Add €8.80 more to your cart: this coupon asks for at least €40.00.",
      es: "Añade 8,80 € más a tu carrito: este cupón pide un mínimo de 40,00 €.",
      pt: "Adicione mais € 8,80 ao carrinho: este cupom pede no mínimo € 40,00.",
    })
    expect(refusalMessage(refusal({}, {}, "2026-08-01T00:00:00Z")!).es).toBe(
      "Este cupón caducó el 1 de julio de 2026."
    )
  })
})
