import { mergeCatalog } from "../../catalog"
import type { DecisionTrace } from "./decision"
import { REASONS } from "./decision"
import { tellShopper, type ToldDecision } from "./tell-shopper"

const catalog = mergeCatalog({
  triggers: [],
  facts: [],
  actions: [],
  channels: [],
})
const check = { passed: true, expected: null, actual: null, detail: null }
const TRACE: DecisionTrace = {
  trigger: {
    code: "order.placed",
    occurred_at: "2026-03-03T23:30:00.000Z",
    age: check,
    reentry: null,
  },
  conditions: {
    kind: "rule",
    field: "profile.order_count",
    operator: ">=",
    expected: 1,
    actual: 2,
    result: true,
  },
  failing: null,
  consent: null,
  caps: null,
  score: null,
  winner: null,
  values: {},
}
const told = (
  more: Partial<ToldDecision> = {},
  titles: readonly string[] | null = ["Filters"],
  zone = "UTC"
) =>
  tellShopper(
    { kind: "send", mode: "live", reason: null, trace: TRACE, on_site: false, ...more },
    catalog,
    titles === null ? null : { titles, at: TRACE.trigger.occurred_at },
    zone
  )

describe("a decision, told to the person it was about", () => {
  it("names what they bought, on the day that it was for them, and what else counted", () => {
    expect(told().en).toBe(
      "Something was sent to you or put into your account because you bought Filters on March 3, 2026 and Number of orders (2)."
    )
    expect(told({}, ["Filters"], "Europe/Madrid").es).toContain(
      "compraste Filters el 4 de marzo de 2026"
    )
    expect(told({}, ["A", "B", "C", "D", "E"]).pt).toContain("A, B, C e mais 2")
  })

  it("without a purchase names the occasion", () => {
    expect(told({}, null).en).toMatch(/because Order placed \(March 3, 2026\) and/)
  })

  it("says what did not come, too, and never blames the person's case on other people", () => {
    const capped = told({ kind: "skip", reason: "capped" })
    expect(capped.en).toBe(
      "Nothing was sent to you because you get no more than you or the shop allow and you bought Filters on March 3, 2026."
    )
    expect(told({ kind: "hold", reason: "quiet_hours" }).en).toContain("waits before")
    expect(told({ mode: "shadow" }).pt).toContain("A loja só testou")
  })

  it.each(REASONS)("has words for %s in each language", (reason) => {
    const sentence = told({ kind: "skip", reason })
    expect(new Set(Object.values(sentence)).size).toBe(3)
    expect(JSON.stringify(sentence)).not.toContain("undefined")
  })
})
