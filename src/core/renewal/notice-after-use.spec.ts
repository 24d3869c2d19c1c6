import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { nextStep } from "./next-step"
import { noticeAt } from "./schedule-renewal"

// A year from 1 March: its window in Spain is 45 to 15 days before, its notice is planned 19 days before.
const TERMS = { ...MONTHLY, term: { unit: "year", count: 1 }, notice_after_use: true } as const
const DUE = "2027-03-01T09:00:00.000Z"
const PLANNED = "2027-02-10T09:00:00.000Z"
const used = (last_used_at: string | null, notice_after_use = true) => {
  const terms = { ...TERMS, notice_after_use }
  return begunAt("2026-03-01T09:00:00.000Z", { terms, last_used_at })
}
const at = (last_used_at: string | null, notice_after_use = true) => {
  const subscription = used(last_used_at, notice_after_use)
  return noticeAt(subscription, plannedOf(subscription, 1))
}

test("the notice is planned as the law suggests", () => {
  const { due_at, notice_at } = plannedOf(used(null), 1)
  expect([due_at, notice_at]).toEqual([DUE, PLANNED])
})

test.each([
  [
    "comes right after use inside the window",
    "2027-01-20T18:00:00.000Z",
    "2027-01-20T18:00:00.000Z",
  ],
  ["comes not before the window opens", "2027-01-15T08:59:59.000Z", PLANNED],
  [
    "comes from the window's first moment on",
    "2027-01-15T09:00:00.000Z",
    "2027-01-15T09:00:00.000Z",
  ],
  ["is not put off by later use", "2027-02-20T18:00:00.000Z", PLANNED],
  ["comes as planned where nobody told of use", null, PLANNED],
])("the notice %s", (_, last_used_at, then) => {
  expect(at(last_used_at)).toBe(then)
})

test("the notice comes as planned where the plan does not say otherwise", () => {
  expect(at("2027-01-20T18:00:00.000Z", false)).toBe(PLANNED)
})

test("the ledger makes it then, and a notice that was made is not made again", () => {
  const subscription = used("2027-01-20T18:00:00.000Z")
  const now = "2027-01-20T18:01:00.000Z"
  const renewal = { ...plannedOf(subscription, 1), amount: "39" }
  expect(nextStep(renewal, subscription, now)).toEqual({ kind: "notify" })
  const made = { ...renewal, notice_round: 1, notice_made_at: now }
  expect(nextStep(made, subscription, now).kind).toBe("wait")
})
