import { BEHAVIOUR_LIMITS, BEHAVIOUR_NAMES } from "./behaviour"
import { checkBehaviour } from "./check-behaviour"

const NOW = "2026-03-10T12:00:00.000Z"
const names = new Set([...BEHAVIOUR_NAMES, "wishlist_opened"])
const event = (more: object = {}) => ({
  id: "ev_1",
  name: "page_viewed",
  occurred_at: NOW,
  properties: { path: "/products" },
  ...more,
})
const check = (...events: unknown[]) => checkBehaviour(events, { now: NOW, names })
const messageOf = (one: unknown): string | undefined => check(one).rejected[0]?.message
const after = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString()

/** An event whose JSON has exactly so many bytes. */
const ofBytes = (bytes: number) => {
  const empty = event({ properties: { note: "" } })
  return event({ properties: { note: "x".repeat(bytes - JSON.stringify(empty).length) } })
}
const ofDepth = (levels: number) => {
  let inner: object = {}
  for (let i = 1; i < levels; i++) inner = { inner }
  return event({ properties: inner })
}

describe("an event of a storefront", () => {
  it("is kept without the parts of addresses that nobody needs", () => {
    const { events, rejected } = check(
      event({
        occurred_at: "2026-03-10T13:00:00+01:00",
        properties: {
          path: "https://shop.example/products?token=secret#top",
          referrer: "https://www.Partner.example/articles?reader=ana@shop.example",
          product_id: "prod_1",
          from_product_id: "prod_2",
          seconds: 3.5,
          colour: "blue",
        },
      })
    )
    expect(rejected).toEqual([])
    expect(events).toEqual([
      {
        id: "ev_1",
        name: "page_viewed",
        occurred_at: NOW,
        path: "/products",
        product_id: "prod_1",
        from_product_id: "prod_2",
        seconds: 3.5,
        properties: { referrer: "partner.example", colour: "blue" },
      },
    ])
  })

  it("may be one that the shop registered, and no other", () => {
    expect(check(event({ name: "wishlist_opened" })).events).toHaveLength(1)
    expect(messageOf(event({ name: "wishlist_closed" }))).toContain("behaviour.events")
    expect(messageOf(event({ name: "__proto__" }))).toMatch(/^name: expected one of page_viewed/)
  })

  it.each([
    ["32 KB", ofBytes(BEHAVIOUR_LIMITS.event_bytes), null],
    ["one byte more", ofBytes(BEHAVIOUR_LIMITS.event_bytes + 1), "has 32769 bytes"],
    ["20 levels", ofDepth(20), null],
    ["21 levels", ofDepth(21), "deeper than 20 levels"],
    ["10,000 levels", ofDepth(10_000), "deeper than 20 levels"],
    ["seven days ago", event({ occurred_at: after(-7 * 86_400_000) }), null],
    ["a moment before", event({ occurred_at: after(-7 * 86_400_000 - 1) }), "7 days back"],
    ["in five minutes", event({ occurred_at: after(5 * 60_000) }), null],
    ["a moment later", event({ occurred_at: after(5 * 60_000 + 1) }), "5 minutes ahead"],
    ["no zone", event({ occurred_at: "2026-03-10T12:00:00" }), "has no zone"],
    ["a day that is none", event({ occurred_at: "2026-02-30T00:00:00Z" }), "does not exist"],
    ["seconds", event({ occurred_at: 1_773_144_000 }), "expected a day"],
    ["no id", event({ id: "" }), "id: expected"],
    ["an id of 201 letters", event({ id: "a".repeat(201) }), "id: expected"],
    ["an id of 200 letters", event({ id: "a".repeat(200) }), null],
    ["an unknown field", event({ customer_id: "cus_1" }), "customer_id: is not a known field"],
    ["a list of properties", event({ properties: [] }), "properties: expected an object"],
    ["no properties", { id: "ev_1", name: "cart_viewed", occurred_at: NOW }, null],
    ["NUL", event({ properties: { a: "\u0000" } }), "NUL"],
    ["a lone surrogate in a key", event({ properties: { "\ud800": 1 } }), "surrogate"],
    ["__proto__", JSON.parse(`{"id":"e","properties":{"__proto__":{}}}`), '"__proto__"'],
    ["constructor", event({ properties: { a: { constructor: 1 } } }), '"constructor"'],
    ["a page left at once", event({ name: "page_left" }), "seconds: is required"],
    ["a day of seconds", event({ name: "page_left", properties: { seconds: 86_400 } }), null],
    ["a second more", event({ properties: { seconds: 86_401 } }), "from 0 to 86400"],
    ["Infinity", event({ properties: { seconds: Infinity } }), "from 0 to 86400"],
    ["no product", event({ name: "product_viewed" }), "product_id: is required"],
    ["a number for a path", event({ properties: { path: 7 } }), "path: expected a text"],
    ["null", null, "expected an object"],
    ["a list", [], "expected an object"],
    ["a text", "page_viewed", "expected an object"],
  ])("with %s", (_, input, expected) => {
    if (expected === null) {
      expect(check(input)).toMatchObject({ rejected: [], events: [{}] })
    } else {
      expect(messageOf(input)).toContain(expected)
    }
  })

  it("does not take the others of its batch down", () => {
    const { events, rejected } = check(event(), event({ id: "" }), event({ id: "ev_3" }))
    expect(events.map(({ id }) => id)).toEqual(["ev_1", "ev_3"])
    expect(rejected.map(({ index }) => index)).toEqual([1])
  })
})
