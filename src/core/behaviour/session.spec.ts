import fc from "fast-check"
import type { BehaviourEvent } from "./behaviour"
import { entrySource, foldSession, SESSION_IDLE_MINUTES } from "./session"

const START = Date.parse("2026-03-10T12:00:00.000Z")
const event = (minute: number, more: Partial<BehaviourEvent> = {}): BehaviourEvent => ({
  id: `ev_${minute}`,
  name: "page_viewed",
  occurred_at: new Date(START + minute * 60_000).toISOString(),
  path: `/${minute}`,
  product_id: null,
  from_product_id: null,
  seconds: null,
  properties: {},
  ...more,
})
const fold = (events: readonly BehaviourEvent[]) => foldSession(null, events, "shop.example")!

describe("a visit", () => {
  it("goes on with thirty minutes between two events and ends with more", () => {
    expect(fold([event(0), event(30)]).started_at).toBe(event(0).occurred_at)
    const next = fold([event(0), event(30.01)])
    expect(next).toMatchObject({ started_at: event(30.01).occurred_at, entry: { path: "/30.01" } })
  })

  it("begins with its first page, whatever comes late", () => {
    const partner = { referrer: "partner.example", utm_source: "banner", utm_campaign: "spring" }
    const known = fold([event(10), event(20)])
    const late = foldSession(known, [event(5, { properties: partner })], "shop.example")!
    expect(late).toMatchObject({
      started_at: event(5).occurred_at,
      last_seen_at: event(20).occurred_at,
      entry: {
        path: "/5",
        referrer_host: "partner.example",
        utm: { source: "banner", campaign: "spring" },
      },
    })
    expect(foldSession(late, [event(-40)], null)).toEqual(late)
  })

  it.each([
    [{ referrer: "partner.example" }, "partner.example"],
    [{ referrer: "partner.example", utm_source: "banner" }, "banner"],
    [{ referrer: "https://www.shop.example/cart" }, "direct"],
    [{}, "direct"],
  ])("that began with %j came from %s", (properties, source) => {
    expect(entrySource(fold([event(0, { properties })]).entry)).toBe(source)
  })

  it("takes its entry from the first page when something else came before", () => {
    const entry = fold([event(0, { path: null, name: "logged_in" }), event(1)]).entry
    expect(entry.path).toBe("/1")
  })

  const minutes = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 })

  it("is the same in whatever order one batch holds its events", () => {
    fc.assert(
      fc.property(minutes, (at) => {
        const events = at.map((minute) => event(minute))
        expect(fold([...events].reverse())).toEqual(fold(events))
      })
    )
  })

  it("ends with the last event and has no gap longer than thirty minutes", () => {
    fc.assert(
      fc.property(minutes, (at) => {
        const inOrder = [...at].sort((a, b) => a - b)
        let from = inOrder[0]!
        inOrder.forEach((minute, i) => {
          if (i > 0 && minute - inOrder[i - 1]! > SESSION_IDLE_MINUTES) from = minute
        })
        expect(fold(at.map((minute) => event(minute)))).toMatchObject({
          started_at: event(from).occurred_at,
          last_seen_at: event(inOrder.at(-1)!).occurred_at,
        })
      })
    )
  })
})
