import { begunAt, MONTHLY } from "../../../integration-tests/support/subscriptions"
import type { Subscription } from "./subscription"
import { yearlyReminder } from "./yearly-reminder"

const begun = (more: Partial<Subscription> = {}) => begunAt("2024-02-29T08:00:00.000Z", more)

test.each([
  ["not before its first year is over", "2025-02-28T07:59:00.000Z", null],
  ["on the day, as the anchor's clock shows it", "2025-02-28T08:00:00.000Z", 1],
  ["for two weeks, should nights be missed", "2025-03-14T07:00:00.000Z", 1],
  ["and no longer", "2025-03-14T08:00:00.000Z", null],
  ["next year again", "2026-02-28T09:00:00.000Z", 2],
  ["also where the new year came in between", "2028-02-29T08:00:00.000Z", 4],
])("reminds %s", (_, now, years) => {
  expect(yearlyReminder(begun(), now)).toBe(years)
})

test("reminds across the turn of the year", () => {
  const anchor = { date: { year: 2024, month: 12, day: 28 }, minute: 540, zone: "Europe/Madrid" }
  expect(yearlyReminder(begun({ anchor }), "2026-01-05T00:00:00.000Z")).toBe(1)
})

test.each([
  ["whoever renews by hand", { auto_renew_since: null }],
  ["whoever cancelled", { status: "cancelled" as const }],
  ["whoever is told each year anyway", { terms: { ...MONTHLY, term: { unit: "year", count: 1 } } }],
] as const)("reminds not %s", (_, more) => {
  expect(
    yearlyReminder(begun(more as Partial<Subscription>), "2025-03-01T00:00:00.000Z")
  ).toBeNull()
})
