import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { nextStep } from "./next-step"
import { outlookOf } from "./outlook"
import type { Renewal, Subscription } from "./subscription"

const SUBSCRIPTION = begunAt("2026-01-31T09:00:00.000Z", {
  terms: { ...MONTHLY, dormant_after_days: 20 },
})
const RENEWAL = { ...plannedOf(SUBSCRIPTION), amount: "25" }
const NOTICED = {
  state: "notified",
  noticed_at: "2026-02-21T09:05:00.000Z",
  noticed_amount: "25",
  notice_round: 1,
  notice_made_at: "2026-02-21T09:00:00.000Z",
} as const

const at = (
  now: string,
  renewal: Partial<Renewal> | null,
  subscription: Partial<Subscription> = {}
) => {
  const s = { ...SUBSCRIPTION, ...subscription }
  const r = renewal === null ? null : { ...RENEWAL, ...renewal }
  return outlookOf(s, r, r === null ? { kind: "none" } : nextStep(r, s, now))
}
const EARLY = "2026-02-10T00:00:00.000Z"
const TOLD = "2026-02-22T00:00:00.000Z"
const LATE = "2026-03-02T00:00:00.000Z"

test.each([
  ["before its notice", at(EARLY, {}), "notice_planned", RENEWAL.notice_at],
  ["when nobody asked its price", at(EARLY, { amount: null }), "price_asked", null],
  ["on the day of its notice", at(TOLD, {}), "notice_leaving", null],
  [
    "when its notice did not leave",
    at(LATE, { notice_round: 1, notice_made_at: "2026-02-21T09:00:00.000Z" }),
    "notice_late",
    null,
  ],
  ["once told", at(TOLD, NOTICED), "charge_planned", RENEWAL.due_at],
  ["on its day", at(LATE, NOTICED), "charge_planned", null],
  [
    "asked whether it is used",
    at(TOLD, { ...NOTICED, asked_at: TOLD }, { last_used_at: "2026-02-01T00:00:00.000Z" }),
    "use_asked",
    "2026-03-14T09:00:00.000Z",
  ],
  [
    "told to whoever renews by hand",
    at(TOLD, NOTICED, { auto_renew_since: null }),
    "by_hand_awaited",
    "2026-03-07T09:00:00.000Z",
  ],
  [
    "with a payment that failed",
    at(LATE, { ...NOTICED, state: "failed", attempts: 1, next_try_at: "2026-03-03T00:00:00.000Z" }),
    "retry_planned",
    "2026-03-03T00:00:00.000Z",
  ],
  [
    "with a provider that is silent",
    at(LATE, { ...NOTICED, state: "unknown", next_try_at: "2026-03-02T00:15:00.000Z" }),
    "answer_awaited",
    "2026-03-02T00:15:00.000Z",
  ],
  [
    "cancelled",
    at(TOLD, { state: "cancelled" }, { status: "cancelled" }),
    "over",
    SUBSCRIPTION.current_until,
  ],
  ["without a period", at(TOLD, null), "nothing", null],
] as const)("says what comes next %s", (_, outlook, code, when) => {
  expect(outlook).toEqual({ code, at: when })
})
