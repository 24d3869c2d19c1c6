import { isYearlyDay, latestYearlyDay } from "./yearly-day"

const at = (text: string) => Date.parse(text)
const latest = (month: number, day: number, zone: string, now: string) => {
  const { year, began } = latestYearlyDay({ month, day }, zone, at(now))
  return [year, new Date(began).toISOString()]
}

it.each([
  // The day begins at midnight of the shop's clocks, not of Greenwich's.
  [12, 1, "Europe/Madrid", "2026-12-01T00:00:00Z", 2026, "2026-11-30T23:00:00.000Z"],
  [12, 1, "Europe/Madrid", "2026-11-30T22:59:59.999Z", 2025, "2025-11-30T23:00:00.000Z"],
  [12, 1, "Europe/Madrid", "2026-11-30T23:00:00Z", 2026, "2026-11-30T23:00:00.000Z"],
  [1, 1, "America/Sao_Paulo", "2026-01-01T02:59:59Z", 2025, "2025-01-01T03:00:00.000Z"],
  // A day that a year does not have is its month's last.
  [2, 29, "UTC", "2027-03-01T00:00:00Z", 2027, "2027-02-28T00:00:00.000Z"],
  [2, 29, "UTC", "2028-03-01T00:00:00Z", 2028, "2028-02-29T00:00:00.000Z"],
  // Clocks that are set forward at midnight: the day begins at one.
  [9, 6, "America/Santiago", "2026-09-07T00:00:00Z", 2026, "2026-09-06T04:00:00.000Z"],
])("%i-%i in %s, asked at %s", (month, day, zone, now, year, began) => {
  expect(latest(month, day, zone, now)).toEqual([year, began])
})

it("knows which days there are", () => {
  expect([
    isYearlyDay({ month: 2, day: 29 }),
    isYearlyDay({ month: 2, day: 30 }),
    isYearlyDay({ month: 4, day: 31 }),
    isYearlyDay({ month: 13, day: 1 }),
    isYearlyDay({ month: 12, day: 31 }),
  ]).toEqual([true, false, false, false, true])
})
