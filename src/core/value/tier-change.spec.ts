import type { SettledTier, Settlement } from "./settle-tier"
import { tierChange, tierReason } from "./tier-change"

const NOW = "2026-06-30T12:00:00.000Z"
const before = {
  order_count: 2,
  last_order_at: "2026-05-01T12:00:00.000Z",
  spent: { eur: "100.10", usd: "5" },
}
const given = { now: NOW, policy_changed: false, history: false }

describe("what brought a change of tier about", () => {
  const bought = { ...before, order_count: 3, last_order_at: "2026-06-29T12:00:00.000Z" }
  test.each([
    ["a new order", bought, {}, "purchase"],
    ["an order of another day, with all else alike", { ...bought, order_count: 2 }, {}, "time"],
    [
      "a recent order that became dearer",
      { ...bought, order_count: 2, spent: { eur: "100.11", usd: "5" } },
      {},
      "purchase",
    ],
    ["a new order of an import", bought, { history: true }, "history"],
    ["a new order, and another figure", bought, { figures_changed: true }, "purchase"],
    ["another figure, such as a cost", before, { figures_changed: true }, "figures"],
    [
      "an order from between",
      { ...before, order_count: 3, spent: { eur: "120", usd: "5" } },
      {},
      "history",
    ],
    [
      "a newer order that became known after a week",
      { ...bought, last_order_at: "2026-06-23T12:00:00.000Z" },
      {},
      "history",
    ],
    ["a refund in one currency", { ...before, spent: { eur: "100.09", usd: "9" } }, {}, "refund"],
    ["all of a currency given back", { ...before, spent: { eur: "100.10" } }, {}, "refund"],
    ["a cancelled order", { ...before, order_count: 1 }, {}, "refund"],
    ["another policy", before, { policy_changed: true }, "policy"],
    ["an order under another policy", bought, { policy_changed: true }, "purchase"],
    ["nothing but time", before, {}, "time"],
  ])("%s", (_, after, more, reason) => {
    expect(tierReason(before, after, { ...given, ...more })).toBe(reason)
  })
})

describe("what the history says", () => {
  const was: SettledTier = { tier: "B", since: NOW, is_first: false, below_since: null }
  const is: Settlement = { ...was, move: null, at_risk: false, held: null }
  const risk: Settlement = {
    ...is,
    below_since: NOW,
    at_risk: true,
    held: { kind: "grace", next: "C", until: NOW },
  }
  test("nothing, when nothing happened", () => {
    expect(tierChange(null, null, "time")).toBeNull()
    expect(tierChange(was, is, "time")).toBeNull()
    expect(tierChange({ ...was, below_since: NOW }, risk, "time")).toBeNull()
  })
  test("each change with its direction", () => {
    const kinds = [
      tierChange(null, is, "history"),
      tierChange(was, { ...is, tier: "A", move: "up" }, "purchase"),
      tierChange(was, { ...is, tier: "C", move: "down" }, "refund"),
      tierChange(was, risk, "time"),
      tierChange(was, null, "refund"),
    ]
    expect(kinds).toEqual([
      { kind: "first", from: null, to: "B", reason: "history" },
      { kind: "up", from: "B", to: "A", reason: "purchase" },
      { kind: "down", from: "B", to: "C", reason: "refund" },
      { kind: "at_risk", from: "B", to: "C", reason: "time" },
      { kind: "ended", from: "B", to: null, reason: "refund" },
    ])
  })
})
