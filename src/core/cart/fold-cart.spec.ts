import type { CartRecord, CartSighting } from "./cart"
import { foldCart } from "./fold-cart"

const at = (time: string) => `2026-03-02T${time}:00.000Z`
const RULES = { abandoned_after_minutes: 60, baseline: false }

const seen = (more: Partial<CartSighting> = {}): CartSighting => ({
  cart_id: "cart_1",
  customer_id: "cus_1",
  email: "ana@shop.example",
  currency_code: "eur",
  item_count: 1,
  item_total: "20",
  items_print: "mug x 1",
  contact_print: "ana",
  choices: [],
  begun_at: at("10:00"),
  items_at: at("10:00"),
  contact_at: at("10:00"),
  choices_at: null,
  deleted_at: null,
  placed_at: null,
  order_id: null,
  ...more,
})

const record = (more: Partial<CartRecord> = {}): CartRecord => ({
  ...foldCart(null, seen(), RULES),
  ...more,
})

describe("a cart that is seen for the first time", () => {
  it("was last touched when its newest part came into being, whatever wrote its rows since", () => {
    const cart = foldCart(null, seen({ contact_at: at("12:00"), items_at: at("12:30") }), RULES)
    expect(cart).toMatchObject({ state: "active", last_activity_at: at("10:00"), armed: true })
  })

  it("causes nothing when it lay there before Kairos, until its shopper comes back", () => {
    const old = foldCart(null, seen(), { ...RULES, baseline: true })
    expect(old.armed).toBe(false)
    expect(foldCart(old, seen(), RULES).armed).toBe(false)
    const back = seen({ items_print: "mug x 2", items_at: at("11:00") })
    expect(foldCart(old, back, RULES).armed).toBe(true)
  })

  it("is placed, not recovered, when it was bought before anybody looked", () => {
    const cart = foldCart(null, seen({ placed_at: at("10:20"), order_id: "order_1" }), RULES)
    expect(cart).toMatchObject({ state: "placed", order_id: "order_1", abandoned_at: null })
  })
})

describe("what counts as activity", () => {
  it.each<[string, Partial<CartSighting>, string]>([
    ["another quantity", { items_print: "mug x 2", items_at: at("10:30") }, at("10:30")],
    ["an address", { contact_print: "ana, Madrid", contact_at: at("10:31") }, at("10:31")],
    [
      "a shipping method",
      { choices: ["shipping:so_1"], choices_at: at("10:32"), contact_at: at("10:40") },
      at("10:32"),
    ],
    ["a promotion code", { choices: ["code:TEN"], choices_at: at("10:33") }, at("10:33")],
  ])("%s", (_what, change, time) => {
    expect(foldCart(record(), seen(change), RULES).last_activity_at).toBe(time)
  })

  it.each<[string, Partial<CartSighting>]>([
    ["metadata, a region job", { contact_at: at("12:00") }],
    ["new prices", { items_at: at("12:00"), item_total: "25" }],
    ["a code that no longer applies", { choices: [], choices_at: at("12:00") }],
    ["a code that is applied anew", { choices: ["code:TEN"], choices_at: at("12:00") }],
  ])("not %s", (_what, change) => {
    const known = record({ choices: ["code:TEN"] })
    expect(foldCart(known, seen({ choices: ["code:TEN"], ...change }), RULES)).toMatchObject({
      last_activity_at: at("10:00"),
      state: "active",
    })
  })

  it("stays abandoned through what the shop does, and is active again through the shopper", () => {
    const left = record({ state: "abandoned", abandoned_at: at("11:00") })
    expect(foldCart(left, seen({ contact_at: at("12:00") }), RULES).state).toBe("abandoned")
    const back = seen({ items_print: "mug x 3", items_at: at("12:00") })
    expect(foldCart(left, back, RULES)).toMatchObject({
      state: "active",
      last_activity_at: at("12:00"),
      abandoned_at: at("11:00"),
    })
  })
})

describe("the end of a cart", () => {
  it("is recovered when it had been abandoned, also if the shopper touched it before buying", () => {
    const left = record({ state: "abandoned", abandoned_at: at("11:00") })
    const back = foldCart(left, seen({ contact_print: "new", contact_at: at("12:00") }), RULES)
    const done = foldCart(
      back,
      seen({ contact_print: "new", placed_at: at("12:05"), order_id: "order_1" }),
      RULES
    )
    expect(done).toMatchObject({
      state: "recovered",
      recovered_at: at("12:05"),
      order_id: "order_1",
    })
  })

  it("is recovered when it lay for long enough while no job ran", () => {
    const done = foldCart(record(), seen({ placed_at: at("13:00"), order_id: "order_1" }), RULES)
    expect(done).toMatchObject({ state: "recovered", abandoned_at: at("11:00") })
    const soon = foldCart(record(), seen({ placed_at: at("10:59"), order_id: "order_1" }), RULES)
    expect(soon).toMatchObject({ state: "placed", abandoned_at: null, recovered_at: null })
  })

  it("is emptied, and active again when something is put in", () => {
    const nothing = seen({ item_count: 0, items_print: "", items_at: at("10:10") })
    const empty = foldCart(record(), nothing, RULES)
    expect(empty).toMatchObject({ state: "emptied", emptied_at: at("10:10") })
    expect(foldCart(empty, nothing, RULES)).toEqual(empty)
    const full = foldCart(empty, seen({ items_at: at("14:00") }), RULES)
    expect(full).toMatchObject({
      state: "active",
      last_activity_at: at("14:00"),
      // An empty cart is not an abandoned one, however long it lay.
      abandoned_at: null,
    })
  })

  it("is the same when it is seen twice", () => {
    const once = foldCart(record(), seen({ placed_at: at("13:00"), order_id: "order_1" }), RULES)
    expect(foldCart(once, seen({ placed_at: at("13:00"), order_id: "order_1" }), RULES)).toEqual(
      once
    )
  })
})
