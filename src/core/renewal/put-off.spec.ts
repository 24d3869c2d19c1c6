import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { violationsOf } from "./guard"
import { isDormant } from "./next-step"
import { movedTo, movesOnGoingOn, putOffRange } from "./put-off"
import { isDay } from "./recurrence"
import { dueOf, planRenewal } from "./schedule-renewal"
import type { Renewal, Subscription } from "./subscription"

// Begun on 31 January at nine in Madrid: the next dates are 28 February, 31 March, 30 April.
const TERMS = { ...MONTHLY, postpone_days: 20, pause_days: 60 }
const begun = (more: Partial<Subscription> = {}) =>
  begunAt("2026-01-31T08:00:00.000Z", { terms: TERMS, ...more })
const NOW = "2026-02-10T12:00:00.000Z"
const range = (
  kind: "postpone" | "pause",
  more: Partial<Subscription> = {},
  renewal: Partial<Renewal> = {},
  now = NOW
) => putOffRange(begun(more), { ...plannedOf(begun(more), 1), ...renewal }, kind, now)

describe("to which days a date may be put off", () => {
  it("is from the day after it, as far as the plan lets it", () => {
    expect(range("postpone")).toEqual({ from: "2026-03-01", to: "2026-03-20" })
    expect(range("pause")).toEqual({ from: "2026-03-01", to: "2026-04-29" })
  })

  it("counts from the date of the series, however often it is moved", () => {
    const moves = [{ index: 1, date: "2026-03-20" }]
    expect(range("postpone", { moves })).toEqual({ from: "2026-03-01", to: "2026-03-20" })
  })

  it("counts from where an earlier move had brought the series", () => {
    const moves = [{ index: 1, date: "2026-03-10" }]
    const subscription = begun({ moves })
    expect(putOffRange(subscription, plannedOf(subscription, 2), "postpone", NOW)).toEqual({
      from: "2026-04-11",
      to: "2026-04-30",
    })
  })

  it.each<[string, Partial<Subscription>, Partial<Renewal>, string?]>([
    ["a plan that does not offer it", { terms: MONTHLY }, {}],
    ["what was cancelled", { status: "cancelled" }, {}],
    ["what is being charged", {}, { state: "charging" }],
    ["what failed", {}, { state: "failed" }],
    ["what its holder renews this moment", {}, { by_hand_at: NOW }],
    ["the end of a trial", {}, { period_index: 0 }],
    ["what is due", {}, {}, "2026-02-28T08:00:00.000Z"],
  ])("is none for %s", (_, more, renewal, now = NOW) => {
    expect([range("postpone", more, renewal, now), range("pause", more, renewal, now)]).toEqual([
      null,
      null,
    ])
  })

  it("lets a pause be moved, and not be postponed besides", () => {
    expect(range("postpone", { paused_at: NOW })).toBeNull()
    expect(range("pause", { paused_at: NOW })).not.toBeNull()
  })
})

describe("a date that was put off", () => {
  const moved = begun({ moves: movedTo(begun(), 2, "2026-04-10") })
  const dates = (subscription: Subscription) =>
    [1, 2, 3, 4].map((index) => dueOf(subscription, index).local)

  it("takes those after it along, and leaves those before it", () => {
    expect(dates(begun())).toEqual([
      "2026-02-28T09:00",
      "2026-03-31T09:00",
      "2026-04-30T09:00",
      "2026-05-31T09:00",
    ])
    expect(dates(moved)).toEqual([
      "2026-02-28T09:00",
      "2026-04-10T09:00",
      "2026-05-10T09:00",
      "2026-06-10T09:00",
    ])
  })

  it("keeps its own day of the month from then on, over short months", () => {
    const moves = movedTo(begun(), 1, "2026-08-31")
    expect(dates(begun({ moves }))).toEqual([
      "2026-08-31T09:00",
      "2026-09-30T09:00",
      "2026-10-31T09:00",
      "2026-11-30T09:00",
    ])
  })

  it("has its notice before the new day", () => {
    expect(planRenewal(moved, 2).notice_at).toBe("2026-04-03T07:00:00.000Z")
  })

  it("is put off again, and later ones by themselves", () => {
    const again = movedTo({ moves: movedTo(moved, 2, "2026-04-15") }, 3, "2026-05-20")
    expect(again).toEqual([
      { index: 2, date: "2026-04-15" },
      { index: 3, date: "2026-05-20" },
    ])
  })

  it("goes back to the date of the series while that lies ahead, and else to today", () => {
    expect(movesOnGoingOn(moved, 2, "2026-03-20T10:00:00.000Z")).toEqual([])
    expect(movesOnGoingOn(moved, 2, "2026-04-02T22:30:00.000Z")).toEqual([
      { index: 2, date: "2026-04-03" },
    ])
  })

  it("is right by the guard, which still finds a date that nobody moved", () => {
    const guarded = (renewal: Renewal & { due_local: string }, subscription: Subscription) =>
      violationsOf(
        {
          subscription,
          has_terms: true,
          cancel_link: true,
          records: [],
          receipts: [],
          renewals: [
            {
              ...renewal,
              charged_at: null,
              paid_at: null,
              notices: [],
              captures: [],
              confirmations: [],
            },
          ],
        },
        NOW
      ).map(({ invariant }) => invariant)
    expect(guarded(plannedOf(moved, 2), moved)).toEqual([])
    expect(guarded(plannedOf(begun(), 2), moved)).toEqual(["dates_anchored"])
  })

  it("takes nobody for dormant who named the day", () => {
    const idle = {
      terms: { ...TERMS, dormant_after_days: 30 },
      last_used_at: "2026-01-31T08:00:00.000Z",
    }
    const period = { ...plannedOf(moved, 2), noticed_at: null }
    expect(isDormant(begun(idle), period)).toBe(true)
    expect(isDormant({ ...moved, ...idle }, period)).toBe(false)
  })
})

test.each([
  ["2026-02-28", true],
  ["2026-02-29", false],
  ["2028-02-29", true],
  ["2026-13-01", false],
  ["tomorrow", false],
])("%s is a day of the calendar: %s", (text, so) => {
  expect(isDay(text)).toBe(so)
})
