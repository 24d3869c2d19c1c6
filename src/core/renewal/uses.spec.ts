import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import type { PlanTerms, UseTerm } from "./plan"
import { nextStep } from "./next-step"
import { movedTo } from "./put-off"
import { planText, termText } from "./renewal-words"
import { planRenewal } from "./schedule-renewal"
import { standingText } from "./state-words"
import type { Subscription } from "./subscription"
import { afterUse, dayAfterLastUse, usedShares, usesAfterRenewal } from "./uses"
import { openWithdrawal, refundOf } from "./withdrawal"
import { yearlyReminder } from "./yearly-reminder"

const TEN: UseTerm = { unit: "use", count: 10, within: { unit: "year", count: 1 } }
const TERMS: PlanTerms = { ...MONTHLY, term: TEN, may_skip: false }
const BEGAN = "2026-01-10T09:00:00.000Z"

const card = (left: number, more: Partial<Subscription> = {}): Subscription =>
  begunAt(BEGAN, { terms: TERMS, uses: { left, each: 10 }, ...more })
const byHand = { auto_renew_since: null }

describe("a card of ten", () => {
  it("counts down, and says once that few are left", () => {
    const uses = (left: number) => ({ left, each: 10 })
    expect(afterUse({ terms: TERMS }, uses(10), 1)).toEqual({ left: 9, few: false })
    expect(afterUse({ terms: TERMS }, uses(3), 1)).toEqual({ left: 2, few: true })
    expect(afterUse({ terms: TERMS }, uses(2), 1)).toEqual({ left: 1, few: false })
    expect(afterUse({ terms: TERMS }, uses(3), 3)).toEqual({ left: 0, few: false })
    expect(afterUse({ terms: TERMS }, uses(2), 3)).toBeNull()
    const early = { ...TERMS, term: { ...TEN, few: 5 } }
    expect(afterUse({ terms: early }, uses(6), 1)).toEqual({ left: 5, few: true })
  })

  it("lasts a year at most, and is told by the year's notice", () => {
    const { due, notice_at } = planRenewal(card(10), 1)
    expect([due.local, notice_at]).toEqual(["2027-01-10T10:00", "2026-12-22T09:00:00.000Z"])
  })

  it("ends the next day where its holder renews it by hand", () => {
    const used = card(0, byHand)
    expect(dayAfterLastUse(used, plannedOf(used), "2026-03-05T18:00:00.000Z")).toBe("2026-03-06")
  })

  it("that renews by itself is told first, and charged on the first day on which that is in time", () => {
    const now = "2026-03-05T18:00:00.000Z"
    const used = card(0)
    const day = dayAfterLastUse(used, plannedOf(used), now)
    expect(day).toBe("2026-03-21")
    const moved = { ...used, moves: movedTo(used, 1, day as string) }
    const renewal = { ...plannedOf(moved), amount: "39" }
    expect(nextStep(renewal, moved, now)).toEqual({ kind: "notify" })
    const told = { ...renewal, noticed_at: "2026-03-05T18:01:00.000Z", noticed_amount: "39" }
    const notified = { ...told, state: "notified" as const, notice_round: 1 }
    expect(nextStep(notified, moved, "2026-03-21T08:59:00.000Z")).toMatchObject({ kind: "wait" })
    expect(nextStep(notified, moved, "2026-03-21T09:00:00.000Z")).toEqual({ kind: "charge" })
    // The next ten have their own year.
    expect(planRenewal(moved, 2).due.local).toBe("2027-03-21T10:00")
  })

  it("leaves alone what was told and comes no later, what is being paid, and what is over", () => {
    const used = card(0)
    const renewal = plannedOf(used)
    expect(dayAfterLastUse(used, renewal, "2026-12-26T09:00:00.000Z")).toBeNull()
    const now = "2026-03-05T18:00:00.000Z"
    expect(dayAfterLastUse(used, { ...renewal, state: "charging" }, now)).toBeNull()
    expect(dayAfterLastUse(used, { ...renewal, by_hand_at: now }, now)).toBeNull()
    expect(dayAfterLastUse({ ...used, status: "cancelled" }, renewal, now)).toBeNull()
  })

  it("keeps what is left of it when it is renewed", () => {
    expect([usesAfterRenewal({ left: 2, each: 10 }), usesAfterRenewal(null)]).toEqual([12, null])
  })

  it("is paid for by what was used of it, the newest last, where somebody withdraws", () => {
    expect(usedShares({ left: 7, each: 10 }, 1).map((one) => one.toFixed(1))).toEqual(["0.3"])
    expect(usedShares({ left: 12, each: 10 }, 2).map((one) => one.toFixed(1))).toEqual([
      "0.8",
      "0.0",
    ])
    const order = { order_id: "o", period_index: null, total: "50", captured: "50", refunded: "0" }
    const at = "2026-01-12T09:00:00.000Z"
    const asked = { at, goods: false, currency_code: "eur" }
    expect(refundOf(card(7), asked, [order])).toMatchObject({ open: "50", may_keep: "15" })
  })

  it("that was had in full is not given back", () => {
    const begun = {
      period_index: null,
      at: BEGAN,
      goods: false,
      shipped_at: null,
      delivered_at: null,
    }
    const now = "2026-01-12T09:00:00.000Z"
    expect(openWithdrawal(card(1), [begun], now)).not.toBeNull()
    expect(openWithdrawal(card(0), [begun], now)).toBeNull()
  })

  it("needs no yearly reminder, because its notice comes each year", () => {
    expect(yearlyReminder(card(10), "2027-01-11T09:00:00.000Z")).toBeNull()
  })

  it("is told in plain words, in three languages", () => {
    expect((["en", "es", "pt"] as const).map((language) => termText(TEN, language))).toEqual([
      "every 10 uses and at the latest every year",
      "cada 10 usos y a más tardar cada año",
      "a cada 10 usos e no máximo a cada ano",
    ])
    expect(planText(TERMS, "€39.00", "en").slice(0, 2)).toEqual([
      "€39.00 every 10 uses and at the latest every year.",
      "It is good for 10 uses within 1 year, and ends with the last one.",
    ])
    const byHand = { ...TERMS, renewal: "manual" } as const
    expect(planText(byHand, "€39.00", "en").slice(0, 2)).toEqual([
      "€39.00 for 10 uses within 1 year.",
      "It ends with the last use, or when that time is over.",
    ])
    const first = (["en", "es", "pt"] as const).map(
      (language) => planText(byHand, null, language)[0]
    )
    expect(first).toEqual([
      "For 10 uses within 1 year, at the price that it has then.",
      "Por 10 usos en 1 año, al precio que tenga entonces.",
      "Por 10 usos em 1 ano, pelo preço que tiver então.",
    ])
    for (const language of ["en", "es", "pt"] as const) {
      const [price, end] = planText(byHand, "€39.00", language)
      expect(`${price} ${end}`).not.toMatch(/every|cada/i)
    }
    const standing = (uses_left: number) => ({
      status: "active" as const,
      current_until: "2027-01-10T09:00:00.000Z",
      over: false,
      automatic: true,
      paused: false,
      uses_left,
      currency_code: "eur",
      zone: "Europe/Madrid",
      period: null,
    })
    expect(standingText(standing(1), "en")).toMatch(/^One use is left\. /)
    expect(standingText(standing(4), "es")).toMatch(/^Quedan 4 usos\. /)
    expect(standingText(standing(0), "pt")).toMatch(/^Não restam usos\. /)
  })
})
