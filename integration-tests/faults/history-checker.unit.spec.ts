import { checkHistory, type History } from "./history-checker"

/** Two orders, decided, delivered, agreed on by both books. */
const clean: History = {
  now: "2026-03-01T12:00:00.000Z",
  orders: [
    { id: "order_1", email: "ada@shop.example" },
    { id: "order_2", email: "bob@shop.example" },
  ],
  automations: [{ id: "auto_1" }],
  inbox: [
    { id: "order.placed:order_1", entity_id: "order_1", status: "done", locked_until: null },
    { id: "order.placed:order_2", entity_id: "order_2", status: "done", locked_until: null },
  ],
  decisions: [
    { id: "dec_1", automation_id: "auto_1", event_id: "order.placed:order_1", kind: "send" },
    { id: "dec_2", automation_id: "auto_1", event_id: "order.placed:order_2", kind: "skip" },
  ],
  deliveries: [
    { id: "del_1", decision_id: "dec_1", purpose: "marketing", state: "sent", locked_until: null },
  ],
  attempts: [
    { delivery_id: "del_1", attempt: 1, started_at: "2026-03-01T11:00:00.000Z", outcome: "sent" },
  ],
  coupons: [{ id: "coup_1", delivery_id: "del_1" }],
  accepted: [
    { delivery_id: "del_1", attempt: 1, to: "ada@shop.example", at: "2026-03-01T11:00:01.000Z" },
  ],
  withdrawals: [],
  caps: [{ channel: "email", max: 1, days: 1 }],
  time_zone: "Europe/Madrid",
  leaks: [],
}

const found = (history: Partial<History>) => checkHistory({ ...clean, ...history })

describe("the history checker", () => {
  it("finds nothing in a clean history", () => {
    expect(checkHistory(clean)).toEqual([])
  })

  it("I1: finds an order without a decision", () => {
    expect(found({ decisions: clean.decisions.slice(0, 1) })).toEqual([
      {
        invariant: "I1",
        message: "order order_2 has 0 decisions of automation auto_1, expected 1",
        heals: true,
      },
    ])
  })

  it("I1: finds an order that was decided twice", () => {
    const again = { ...clean.decisions[1]!, id: "dec_3" }
    expect(found({ decisions: [...clean.decisions, again] })).toMatchObject([
      { invariant: "I1", message: expect.stringContaining("has 2 decisions") },
    ])
  })

  it("I1: finds an order that never reached the inbox", () => {
    expect(found({ inbox: clean.inbox.slice(1) })).toMatchObject([{ invariant: "I1" }])
  })

  it("I2: finds a delivery that the provider accepted twice", () => {
    const accepted = [...clean.accepted, { ...clean.accepted[0]!, attempt: 2 }]
    expect(found({ accepted, caps: [] })).toMatchObject([{ invariant: "I2" }])
  })

  it("I2: lets a service message go again after an unknown outcome, a marketing message never", () => {
    const accepted = [...clean.accepted, { ...clean.accepted[0]!, attempt: 2 }]
    const attempts = [
      { ...clean.attempts[0]!, outcome: "unknown" },
      { ...clean.attempts[0]!, attempt: 2 },
    ]
    const service = [{ ...clean.deliveries[0]!, purpose: "service" }]
    expect(found({ accepted, attempts, deliveries: service })).toEqual([])
    expect(found({ accepted, attempts, caps: [] })).toMatchObject([{ invariant: "I2" }])
  })

  it("I2: finds a second coupon of one delivery", () => {
    const coupons = [...clean.coupons, { id: "coup_2", delivery_id: "del_1" }]
    expect(found({ coupons })).toMatchObject([{ invariant: "I2" }])
  })

  it("I3: finds a message whose attempt began after the withdrawal, whatever the case of the address", () => {
    const withdrawal = (committed_at: string) => [{ email: "Ada@shop.example", committed_at }]
    expect(found({ withdrawals: withdrawal("2026-03-01T10:59:59.999Z") })).toMatchObject([
      { invariant: "I3" },
    ])
    expect(found({ withdrawals: withdrawal("2026-03-01T11:00:00.001Z") })).toEqual([])
  })

  it("I4: finds a delivery that is sent in one book only", () => {
    expect(found({ accepted: [] })).toMatchObject([{ invariant: "I4" }])
    const refused = [{ ...clean.deliveries[0]!, state: "refused" }]
    expect(found({ deliveries: refused })).toMatchObject([{ invariant: "I4" }])
    const stranger = { delivery_id: "del_9", attempt: 1, to: "eve@shop.example", at: clean.now }
    expect(found({ accepted: [...clean.accepted, stranger] })).toMatchObject([{ invariant: "I4" }])
  })

  it.each(["failed", "dead", "expired", "cancelled"])(
    "I4: finds a delivery that was given up as %s",
    (state) => {
      const deliveries = [{ ...clean.deliveries[0]!, state }]
      expect(found({ accepted: [], deliveries })).toMatchObject([{ invariant: "I4" }])
    }
  )

  it("I5: finds a second marketing mail of one day of the shop", () => {
    const deliveries = [...clean.deliveries, { ...clean.deliveries[0]!, id: "del_2" }]
    const attempts = [...clean.attempts, { ...clean.attempts[0]!, delivery_id: "del_2" }]
    const later = (at: string) => [
      ...clean.accepted,
      { ...clean.accepted[0]!, delivery_id: "del_2", at },
    ]
    const at = (time: string) => found({ deliveries, attempts, accepted: later(time) })
    expect(at("2026-03-01T22:59:00.000Z")).toMatchObject([{ invariant: "I5" }])
    expect(at("2026-03-01T23:01:00.000Z")).toEqual([])
  })

  it("I8: finds a log that names a shopper", () => {
    expect(found({ leaks: ["sent to ada@shop.example"] })).toMatchObject([{ invariant: "I8" }])
  })

  it("I7: finds an event or a delivery that stays leased", () => {
    const [first, second] = clean.inbox as [History["inbox"][0], History["inbox"][0]]
    const leased = { ...second, status: "pending" as const, locked_until: "2026-03-01T11:59:00Z" }
    expect(found({ inbox: [first, leased] })).toMatchObject([{ invariant: "I7" }])
    const sending = [
      { ...clean.deliveries[0]!, state: "sending", locked_until: "2026-03-01T11:59:00Z" },
    ]
    expect(found({ deliveries: sending }).map((v) => v.invariant)).toContain("I7")
  })
})
