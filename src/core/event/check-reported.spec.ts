import { checkReported } from "./check-reported"

const NOW = "2026-03-10T12:00:00.000Z"
const names = new Set(["support.ticket_closed", "machine.used"])
const event = (more: object = {}) => ({
  id: "ticket_1",
  name: "support.ticket_closed",
  customer_id: "cus_1",
  occurred_at: NOW,
  ...more,
})
const check = (input: unknown) => checkReported(input, { names, now: NOW })

describe("an event of another system", () => {
  it("is taken with who, when and what", () => {
    const properties = { satisfaction: 5, topic: "delivery", closed: true, agent: null }
    expect(check(event({ customer_id: null, email: " Ana@Shop.Example ", properties }))).toEqual({
      id: "ticket_1",
      name: "support.ticket_closed",
      customer_id: null,
      email: "ana@shop.example",
      occurred_at: new Date(NOW),
      properties,
    })
  })

  it.each([
    ["nothing", null, "expected an object"],
    ["a list", [], "expected an object"],
    ["an unknown field", event({ customer: "cus_1" }), "customer: is not a known field"],
    ["no id", event({ id: "" }), "id: expected"],
    ["an id with a space", event({ id: "a b" }), "id: expected"],
    ["a misspelt name", event({ name: "support.ticket_close" }), 'did you mean "support.ticket_c'],
    ["an event of Medusa's", event({ name: "order.placed" }), "add one by the option triggers"],
    ["nobody", event({ customer_id: null }), "customer_id: is required, or else email"],
    ["a customer that is none", event({ customer_id: "../1" }), "customer_id: expected"],
    ["an address that is none", event({ email: "a@b" }), "email: expected"],
    ["no time", event({ occurred_at: undefined }), "occurred_at: expected a day"],
    ["no zone", event({ occurred_at: "2026-03-10T12:00:00" }), "occurred_at: has no zone"],
    ["a day that is none", event({ occurred_at: "2026-02-30" }), "occurred_at: does not exist"],
    ["tomorrow", event({ occurred_at: "2026-03-11T12:00:00Z" }), "5 minutes ahead"],
    ["a list of properties", event({ properties: [] }), "properties: expected an object"],
    ["an object inside", event({ properties: { a: {} } }), "properties.a: expected a text"],
    ["Infinity", event({ properties: { a: Infinity } }), "properties.a: expected a text"],
    ["NUL", event({ properties: { a: "\u0000" } }), "properties.a: contains a NUL"],
    ["a long text", event({ properties: { a: "x".repeat(501) } }), "has 501 characters"],
    ["constructor", event({ properties: { constructor: 1 } }), 'the key "constructor"'],
    [
      "__proto__",
      event({ properties: JSON.parse('{"__proto__":1}') as object }),
      'the key "__proto__"',
    ],
    [
      "51 properties",
      event({ properties: Object.fromEntries([...Array(51).keys()].map((i) => [`k${i}`, i])) }),
      "has 51 entries",
    ],
  ])("is refused with %s", (_name, input, message) => {
    expect(check(input)).toContain(message)
  })
})
