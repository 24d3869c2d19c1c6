import fc from "fast-check"
import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { type GuardedRenewal, violationsOf } from "./guard"
import type { PlanTerms, Term } from "./plan"
import { movedTo } from "./put-off"
import { dateOf } from "./recurrence"
import { dueOf, planRenewal, windowOf } from "./schedule-renewal"
import type { Subscription } from "./subscription"
import { isPermitted, mayBeSwitched, movesOnSwitch, type Subscribed, switchChoices } from "./switch"

const YEARLY: PlanTerms = { ...MONTHLY, term: { unit: "year", count: 1 } }
const PUNCH_CARD: PlanTerms = {
  ...MONTHLY,
  term: { unit: "use", count: 10, within: { unit: "year", count: 1 } },
}

/** As the ledger makes it when a period is paid with which it became something else. */
const switched = (subscription: Subscription, term: Term, index: number): Subscription => ({
  ...subscription,
  terms: { ...subscription.terms, term },
  moves: movesOnSwitch(subscription, term, index),
})
const dates = (subscription: Subscription, upTo = 5) =>
  Array.from({ length: upTo }, (_, at) => dueOf(subscription, at + 1).local.slice(0, 10))

describe("dates of what was switched", () => {
  // Begun on 31 January at nine in Madrid: 28 February, 31 March, 30 April.
  const begun = begunAt("2026-01-31T08:00:00.000Z")

  it("go by the old term until then, and by the new one from the day on which its period begins", () => {
    const yearly = switched(begun, YEARLY.term, 2)
    expect(dates(yearly)).toEqual([
      "2026-02-28",
      "2026-03-31",
      "2027-03-31",
      "2028-03-31",
      "2029-03-31",
    ])
    expect(dates(switched(yearly, { unit: "month", count: 1 }, 3))).toEqual([
      "2026-02-28",
      "2026-03-31",
      "2027-03-31",
      "2027-04-30",
      "2027-05-31",
    ])
  })

  it("stay those of the series where only the variant or the plan is another", () => {
    expect(switched(begun, { ...MONTHLY.term }, 1).moves).toEqual([])
    expect(dates(switched(begun, { ...MONTHLY.term }, 1), 2)).toEqual(["2026-02-28", "2026-03-31"])
  })

  it("go from the day to which the first period of the new term was put off", () => {
    const putOff = { ...begun, moves: movedTo(begun, 1, "2026-03-20") }
    const quarterly = switched(putOff, { unit: "month", count: 3 }, 1)
    expect(dates(quarterly, 3)).toEqual(["2026-03-20", "2026-06-20", "2026-09-20"])
    expect(dueOf(quarterly, 0)).toEqual(dueOf(begun, 0))
  })

  it("are those of the new term at once where its trial leads to it", () => {
    const trial = begunAt("2026-01-31T08:00:00.000Z", { terms: { ...MONTHLY, trial_days: 14 } })
    const yearly = switched(trial, YEARLY.term, 0)
    expect(dueOf(yearly, 0)).toEqual(dueOf(trial, 0))
    expect(dates(yearly, 2)).toEqual(["2027-02-14", "2028-02-14"])
  })

  it("have each the notice of its own term", () => {
    const yearly = switched(begun, YEARLY.term, 2)
    const days = [1, 2, 3].map(
      (period_index) => windowOf(yearly, { period_index, notice_round: 1 }).latest_days
    )
    expect(days).toEqual([3, 15, 15])
    expect(planRenewal(yearly, 2).notice_at.slice(0, 10)).toBe("2026-03-12")
  })
})

const TERMS: readonly Term[] = [
  { unit: "day", count: 7 },
  { unit: "day", count: 30 },
  { unit: "month", count: 1 },
  { unit: "month", count: 3 },
  { unit: "year", count: 1 },
]

it("keeps every date that was paid, and the guard green, whatever is switched and put off in whatever order", () => {
  const step = fc.record({
    term: fc.option(fc.constantFrom(...TERMS), { nil: null }),
    putOff: fc.integer({ min: 0, max: 20 }),
  })
  const start = fc.date({
    min: new Date("2026-01-01T00:00:00Z"),
    max: new Date("2028-12-31T23:00:00Z"),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(
      start,
      fc.constantFrom(...TERMS),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      (at, first, steps) => {
        let subscription = begunAt(at.toISOString(), { terms: { ...MONTHLY, term: first } })
        const paid: GuardedRenewal[] = []
        for (const [before, { term, putOff }] of steps.entries()) {
          const index = before + 1
          if (putOff > 0) {
            const { local } = dueOf(subscription, index)
            const { year, month, day } = dateOf(local.slice(0, 10))
            const date = new Date(Date.UTC(year, month - 1, day + putOff)).toISOString()
            const moves = movedTo(subscription, index, date.slice(0, 10))
            subscription = { ...subscription, moves }
          }
          const then = term === null ? subscription : switched(subscription, term, index)
          expect(dueOf(then, index)).toEqual(dueOf(subscription, index))
          subscription = then
          paid.push(paidInTime(subscription, index))
        }
        const due = paid.map(({ due_at }) => due_at)
        expect([...due].sort()).toEqual(due)
        const found = violationsOf(
          {
            subscription: { ...subscription, status: "cancelled" },
            has_terms: true,
            cancel_link: true,
            records: [
              {
                kind: "auto_renew_on",
                at: at.toISOString(),
                period_index: null,
                text_version: "1",
              },
            ],
            receipts: [],
            renewals: paid,
          },
          "2060-01-01T00:00:00.000Z"
        )
        expect(found).toEqual([])
      }
    )
  )
})

it.each<[string, boolean, number, boolean]>([
  ["one that was given for what it became", true, 0, true],
  ["one that was given after it", true, 60_000, true],
  ["one of before, for another plan", true, -60_000, false],
  ["one of before, for the same plan", false, -60_000, true],
])("by the guard a charge has a permission in %s: %s", (_, another_plan, since, so) => {
  const at = Date.parse("2026-02-10T00:00:00.000Z")
  const one = begunAt("2026-01-31T08:00:00.000Z")
  const about = { period_index: null, text_version: "1" }
  const found = violationsOf(
    {
      subscription: { ...one, status: "cancelled" },
      has_terms: true,
      cancel_link: true,
      records: [
        { ...about, kind: "switched", at: new Date(at).toISOString(), another_plan },
        { ...about, kind: "auto_renew_on", at: new Date(at + since).toISOString() },
      ],
      receipts: [],
      renewals: [paidInTime(one, 1)],
    },
    "2026-03-10T00:00:00.000Z"
  )
  expect(found.map(({ invariant }) => invariant)).toEqual(so ? [] : ["consent_before_charge"])
})

/** Told on the last day on which it may be, and charged on its day. */
function paidInTime(subscription: Subscription, index: number): GuardedRenewal {
  const planned = plannedOf(subscription, index)
  const { latest_days } = windowOf(subscription, { period_index: index, notice_round: 1 })
  const told = new Date(Date.parse(planned.due_at) - latest_days * 86_400_000).toISOString()
  return {
    ...planned,
    state: "paid",
    notice_round: 1,
    noticed_at: told,
    noticed_amount: "20",
    amount: "20",
    charged_at: planned.due_at,
    paid_at: planned.due_at,
    notices: [{ at: told, amount: "20" }],
    captures: [{ order_id: `order_${index}`, at: planned.due_at, amount: "20" }],
    confirmations: [{ at: planned.due_at, amount: "20" }],
  }
}

describe("what is on offer", () => {
  const own: Subscribed & { currency_code: string; quantity: number } = {
    plan_id: "monthly",
    plan_version: 1,
    plan_name: "Every month",
    terms: { ...MONTHLY, price: { amount: "9", currency_code: "eur" }, trial_days: 14 },
    variant_id: "mild",
    title: "Coffee",
    currency_code: "eur",
    quantity: 2,
  }
  const plan = (id: string, more: Partial<Parameters<typeof switchChoices>[2][number]> = {}) => ({
    id,
    version: 3,
    name: id,
    variant_id: null,
    terms: YEARLY,
    ...more,
  })
  const product = {
    title: "Coffee",
    variants: [
      { id: "mild", title: "Mild", price: "10.5" },
      { id: "dark", title: "Dark", price: "12" },
      { id: "foreign", title: "Foreign", price: null },
      { id: "free", title: "Two weeks free", price: "0" },
    ],
  }
  const pairs = (plans: Parameters<typeof switchChoices>[2], of = own) =>
    switchChoices(of, product, plans).map(({ plan_id, variant_id, price }) => [
      plan_id,
      variant_id,
      price,
    ])

  it("is every pair but its own, at its price in the subscription's currency and for all pieces", () => {
    expect(pairs([plan("monthly"), plan("yearly", { variant_id: "mild" }), plan("any")])).toEqual([
      ["monthly", "dark", "18"],
      ["monthly", "foreign", "18"],
      ["monthly", "free", "18"],
      ["yearly", "mild", "21"],
      ["any", "mild", "21"],
      ["any", "dark", "24"],
    ])
  })

  it("keeps the terms that were agreed to of its own plan, and begins no trial", () => {
    const trial = { ...YEARLY, trial_days: 30 }
    const [dark, yearly, ...more] = switchChoices(own, product, [
      plan("monthly", { variant_id: "dark" }),
      plan("yearly", { variant_id: "mild" }),
      plan("trial", { terms: trial }),
    ])
    expect(dark).toEqual({
      plan_id: "monthly",
      plan_version: 1,
      plan_name: "Every month",
      terms: own.terms,
      variant_id: "dark",
      title: "Coffee (Dark)",
      price: "18",
    })
    expect([yearly?.terms, yearly?.plan_version, yearly?.title]).toEqual([
      { ...YEARLY, trial_days: 14 },
      3,
      "Coffee",
    ])
    expect(more).toEqual([])
  })

  it("is nothing to or from what is counted in uses", () => {
    expect(pairs([plan("card", { terms: PUNCH_CARD })])).toEqual([])
    expect(pairs([plan("yearly")], { ...own, terms: PUNCH_CARD })).toEqual([])
  })

  it("takes no price of another currency for its own", () => {
    const dollars = { ...YEARLY, price: { amount: "1", currency_code: "usd" } }
    expect(pairs([plan("yearly", { variant_id: "dark", terms: dollars })])).toEqual([
      ["yearly", "dark", "24"],
    ])
  })
})

it.each<[string, string, Term, string | null, boolean]>([
  ["the same plan for the same price", "monthly", MONTHLY.term, "25", true],
  ["another price", "monthly", MONTHLY.term, "25.01", false],
  ["another term", "monthly", YEARLY.term, "25", false],
  ["another plan, whatever it costs", "other", MONTHLY.term, "25", false],
  ["a price that nobody knew", "monthly", MONTHLY.term, null, false],
])("a permission to charge is one for %s: %#", (_, plan_id, term, amount, so) => {
  const agreed = { plan_id: "monthly", terms: MONTHLY, amount }
  expect(
    isPermitted(agreed, { plan_id, terms: { term }, amount: amount === null ? null : "25" })
  ).toBe(so && amount === "25")
})

it.each<[string, string, string | null, string, boolean]>([
  ["what is due", "due", null, "active", true],
  ["what was told", "notified", null, "active", true],
  ["what was tried", "failed", null, "active", false],
  ["what is with the bank", "charging", null, "active", false],
  ["what its holder pays this moment", "notified", "2026-02-01T00:00:00.000Z", "active", false],
  ["what was cancelled", "due", null, "cancelled", false],
])("lets %s be switched, or not", (_, state, by_hand_at, status, so) => {
  expect(mayBeSwitched({ status: status as "active" }, { state: state as "due", by_hand_at })).toBe(
    so
  )
})
