import { mergeCatalog } from "../../catalog"
import { note } from "../text/note"
import { cartReminder, type ReminderFound, type ReminderInput } from "./reminder"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const AT = "2026-11-30T09:00:00.000Z"
const CART = {
  state: "abandoned",
  armed: true,
  customer_id: "cus_1",
  email: "ana@shop.example",
  abandoned_at: AT,
} as const
const delivery = (more: Partial<NonNullable<ReminderFound["delivery"]>>) => ({
  state: "sent" as const,
  reason: null,
  detail: null,
  due_at: AT,
  sent_at: null,
  ...more,
})
const found = (more: Partial<ReminderFound> = {}): ReminderFound => ({
  mode: "live",
  kind: "send",
  reason: null,
  delivery: null,
  ...more,
})
const said = (cart: Partial<ReminderInput["cart"]>, what: ReminderFound | null, listens = true) => {
  const { kind, at, because } = cartReminder(
    { cart: { ...CART, ...cart }, found: what, listens },
    catalog
  )
  return [kind, at, because?.en ?? null]
}

describe("whether somebody was reminded of their cart", () => {
  it.each<[string, Partial<ReminderInput["cart"]>, boolean, string]>([
    [
      "is still shopping",
      { state: "active", abandoned_at: null },
      true,
      "not been left for long enough",
    ],
    [
      "bought at once",
      { state: "placed", abandoned_at: null },
      true,
      "ordered without having been left",
    ],
    [
      "took all out again",
      { state: "emptied", abandoned_at: null },
      true,
      "emptied without having been left",
    ],
    ["is unknown", { customer_id: null, email: null }, true, "nobody knows whose it is"],
    ["left it before Kairos came", { armed: false }, true, "before Kairos was there"],
    ["nobody reminds", {}, false, "no active automation"],
    ["was found too late", { state: "recovered" }, true, "too late"],
  ])("says of who %s why nothing was decided", (_who, cart, listens, because) => {
    const [kind, at, text] = said(cart, null, listens)
    expect([kind, at]).toEqual(["none", null])
    expect(text).toContain(because)
  })

  it("goes by the decision, and by what became of its delivery", () => {
    const skipped = found({ kind: "skip", reason: "consent_missing" })
    expect(said({}, skipped)).toEqual(["not_sent", null, "there is no consent"])
    expect(said({}, found({ mode: "shadow" }))).toEqual([
      "shadow",
      null,
      "Kairos was in shadow mode",
    ])
    const of = (more: Parameters<typeof delivery>[0]) =>
      said({}, found({ delivery: delivery(more) }))
    expect(of({ sent_at: AT })).toEqual(["sent", AT, null])
    expect(of({ state: "held", reason: "capped" })).toEqual([
      "waits",
      AT,
      "the person had got as many messages as allowed",
    ])
    expect(of({ state: "queued" })).toEqual(["waits", AT, null])
    expect(of({ state: "unknown", detail: note("cut_off") })).toEqual([
      "uncertain",
      null,
      note("cut_off"),
    ])
    const emptied = {
      state: "refused",
      reason: "unavailable",
      detail: note("cart_emptied"),
    } as const
    expect(of(emptied)).toEqual(["not_sent", null, "the cart was emptied"])
    expect(said({}, found({ kind: "hold", reason: "quiet_hours" }))[0]).toBe("not_sent")
  })
})
