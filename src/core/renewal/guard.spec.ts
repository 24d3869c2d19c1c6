import { type GuardedSubscription, type SubscriptionRecord, violationsOf } from "./guard"
import { occurrence } from "./recurrence"

const anchor = { date: { year: 2026, month: 1, day: 1 }, minute: 0, zone: "UTC" }
const term = { unit: "month", count: 1 } as const
const due = occurrence(anchor, term, 1)

/** A month that was charged as it was told, after what its holder decided before. */
const charged = (decided: readonly (readonly [SubscriptionRecord["kind"], string])[]) => {
  const guarded: GuardedSubscription = {
    subscription: {
      id: "ksub_1",
      status: "active",
      anchor,
      terms: {
        term,
        renewal: "automatic",
        price: null,
        trial_days: 0,
        grace_days: 7,
        notice_days: null,
        dormant_after_days: null,
        may_skip: false,
        customer_group_id: null,
      },
      country_code: "es",
      started_at: "2026-01-01T00:00:00.000Z",
      current_until: "2026-03-01T00:00:00.000Z",
      auto_renew_since: "2026-01-01T00:00:00.000Z",
      last_used_at: null,
      kept_at: null,
    },
    has_terms: true,
    cancel_link: true,
    records: decided.map(([kind, day]) => ({
      kind,
      at: `2026-01-${day}T00:00:00.000Z`,
      period_index: null,
      text_version: kind === "auto_renew_on" ? "1" : null,
    })),
    receipts: decided
      .filter(([kind]) => kind === "cancelled")
      .map(() => ({ at: due.at, amount: null })),
    renewals: [
      {
        subscription_id: "ksub_1",
        period_index: 1,
        state: "paid",
        reason: null,
        due_at: due.at,
        due_local: due.local,
        notice_at: "2026-01-25T00:00:00.000Z",
        amount: "20",
        noticed_amount: "20",
        noticed_at: "2026-01-25T00:00:00.000Z",
        notice_round: 1,
        notice_made_at: "2026-01-25T00:00:00.000Z",
        by_hand_at: null,
        by_hand_amount: null,
        asked_at: null,
        attempts: 1,
        next_try_at: null,
        charged_at: due.at,
        paid_at: due.at,
        notices: [{ at: "2026-01-25T00:00:00.000Z", amount: "20" }],
        captures: [{ order_id: "order_1", at: due.at, amount: "20" }],
        confirmations: [{ at: due.at, amount: "20" }],
      },
    ],
  }
  const found = violationsOf(
    { ...guarded, renewals: [...guarded.renewals, { ...guarded.renewals[0]!, ...NEXT }] },
    "2026-02-01T01:00:00.000Z"
  )
  return found.map(({ invariant }) => invariant)
}

const next = occurrence(anchor, term, 2)
const NEXT = {
  period_index: 2,
  state: "due",
  due_at: next.at,
  due_local: next.local,
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
