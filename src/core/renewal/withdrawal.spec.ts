import fixture from "../../../spec/renewal/withdrawal.json"
import { MONTHLY } from "../../../integration-tests/support/subscriptions"
import type { PlanTerms } from "./plan"
import { anchorAt } from "./recurrence"
import {
  type Conclusion,
  lastsAfterWithdrawal,
  openWithdrawal,
  refundOf,
  withdrawalEnd,
  withdrawalRight,
  type WithdrawnOrder,
} from "./withdrawal"

const TERMS: PlanTerms = { ...MONTHLY, term: { unit: "day", count: 100 } }
const STARTED = "2026-03-02T10:00:00.000Z"
const bought = (changes: Partial<Conclusion> = {}): Conclusion => ({
  period_index: null,
  at: STARTED,
  goods: false,
  shipped_at: null,
  delivered_at: null,
  ...changes,
})
const of = (terms: Partial<PlanTerms> = {}, country_code = "es", zone = "Europe/Madrid") => ({
  anchor: anchorAt(Date.parse(STARTED), zone, terms.trial_days),
  terms: { ...TERMS, ...terms },
  moves: [],
  country_code,
  started_at: STARTED,
  status: "active" as const,
  current_until: "2026-06-10T09:00:00.000Z",
  uses: null,
})

test.each(fixture.cases.map((one) => [one.name, one] as const))("%s", (_, { given, then }) => {
  const { country, wanted, zone, ...conclusion } = given
  const subscription = of({ withdrawal_days: wanted }, country, zone)
  expect([
    withdrawalRight(subscription).days,
    withdrawalEnd(subscription, bought(conclusion)),
  ]).toEqual(then)
})

describe("what may be withdrawn from", () => {
  const LAST = "2026-03-16T22:59:59.999Z"

  it("is open to the last moment of its last day, and not a moment longer", () => {
    expect(openWithdrawal(of(), [bought()], LAST)?.until).toBe(LAST)
    expect(openWithdrawal(of(), [bought()], "2026-03-16T23:00:00.000Z")).toBeNull()
  })

  it("is still open to whoever cancelled, and to nobody twice", () => {
    const state = (status: "cancelled" | "withdrawn") => ({ ...of(), status })
    expect(openWithdrawal(state("cancelled"), [bought()], STARTED)).not.toBeNull()
    expect(openWithdrawal(state("withdrawn"), [bought()], STARTED)).toBeNull()
  })

  it("is no service that was had in full, but goods all the same", () => {
    const over = { ...of(), current_until: STARTED }
    expect(openWithdrawal(over, [bought()], LAST)).toBeNull()
    expect(openWithdrawal(over, [bought({ goods: true })], LAST)).not.toBeNull()
  })

  it("is a renewal that somebody pressed for, when the beginning is long past, and leaves what was paid before", () => {
    const renewed = bought({ period_index: 1, at: "2026-06-01T10:00:00.000Z" })
    const now = "2026-06-02T10:00:00.000Z"
    const open = openWithdrawal(of(), [bought(), renewed], now)
    expect(open?.conclusion).toBe(renewed)
    expect(lastsAfterWithdrawal(of(), renewed, now)).toBe("2026-06-10T09:00:00.000Z")
    expect(lastsAfterWithdrawal(of(), renewed, "2026-06-11T10:00:00.000Z")).toBe(
      "2026-06-11T10:00:00.000Z"
    )
  })

  it("is all of it, where the beginning is open, too", () => {
    const renewed = bought({ period_index: 1, at: "2026-03-05T10:00:00.000Z" })
    expect(openWithdrawal(of(), [renewed, bought()], LAST)?.conclusion.period_index).toBeNull()
    expect(lastsAfterWithdrawal(of(), bought(), LAST)).toBe(LAST)
  })
})

describe("what is to be refunded", () => {
  const order = (changes: Partial<WithdrawnOrder> = {}): WithdrawnOrder => ({
    order_id: "order_1",
    period_index: null,
    total: "39.90",
    captured: "39.90",
    refunded: "0",
    ...changes,
  })
  const AT = "2026-03-12T10:00:00.000Z"
  const refund = (
    orders: readonly WithdrawnOrder[],
    {
      goods = false,
      subscription = of(),
    }: { goods?: boolean; subscription?: ReturnType<typeof of> } = {}
  ) => refundOf(subscription, { at: AT, goods, currency_code: "eur" }, orders)

  it("is what was paid, within fourteen days, less at most the days that were used", () => {
    expect(refund([order()])).toEqual({
      due_by: "2026-03-26T10:00:00.000Z",
      open: "39.9",
      may_keep: "3.99",
    })
  })

  it("keeps nothing of goods, and nothing where the law lets nothing be kept", () => {
    expect(refund([order()], { goods: true }).may_keep).toBe("0")
    const brazil = refund([order()], { subscription: of({}, "br", "America/Sao_Paulo") })
    expect([brazil.may_keep, brazil.due_by]).toEqual(["0", AT])
  })

  it("is what was captured of the order and not given back: nothing that was only promised, nothing twice", () => {
    expect(refund([order({ captured: "0" })]).open).toBe("0")
    expect(refund([order({ captured: "100", refunded: "80" })]).open).toBe("20")
    expect(refund([order({ captured: "100" })]).open).toBe("39.9")
    expect(refund([order({ refunded: "39.90" })])).toMatchObject({ open: "0", may_keep: "0" })
  })

  it("adds the renewals that came of it: of a period that has not begun nothing was used", () => {
    const subscription = of({ term: { unit: "day", count: 7 } })
    const first = order({ total: "10", captured: "10" })
    const [second, third] = [1, 2].map((period_index) => ({ ...first, period_index }))
    // Ten days in: the first week is used up, three days of the second, none of the third.
    expect(refund([first, second!, third!], { subscription })).toMatchObject({
      open: "30",
      may_keep: "14.29",
    })
  })

  it("counts a trial as a period of its own, and its charge from then on", () => {
    const subscription = of({ trial_days: 5 })
    const trial = order({ total: "0", captured: "0" })
    // Five of the hundred days that were charged after it.
    expect(refund([trial, order({ period_index: 0 })], { subscription })).toMatchObject({
      open: "39.9",
      may_keep: "2",
    })
  })
})
