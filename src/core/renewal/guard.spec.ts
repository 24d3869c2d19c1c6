import { begunAt, plannedOf } from "../../../integration-tests/support/subscriptions"
import { type GuardedSubscription, type SubscriptionRecord, violationsOf } from "./guard"

const SUBSCRIPTION = begunAt("2026-01-01T00:00:00.000Z", {
  anchor: { date: { year: 2026, month: 1, day: 1 }, minute: 0, zone: "UTC" },
  current_until: "2026-03-01T00:00:00.000Z",
})
const FIRST = plannedOf(SUBSCRIPTION)
const due = FIRST.due_at
const TOLD = "2026-01-25T00:00:00.000Z"

/** A month that was charged as it was told, after what its holder decided before. */
const charged = (decided: readonly (readonly [SubscriptionRecord["kind"], string])[]) => {
  const guarded: GuardedSubscription = {
    subscription: SUBSCRIPTION,
    has_terms: true,
    cancel_link: true,
    records: decided.map(([kind, day]) => ({
      kind,
      at: `2026-01-${day}T00:00:00.000Z`,
      period_index: null,
      text_version: kind === "auto_renew_on" ? "1" : null,
    })),
    receipts: decided
      .filter(([kind]) => kind === "cancelled" || kind === "withdrawn")
      .map(() => ({ at: due, amount: null })),
    renewals: [
      {
        ...FIRST,
        state: "paid",
        notice_at: TOLD,
        amount: "20",
        noticed_amount: "20",
        noticed_at: TOLD,
        notice_round: 1,
        notice_made_at: TOLD,
        attempts: 1,
        charged_at: due,
        paid_at: due,
        notices: [{ at: TOLD, amount: "20" }],
        captures: [{ order_id: "order_1", at: due, amount: "20" }],
        confirmations: [{ at: due, amount: "20" }],
      },
    ],
  }
  const found = violationsOf(
    { ...guarded, renewals: [...guarded.renewals, { ...guarded.renewals[0]!, ...NEXT }] },
    "2026-02-01T01:00:00.000Z"
  )
  return found.map(({ invariant }) => invariant)
}

const next = plannedOf(SUBSCRIPTION, 2)
const NEXT = {
  period_index: 2,
  state: "due",
  due_at: next.due_at,
  due_local: next.due_local,
  charged_at: null,
  paid_at: null,
  notices: [],
  captures: [],
  confirmations: [],
} as const

describe("a charge after a cancellation that was taken back", () => {
  it("is right where its holder agreed anew", () => {
    expect(
      charged([
        ["auto_renew_on", "01"],
        ["cancelled", "10"],
        ["resumed", "11"],
        ["auto_renew_on", "12"],
      ])
    ).toEqual([])
  })

  it("has no consent where they did not: going on is no permission to charge", () => {
    expect(
      charged([
        ["auto_renew_on", "01"],
        ["cancelled", "10"],
        ["resumed", "11"],
      ])
    ).toEqual(["consent_before_charge"])
  })

  it("is wrong after a withdrawal, which takes the permission and the contract away", () => {
    expect(
      charged([
        ["auto_renew_on", "01"],
        ["withdrawn", "10"],
      ])
    ).toEqual(["consent_before_charge", "not_after_cancelling"])
  })

  it("is wrong while it is cancelled", () => {
    expect(
      charged([
        ["auto_renew_on", "01"],
        ["cancelled", "10"],
        ["resumed", "11"],
        ["cancelled", "12"],
      ])
    ).toEqual(["consent_before_charge", "not_after_cancelling"])
  })
})
