import fc from "fast-check"
import notices from "../../../spec/renewal/notice-window.json"
import dates from "../../../spec/renewal/recurrence.json"
import { localTimeOf } from "../schedule/time-zone"
import { noticeDays, noticeWindow, type NoticeKind } from "./notice-window"
import type { Term } from "./plan"
import { anchorAt, occurrence, recomputed } from "./recurrence"

test.each(dates.cases.map((one) => [one.name, one] as const))("%s", (_, { given, then }) => {
  const anchor = anchorAt(Date.parse(given.from), given.zone, given.days)
  const found = then.map((_, i) => occurrence(anchor, given.term as Term, i))
  expect(found.map(({ local, at }) => [local, at])).toEqual(then)
})

test.each(notices.cases.map((one) => [one.name, one] as const))(
  "notice of %s",
  (_, { given, then }) => {
    const window = noticeWindow(
      given.kind as NoticeKind,
      given.country,
      given.stretch as Term | number
    )
    const days = noticeDays(window, given.wanted)
    expect([window.earliest_days, window.latest_days, days]).toEqual(then)
  }
)

const ZONES = ["UTC", "Europe/Madrid", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe"]
const anyAnchor = fc
  .record({
    at: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }),
    zone: fc.constantFrom(...ZONES),
  })
  .map(({ at, zone }) => anchorAt(at, zone))
const anyTerm: fc.Arbitrary<Term> = fc.record({
  unit: fc.constantFrom("day" as const, "month" as const, "year" as const),
  count: fc.integer({ min: 1, max: 24 }),
})

describe("a series of dates", () => {
  it("comes in order, shows the anchor's time or the leap over it, and its day or the month's last", () => {
    fc.assert(
      fc.property(anyAnchor, anyTerm, fc.nat(60), (anchor, term, index) => {
        const [one, next] = [occurrence(anchor, term, index), occurrence(anchor, term, index + 1)]
        expect(one.at < next.at).toBe(true)
        const shown = localTimeOf(anchor.zone, Date.parse(one.at))
        // Clocks leap by an hour at most, in one case by half of one.
        expect((shown.minute - anchor.minute + 1440) % 1440).toBeLessThanOrEqual(60)
        if (term.unit !== "day") {
          const last = new Date(Date.UTC(shown.year, shown.month, 0)).getUTCDate()
          expect(Number(one.local.slice(8, 10))).toBe(Math.min(anchor.date.day, last))
        }
      }),
      { numRuns: 500, seed: 20261129 }
    )
  })

  it("is computed anew from what stands on the wall alone", () => {
    fc.assert(
      fc.property(anyAnchor, anyTerm, fc.nat(60), (anchor, term, index) => {
        const moment = occurrence(anchor, term, index)
        expect(recomputed(moment)).toEqual(moment)
      }),
      { numRuns: 200, seed: 20261129 }
    )
    // Stored before a government gave summer time up: the wall stays, the instant moves.
    const stored = {
      local: "2026-07-01T09:00",
      zone: "America/Sao_Paulo",
      at: "2026-07-01T11:00:00.000Z",
    }
    expect(recomputed(stored).at).toBe("2026-07-01T12:00:00.000Z")
    expect(() => recomputed({ local: "1 July", zone: "UTC" })).toThrow("2026-03-31T09:30")
  })
})
