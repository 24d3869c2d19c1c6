import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { isGoodReview, noticeBroughtTo } from "./good-experience"
import { nextStep } from "./next-step"

// A year from 1 March: its window in Spain is 45 to 15 days before, its notice is planned 19 days before.
const yearly = (more = {}) =>
  begunAt("2026-03-01T09:00:00.000Z", {
    terms: { ...MONTHLY, term: { unit: "year", count: 1 }, notice_after_use: true, ...more },
  })
const OPENS = "2027-01-15T09:00:00.000Z"
const INSIDE = "2027-01-20T18:00:00.000Z"
const PLANNED = "2027-02-10T09:00:00.000Z"

test("a good review brings the notice to right after it, inside the window of the law and never later", () => {
  const one = yearly()
  const at = (moment: string) => noticeBroughtTo(one, plannedOf(one, 1), "review", moment)
  expect(plannedOf(one, 1).notice_at).toBe(PLANNED)
  expect([at(OPENS), at(INSIDE)]).toEqual([OPENS, INSIDE])
  expect([at("2027-01-15T08:59:59.000Z"), at(PLANNED), at("2027-02-20T18:00:00.000Z")]).toEqual([
    null,
    null,
    null,
  ])
})

test("the ledger makes the notice then", () => {
  const one = yearly()
  const notice_at = noticeBroughtTo(one, plannedOf(one, 1), "review", INSIDE)!
  const renewal = { ...plannedOf(one, 1), notice_at, amount: "39" }
  expect(nextStep(renewal, one, "2027-01-20T18:01:00.000Z")).toEqual({ kind: "notify" })
})

test("a visit counts where the plan says so alone, whatever it says of use", () => {
  const renewal = plannedOf(yearly(), 1)
  expect(noticeBroughtTo(yearly(), renewal, "visit", INSIDE)).toBeNull()
  const visited = yearly({ notice_after_use: false, notice_after_visit: true })
  expect(noticeBroughtTo(visited, renewal, "visit", INSIDE)).toBe(INSIDE)
  expect(noticeBroughtTo(visited, renewal, "review", INSIDE)).toBeNull()
})

test("what was told, or ended, stays as it is", () => {
  const one = yearly()
  const renewal = plannedOf(one, 1)
  const brought = (about = one, period = renewal) =>
    noticeBroughtTo(about, period, "review", INSIDE)
  expect(brought(one, { ...renewal, notice_round: 1, notice_made_at: OPENS })).toBeNull()
  expect(brought(one, { ...renewal, state: "skipped" })).toBeNull()
  expect(brought({ ...one, status: "cancelled" })).toBeNull()
})

test("four stars of five are a good review, three are none", () => {
  expect([5, 4, 3, 1].map(isGoodReview)).toEqual([true, true, false, false])
})
