import { endOfWait, type WaitUntil } from "./wait"
import { startOfDay } from "./time-zone"

const MADRID = "Europe/Madrid"
const at = (text: string) => Date.parse(text)
const end = (until: WaitUntil, from: string, zone = MADRID, facts: Record<string, string> = {}) => {
  const instant = endOfWait({ until }, { from: at(from), zone, fact: (code) => facts[code] })
  return instant === null ? null : new Date(instant).toISOString()
}

describe("a wait", () => {
  it.each<[string, WaitUntil, string, string, string]>([
    ["later today", { time: "09:00" }, "2026-03-02T06:00:00Z", "2026-03-02T08:00:00.000Z", MADRID],
    ["now", { time: "09:00" }, "2026-03-02T08:00:00Z", "2026-03-02T08:00:00.000Z", MADRID],
    ["tomorrow", { time: "09:00" }, "2026-03-02T08:00:01Z", "2026-03-03T08:00:00.000Z", MADRID],
    [
      "tomorrow, though today's is still to come",
      { time: "09:00", days: 1 },
      "2026-03-02T07:00:00Z",
      "2026-03-03T08:00:00.000Z",
      MADRID,
    ],
    [
      "the first monday after three days",
      { time: "09:00", days: 3, weekdays: ["mon", "tue"] },
      "2026-03-02T07:00:00Z",
      "2026-03-09T08:00:00.000Z",
      MADRID,
    ],
    [
      "monday",
      { time: "09:00", weekdays: ["mon"] },
      "2026-03-02T09:00:00Z",
      "2026-03-09T08:00:00.000Z",
      MADRID,
    ],
    [
      "thursday here is not thursday there",
      { time: "05:00", weekdays: ["thu"] },
      "2026-03-02T00:00:00Z",
      "2026-03-04T20:00:00.000Z",
      "Asia/Tokyo",
    ],
    [
      "a weekday without a time is the whole day",
      { weekdays: ["mon"] },
      "2026-03-02T15:00:00Z",
      "2026-03-02T15:00:00.000Z",
      MADRID,
    ],
    [
      "a weekday to come begins at midnight",
      { weekdays: ["tue"] },
      "2026-03-02T15:00:00Z",
      "2026-03-02T23:00:00.000Z",
      MADRID,
    ],
    [
      "a time that the clocks jump over is the next there is",
      { time: "02:30" },
      "2026-03-28T23:30:00Z",
      "2026-03-29T01:00:00.000Z",
      MADRID,
    ],
    [
      "a time that they show twice is the first",
      { time: "02:30" },
      "2026-10-24T23:30:00Z",
      "2026-10-25T00:30:00.000Z",
      MADRID,
    ],
    [
      "and only once on that day",
      { time: "02:30" },
      "2026-10-25T00:30:00.001Z",
      "2026-10-26T01:30:00.000Z",
      MADRID,
    ],
    [
      "a day with 23 hours ends",
      { time: "09:00" },
      "2026-03-28T08:30:00Z",
      "2026-03-29T07:00:00.000Z",
      MADRID,
    ],
    [
      "half an hour is half an hour",
      { time: "02:15" },
      "2026-10-03T15:00:00Z",
      "2026-10-03T15:30:00.000Z",
      "Australia/Lord_Howe",
    ],
    [
      "no daylight saving since 2019",
      { time: "09:00" },
      "2026-11-01T00:00:00Z",
      "2026-11-01T12:00:00.000Z",
      "America/Sao_Paulo",
    ],
    [
      "a date",
      { date: "2026-12-24", time: "10:00" },
      "2026-03-02T00:00:00Z",
      "2026-12-24T09:00:00.000Z",
      MADRID,
    ],
    [
      "a date that has passed",
      { date: "2026-01-06" },
      "2026-03-02T00:00:00Z",
      "2026-01-05T23:00:00.000Z",
      MADRID,
    ],
  ])("until %s", (_name, until, from, expected, zone) => {
    expect(end(until, from, zone)).toBe(expected)
  })

  it("counts days from the calendar day of a date fact where the person lives", () => {
    const facts = { "order.created_at": "2026-03-01T23:30:00Z" }
    const until: WaitUntil = { fact: "order.created_at", days: 3, time: "09:00" }
    expect(end(until, "2026-03-02T00:00:00Z", MADRID, facts)).toBe("2026-03-05T08:00:00.000Z")
    expect(end(until, "2026-03-02T00:00:00Z", "America/New_York", facts)).toBe(
      "2026-03-04T14:00:00.000Z"
    )
  })

  it("has no end while the date fact is unknown", () => {
    expect(end({ fact: "order.created_at" }, "2026-03-02T00:00:00Z")).toBeNull()
  })

  it("for an event ends when the time is up", () => {
    const wait = {
      event: { name: "order.placed", within_minutes: 90, otherwise: "continue" as const },
    }
    const context = { from: at("2026-03-02T00:00:00Z"), zone: MADRID, fact: () => undefined }
    expect(endOfWait(wait, context)).toBe(at("2026-03-02T01:30:00Z"))
  })

  it("fires a daily time once on each day of a year, the days of 23 and 25 hours included", () => {
    for (const zone of [MADRID, "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca"]) {
      const days = new Map<number, number>()
      let from = at("2026-01-01T12:00:00Z")
      while (from < at("2027-01-01T12:00:00Z")) {
        const slot = endOfWait(
          { until: { time: "02:30" } },
          { from, zone, fact: () => undefined }
        ) as number
        const day = startOfDay(zone, slot)
        days.set(day, (days.get(day) ?? 0) + 1)
        from = slot + 1
      }
      expect([...days.values()].filter((count) => count !== 1)).toEqual([])
      expect(days.size).toBeGreaterThanOrEqual(365)
    }
  })
})
