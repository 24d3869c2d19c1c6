import fc from "fast-check"
import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { localTimeOf } from "../schedule/time-zone"
import { endCharge } from "./charge-outcome"
import { MAX_ATTEMPTS, retryInDays } from "./dunning"
import { anchorAt, dayOf } from "./recurrence"
import { after, before, chargeAt, planRenewal, windowOf } from "./schedule-renewal"
import { lookAgainAt, staggerNotice, staggerRetry } from "./stagger"

const subscriptions = fc
  .record({
    at: fc.date({ min: new Date("2026-01-01"), max: new Date("2028-03-01"), noInvalidDate: true }),
    zone: fc.constantFrom("Europe/Madrid", "America/Sao_Paulo", "America/New_York", "Asia/Tokyo"),
    country_code: fc.constantFrom("es", "us", "fr", "br", null),
    unit: fc.constantFrom("day" as const, "month" as const, "year" as const),
    count: fc.integer({ min: 1, max: 3 }),
    trial_days: fc.constantFrom(0, 7, 40),
    notice_days: fc.option(fc.integer({ min: 0, max: 120 })),
    id: fc.uuid(),
  })
  .map(({ at, zone, unit, count, trial_days, notice_days, ...more }) => {
    const terms = { ...MONTHLY, term: { unit, count }, trial_days, notice_days }
    const anchor = anchorAt(at.getTime(), zone, trial_days)
    return begunAt(at.toISOString(), { ...more, terms, anchor })
  })
const minutes = fc.integer({ min: 1, max: 720 })
const dayIn = (zone: string, at: string) => dayOf(localTimeOf(zone, Date.parse(at)))

describe("what comes due together", () => {
  it("is told inside the law's window, near the planned moment, of the same day and at the same moment each time", () => {
    fc.assert(
      fc.property(subscriptions, fc.integer({ min: 1, max: 5 }), minutes, (one, index, wide) => {
        const planned = planRenewal(one, index)
        const told = staggerNotice(one, planned, wide)
        const window = windowOf(one, { period_index: index, notice_round: 0 })
        expect(told.notice_at >= before(planned.due.at, window.earliest_days)).toBe(true)
        expect(told.notice_at <= before(planned.due.at, window.latest_days)).toBe(true)
        const apart = Math.abs(Date.parse(told.notice_at) - Date.parse(planned.notice_at))
        expect(apart).toBeLessThanOrEqual(wide * 60_000)
        expect({ ...told, notice_at: "" }).toEqual({ ...planned, notice_at: "" })
        expect(staggerNotice(one, planned, wide)).toEqual(told)
      })
    )
  })

  it("is charged on the day that was told, by its holder's clocks, and never before it may be", () => {
    fc.assert(
      fc.property(subscriptions, minutes, fc.boolean(), (one, wide, late) => {
        const due = plannedOf(one, 1)
        const renewal = { ...due, noticed_at: late ? before(due.due_at, 1) : due.notice_at }
        const from = chargeAt(one, renewal)!
        const at = lookAgainAt(from, renewal, one, wide)
        expect(at >= from).toBe(true)
        expect(Date.parse(at) - Date.parse(from)).toBeLessThan(wide * 60_000)
        expect(dayIn(one.anchor.zone, at)).toBe(dayIn(one.anchor.zone, from))
      })
    )
  })

  it("is tried again after its days, on the day that is told, as often as without it and never more", () => {
    const failed = { kind: "failed", reason: "declined" } as const
    fc.assert(
      fc.property(
        subscriptions,
        minutes,
        fc.integer({ min: 1, max: MAX_ATTEMPTS }),
        (one, wide, attempts) => {
          const due = { ...plannedOf(one, 1), state: "charging" as const, attempts }
          const plain = endCharge(due, failed, due.due_at)
          const spread = staggerRetry(one, plain, wide)
          expect({ ...spread, next_try_at: null }).toEqual({ ...plain, next_try_at: null })
          const days = retryInDays(attempts)
          if (days === null) {
            expect(spread.next_try_at).toBeNull()
            return
          }
          const from = after(due.due_at, days)
          const at = spread.next_try_at!
          expect(at >= from).toBe(true)
          expect(Date.parse(at) - Date.parse(from)).toBeLessThan(wide * 60_000)
          expect(dayIn(one.anchor.zone, at)).toBe(dayIn(one.anchor.zone, from))
          expect(staggerRetry(one, plain, wide)).toEqual(spread)
        }
      )
    )
    const apart = (id: string) => {
      const one = begunAt("2026-01-31T09:00:00.000Z", { id })
      return staggerRetry(one, { state: "failed", next_try_at: "2026-03-02T09:00:00.000Z" }, 240)
    }
    const moments = Array.from({ length: 100 }, (_, i) => apart(`ksub_${i}`).next_try_at)
    expect(new Set(moments).size).toBeGreaterThan(90)
  })

  it("is spread evenly over the stretch", () => {
    const hours = [0, 0, 0, 0]
    for (let i = 0; i < 4000; i += 1) {
      const one = begunAt("2026-01-31T09:00:00.000Z", { id: `ksub_${i}` })
      const planned = planRenewal(one, 1)
      const early =
        Date.parse(planned.notice_at) - Date.parse(staggerNotice(one, planned, 240).notice_at)
      hours[Math.min(3, Math.floor(early / 3_600_000))]! += 1
    }
    expect(Math.min(...hours)).toBeGreaterThan(900)
  })

  it("stays as it is where nobody asked for it, and where nothing waits for its charge", () => {
    const one = begunAt("2026-01-31T09:00:00.000Z")
    const planned = planRenewal(one, 1)
    expect(staggerNotice(one, planned, 0)).toBe(planned)
    const renewal = plannedOf(one, 1)
    expect(lookAgainAt(renewal.notice_at, renewal, one, 60)).toBe(renewal.notice_at)
    const told = { ...renewal, noticed_at: renewal.notice_at }
    expect(lookAgainAt(told.due_at, told, one, 0)).toBe(told.due_at)
    expect(lookAgainAt(planned.notice_at, told, one, 60)).toBe(planned.notice_at)
    const paid = endCharge(told, { kind: "paid" }, told.due_at)
    const unknown = endCharge(told, { kind: "unknown" }, told.due_at)
    expect([staggerRetry(one, paid, 60), staggerRetry(one, unknown, 60)]).toEqual([paid, unknown])
  })
})
