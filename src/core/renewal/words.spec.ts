import { MONTHLY } from "../../../integration-tests/support/subscriptions"
import type { PlanTerms } from "./plan"
import { CHANGE_LABELS, changeText, planText } from "./renewal-words"
import { type Standing, standingText } from "./state-words"

const TERMS: PlanTerms = { ...MONTHLY, term: { unit: "year", count: 1 }, may_skip: false }
const LANGUAGES = ["en", "es", "pt"] as const

describe("a plan in plain words", () => {
  it("says how often, for how much, when it is told, and the way out", () => {
    expect(planText(TERMS, "€39.00", "en")).toEqual([
      "€39.00 every year.",
      "If you agree to it, it renews by itself. Before each charge we write to you, about 19 days ahead and never less than 15, with the whole amount; after it, a confirmation.",
      expect.stringContaining("You can cancel at any time"),
    ])
  })

  it("does not promise a window that is none: of a day's term, nothing is left", () => {
    const [, notice] = planText({ ...TERMS, term: { unit: "day", count: 1 } }, "€1", "en")
    expect(notice).toContain("1 day ahead, with")
  })

  it("tells of a trial with the window that its own notice has", () => {
    const words = planText({ ...TERMS, trial_days: 14 }, "€39.00", "en")
    expect(words[1]).toBe(
      "The first 14 days are free of charge. Before they end we write to you, about 7 days ahead and never less than 3."
    )
  })

  it("names the price of the product as one that may change", () => {
    expect(planText(TERMS, null, "es")[0]).toBe("Cada año, al precio que tenga entonces.")
    expect(planText({ ...TERMS, renewal: "manual" }, null, "pt")[1]).toMatch(/^Termina sozinha/)
  })
})

describe("where a subscription stands", () => {
  const period: NonNullable<Standing["period"]> = {
    period_index: 1,
    state: "due",
    reason: null,
    due_at: "2026-03-20T09:00:00.000Z",
    amount: "24.90",
    next_try_at: null,
    charge_at: null,
    by_hand: false,
    past: false,
  }
  const standing: Standing = {
    status: "active",
    current_until: period.due_at,
    uses_left: null,
    over: false,
    automatic: true,
    paused: false,
    currency_code: "eur",
    zone: "Europe/Madrid",
    period,
  }
  const say = (changes: Partial<Standing>, of: Partial<typeof period> = {}) =>
    standingText({ ...standing, ...changes, period: { ...period, ...of } }, "en")

  it.each<[string, Partial<Standing>, Partial<typeof period>]>([
    ["Renews by itself on March 20, 2026 for €24.90.", {}, {}],
    [
      "Renews by itself on March 23, 2026 for €24.90.",
      {},
      { state: "notified", charge_at: "2026-03-23T09:00:00.000Z" },
    ],
    ["Renews by itself on March 20, 2026 for the price of the day.", {}, { amount: null }],
    ["Free until March 20, 2026; then it renews by itself for €24.90.", {}, { period_index: 0 }],
    [
      "Free until March 20, 2026; then it ends, unless you renew it for €24.90.",
      { automatic: false },
      { period_index: 0 },
    ],
    ["Ends on March 20, 2026, unless you renew it for €24.90.", { automatic: false }, {}],
    [
      "Ended on March 20, 2026. You can still renew it for €24.90.",
      { automatic: false },
      { past: true },
    ],
    [
      "Is being renewed. The confirmation comes by e-mail.",
      { automatic: false },
      { by_hand: true },
    ],
    [
      "Could not be renewed: the payment was declined. Nothing was charged. We try again on March 21, 2026.",
      {},
      { state: "failed", reason: "declined", next_try_at: "2026-03-21T09:00:00.000Z" },
    ],
    [
      "Could not be renewed: the payment was declined. Nothing was charged.",
      { automatic: false },
      { state: "failed", reason: "declined", next_try_at: "2026-03-21T09:00:00.000Z" },
    ],
    [
      "You have not used it for a while. Nothing is charged until you say that you keep it.",
      {},
      { state: "notified", reason: "dormant" },
    ],
    [
      "Cancelled. It lasts until March 20, 2026, and nothing more is charged.",
      { status: "cancelled", automatic: false },
      { state: "cancelled" },
    ],
    [
      "Cancelled. It ended on March 20, 2026.",
      { status: "cancelled", automatic: false, over: true },
      { state: "cancelled" },
    ],
    [
      "Paused. It goes on by itself on March 20, 2026 for €24.90; nothing is charged before.",
      { paused: true },
      {},
    ],
    [
      "Paused until March 20, 2026; then you can renew it for €24.90.",
      { paused: true, automatic: false },
      {},
    ],
    [
      "You withdrew from it. It has ended, and the shop refunds what is owed.",
      { status: "withdrawn", automatic: false, over: true },
      { state: "cancelled" },
    ],
    [
      "Ended on March 20, 2026: nobody renewed it.",
      { status: "lapsed", over: true },
      { state: "lapsed", reason: "not_renewed" },
    ],
  ])("%s", (sentence, changes, of) => {
    expect(say(changes, of)).toBe(sentence)
  })

  it("says of a charge that is under way that it is, also to whoever cancelled meanwhile", () => {
    expect(say({ status: "cancelled" }, { state: "unknown" })).toMatch(/payment is under way/)
  })

  it.each(LANGUAGES)("has a sentence of its own for each state in %s", (language) => {
    const states: [Partial<Standing>, Partial<typeof period>][] = [
      [{}, {}],
      [{}, { period_index: 0 }],
      [{ automatic: false }, {}],
      [{ automatic: false }, { past: true }],
      [{ automatic: false }, { by_hand: true }],
      [{}, { state: "charging" }],
      [{}, { state: "failed", reason: "declined", next_try_at: period.due_at }],
      [{}, { state: "failed", reason: "declined" }],
      [{}, { reason: "dormant" }],
      [{ status: "cancelled" }, { state: "cancelled" }],
      [{ status: "cancelled", over: true }, { state: "cancelled" }],
      [{ paused: true }, {}],
      [{ paused: true, automatic: false }, {}],
      [{ becomes: { product: "Coffee", plan: "Every year" } }, {}],
      [{ status: "withdrawn", over: true }, { state: "cancelled" }],
      [{ status: "withdrawn" }, { state: "paid" }],
      [{ status: "expired" }, { state: "paid" }],
      [{ status: "lapsed" }, { state: "lapsed", reason: "declined" }],
    ]
    const said = states.map(([changes, of]) =>
      standingText({ ...standing, ...changes, period: { ...period, ...of } }, language)
    )
    expect(new Set(said).size).toBe(states.length)
    expect(said.join(" ")).not.toMatch(/undefined|null|NaN/)
  })
})

describe("what somebody did, in the receipt of it", () => {
  const switched = {
    change: "switched",
    switched: {
      from: { product: "Coffee", plan: "Every month" },
      to: { product: "Coffee (Dark)", plan: "Every year" },
    },
    renews_at: "2026-03-20T09:00:00.000Z",
    amount: "104",
    currency_code: "eur",
    may_agree: false,
  } as const

  it("is from what to what, from which day on and for how much, in each language", () => {
    const said = LANGUAGES.map((language) => changeText(switched, language, "Europe/Madrid"))
    expect(said).toEqual([
      "from March 20, 2026 on it is “Every year” of Coffee (Dark) for €104.00, instead of “Every month” of Coffee",
      "desde el 20 de marzo de 2026 es «Every year» de Coffee (Dark) por 104,00\u00a0€, en vez de «Every month» de Coffee",
      "a partir de 20 de março de 2026 é “Every year” de Coffee (Dark) por €\u00a0104,00, em vez de “Every month” de Coffee",
    ])
  })

  it("says where nothing renews by itself any more until somebody agrees to the new price", () => {
    const text = changeText({ ...switched, may_agree: true }, "en", "Europe/Madrid")
    expect(text).toMatch(/Coffee\. It does not renew by itself until you agree to that/)
  })

  it("is a word of its own for everything else, and none where nothing was done", () => {
    const { switched: _, ...other } = switched
    const said = Object.keys(CHANGE_LABELS).map((change) =>
      changeText({ ...other, change: change as keyof typeof CHANGE_LABELS }, "en", "UTC")
    )
    expect(new Set(said).size).toBe(said.length)
    expect(changeText({ ...switched, change: null }, "en", "UTC")).toBeNull()
    expect(changeText(undefined, "en", "UTC")).toBeNull()
  })
})
