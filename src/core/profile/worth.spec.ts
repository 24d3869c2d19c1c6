import { foldPurchases, isVoid, netOf } from "./fold"
import type { Purchase } from "./profile"
import { type OrderParts, type ValueDefinition, worthOf } from "./worth"

const IN = "included"
const OUT = "excluded"
const WHOLE: ValueDefinition = { tax: IN, shipping: IN }
const WITHOUT_TAX: ValueDefinition = { tax: OUT, shipping: IN }
const WITHOUT_SHIPPING: ValueDefinition = { tax: IN, shipping: OUT }
const GOODS: ValueDefinition = { tax: OUT, shipping: OUT }

/** Three mugs at 20 and shipping at 5, with 25 % tax on both. */
const parts: OrderParts = {
  item_total: "75",
  item_tax_total: "15",
  shipping_total: "6.25",
  shipping_tax_total: "1.25",
}
const order = (own: Partial<Purchase> = {}): Purchase => ({
  id: "medusa:1",
  customer_id: "ada",
  occurred_at: "2026-03-01T10:00:00.000Z",
  currency_code: "eur",
  total: "81.25",
  refunded: "0",
  canceled: false,
  item_count: 3,
  ...own,
})
const amounts = (
  own: Partial<Purchase>,
  definition: ValueDefinition,
  of: Partial<OrderParts> = {}
) => {
  const { total, refunded } = worthOf(order(own), { ...parts, ...of }, definition)
  return [total, refunded]
}

describe("what of an order counts (E-11)", () => {
  it.each([
    ["all of it", WHOLE, "81.25"],
    ["all but tax", WITHOUT_TAX, "65"],
    ["all but shipping and its tax", WITHOUT_SHIPPING, "75"],
    ["goods alone", GOODS, "60"],
  ] as const)("%s", (_, definition, total) => {
    expect(amounts({}, definition)).toEqual([total, "0"])
  })

  it("is the same share of what was given back, so that a fifth of it is a fifth", () => {
    expect(amounts({ refunded: "16.25" }, WITHOUT_TAX)).toEqual(["65", "13"])
    expect(amounts({ refunded: "16.25" }, WITHOUT_SHIPPING)).toEqual(["75", "15"])
    expect(amounts({ refunded: "16.25" }, GOODS)).toEqual(["60", "12"])
  })

  it("is exact after a return, because the rest of the order is all that is divided", () => {
    const left = { item_total: "50", item_tax_total: "10" }
    const worth = worthOf(
      order({ refunded: "25", item_count: 2 }),
      { ...parts, ...left },
      WITHOUT_SHIPPING
    )
    expect(worth.total).toBe("72.22222222")
    expect(netOf(worth).toFixed()).toBe("50")
  })

  it("takes tax out of prices that had it in them as well", () => {
    const inclusive = {
      item_total: "60",
      item_tax_total: "10.41322314049586776860",
      shipping_total: "5",
      shipping_tax_total: "0.86776859504132231405",
    }
    expect(amounts({ total: "65" }, WITHOUT_TAX, inclusive)).toEqual(["53.71900826", "0"])
    expect(amounts({ total: "65" }, GOODS, inclusive)).toEqual(["49.58677686", "0"])
  })

  it("leaves an order void that was given back whole, or more than whole", () => {
    for (const definition of [WITHOUT_TAX, WITHOUT_SHIPPING, GOODS]) {
      expect(isVoid(worthOf(order({ refunded: "81.25" }), parts, definition))).toBe(true)
      expect(isVoid(worthOf(order({ refunded: "90" }), parts, definition))).toBe(true)
      expect(isVoid(worthOf(order({ refunded: "81.24" }), parts, definition))).toBe(false)
    }
  })

  it("counts an order that cost nothing but its shipping, for nothing", () => {
    const free = { item_total: "0", item_tax_total: "0" }
    expect(amounts({ total: "6.25" }, WITHOUT_SHIPPING, free)).toEqual(["0", "0"])
    expect(amounts({ total: "6.25" }, WITHOUT_TAX, free)).toEqual(["5", "0"])
    const kept = worthOf(order({ total: "6.25" }), { ...parts, ...free }, GOODS)
    expect(foldPurchases([kept])).toMatchObject({ order_count: 1, spent: { eur: "0" } })
    expect(
      isVoid(worthOf(order({ total: "6.25", refunded: "6.25" }), { ...parts, ...free }, GOODS))
    ).toBe(true)
  })

  it("has given back all where all goods came back and their shipping was kept", () => {
    const none = { item_total: "0", item_tax_total: "0" }
    const back = worthOf(order({ refunded: "75", item_count: 0 }), { ...parts, ...none }, GOODS)
    expect(back).toMatchObject({ total: "81.25", refunded: "81.25" })
    expect(isVoid(back)).toBe(true)
    const shipping = worthOf(
      order({ refunded: "75", item_count: 0 }),
      { ...parts, ...none },
      WITHOUT_TAX
    )
    expect(netOf(shipping).toFixed()).toBe("5")
  })

  it("divides nothing where nothing is left or was ever asked for", () => {
    const zero = {
      item_total: "0",
      item_tax_total: "0",
      shipping_total: "0",
      shipping_tax_total: "0",
    }
    expect(amounts({ total: "0" }, GOODS, zero)).toEqual(["0", "0"])
    expect(amounts({ refunded: "81.25" }, GOODS, zero)).toEqual(["81.25", "81.25"])
    expect(amounts({}, GOODS, { ...zero, item_total: "-5" })).toEqual(["81.25", "0"])
  })

  it("takes its share of credits, which pay goods, tax and shipping alike", () => {
    expect(amounts({ total: "41.25" }, GOODS)).toEqual(["30.46153846", "0"])
    expect(amounts({ total: "-8.125" }, GOODS)).toEqual(["-6", "0"])
  })

  it("is never more than the order, nor less than nothing", () => {
    expect(amounts({}, WITHOUT_SHIPPING, { shipping_total: "-15" })).toEqual(["81.25", "0"])
    expect(amounts({}, GOODS, { item_total: "-1", item_tax_total: "0" })).toEqual(["0", "0"])
  })
})
