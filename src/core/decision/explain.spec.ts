import { mergeCatalog } from "../../catalog"
import type { ConditionTrace } from "../condition/condition"
import { note } from "../text/note"
import { REASON_CLAUSES } from "./because"
import { type DecisionTrace, REASONS } from "./decision"
import { explainDecision } from "./explain"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
type Leaf = Extract<ConditionTrace, { kind: "rule" }>

const leaf = (more: Partial<Leaf>): Leaf => ({
  kind: "rule",
  field: "order.total",
  operator: ">=",
  expected: 40,
  actual: { amount: "31.20", currency_code: "gbp" },
  result: false,
  ...more,
})

const all = (...children: ConditionTrace[]): ConditionTrace => ({
  kind: "group",
  combinator: "and",
  not: false,
  result: false,
  children,
})

const TRACE: DecisionTrace = {
  trigger: {
    code: "order.placed",
    occurred_at: "2026-03-02T10:15:00.000Z",
    age: { passed: true, expected: 48, actual: 0.01, detail: null },
    reentry: { passed: true, expected: "always", actual: null, detail: null },
  },
  conditions: null,
  failing: null,
  consent: null,
  caps: null,
  score: null,
  winner: null,
  values: {},
}

const check = (more: object) => ({
  purpose: "marketing",
  channel: "email",
  allowed: false,
  basis: null,
  reason: "consent_missing" as const,
  record_id: null,
  detail: null,
  ...more,
})

type Input = Parameters<typeof explainDecision>[0]
const explain = (more: Partial<Input>) =>
  explainDecision({ kind: "skip", reason: null, mode: "live", trace: TRACE, ...more }, catalog)
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")

const failingOn = (failing: Leaf) => ({
  reason:
    failing.result === "unknown" ? ("condition_unknown" as const) : ("condition_false" as const),
  trace: { ...TRACE, conditions: all(failing), failing },
})

describe("the headline", () => {
  it("names what was there and what was asked, in three languages", () => {
    const { headline } = explain(failingOn(leaf({})))
    expect(headline.en).toBe(
      "Not sent, because the order total was £31.20 and at least £40.00 was asked"
    )
    expect(plain(headline.es)).toBe(
      "No se envió, porque el total del pedido era 31,20 GBP y se pedía al menos 40,00 GBP"
    )
    expect(plain(headline.pt)).toBe(
      "Não foi enviado, porque o total do pedido era £ 31,20 e pedia-se pelo menos £ 40,00"
    )
  })

  it.each<[Partial<Leaf>, string]>([
    [
      { field: "profile.tier", operator: "in", expected: ["A", "B"], actual: "C" },
      "the tier was C and one of A, B was asked",
    ],
    [
      { field: "profile.tier", operator: "=", expected: "A", actual: null, result: "unknown" },
      "the tier is not known and A was asked",
    ],
    [
      { field: "customer.has_account", operator: "=", expected: true, actual: false },
      "“Has an account” was no and yes was asked",
    ],
    [
      { field: "order.item_count", operator: "between", expected: [5, 10], actual: 1234 },
      "the number of items in the order was 1,234 and between 5 and 10 was asked",
    ],
    [
      { field: "order.skus", operator: "containsAny", expected: ["A-1", "A-2"], actual: ["B-1"] },
      "the list of SKUs of the order was B-1 and at least one of A-1, A-2 was asked",
    ],
    [
      { field: "order.promo_codes", operator: "contains", expected: "SPRING", actual: [] },
      "the list of promotion codes on the order was empty and something with SPRING was asked",
    ],
    [
      {
        field: "customer.created_at",
        operator: "withinDays",
        expected: 30,
        actual: "2025-11-20T09:00:00.000Z",
      },
      "the day the customer was created was November 20, 2025 at 9:00 AM UTC and a time within the last 30 days was asked",
    ],
    [
      { field: "profile.tier", operator: "null", expected: null, actual: "A" },
      "the tier was A and no known value was asked",
    ],
    [
      { field: "order.weight", operator: ">", expected: 3, actual: null, result: "unknown" },
      "“order.weight” is not known and more than 3 was asked",
    ],
  ])("says of %j", (more, because) => {
    expect(plain(explain(failingOn(leaf(more))).headline.en)).toBe(`Not sent, because ${because}`)
  })

  it.each<[Partial<Input>, string]>([
    [
      {
        reason: "outranked",
        trace: { ...TRACE, score: 50, winner: { automation_id: "kauto_1", score: 80 } },
      },
      "Not sent, because another automation came before it, with a priority of 80 against 50",
    ],
    [
      {
        reason: "outranked",
        trace: {
          ...TRACE,
          score: 50,
          winner: { automation_id: "kauto_1", score: 20, answers_event: true },
        },
      },
      "Not sent, because content that answers something the person did came before it",
    ],
    [
      { reason: "consent_missing", trace: { ...TRACE, consent: [check({})] } },
      "Not sent, because there is no consent to marketing by e-mail",
    ],
    [
      { reason: "consent_missing", trace: { ...TRACE, consent: [check({ record_id: "c1" })] } },
      "Not sent, because the consent to marketing by e-mail was withdrawn",
    ],
    [
      { reason: "objected", trace: { ...TRACE, consent: [check({ reason: "objected" })] } },
      "Not sent, because the person asked for a pause",
    ],
    [
      {
        reason: "objected",
        trace: { ...TRACE, consent: [check({ reason: "objected", purpose: "personalisation" })] },
      },
      "Not sent, because the person objected to profiling",
    ],
    [
      {
        reason: "too_old",
        trace: {
          ...TRACE,
          trigger: {
            ...TRACE.trigger,
            age: { passed: false, expected: 48, actual: 72.5, detail: null },
          },
        },
      },
      "Not sent, because the event was 72.5 hours old and at most 48 hours is allowed",
    ],
    [
      {
        reason: "too_old",
        trace: {
          ...TRACE,
          trigger: {
            ...TRACE.trigger,
            age: { passed: false, expected: 48, actual: 1, detail: "imported" },
          },
        },
      },
      "Not sent, because the event comes from imported history",
    ],
    [
      {
        reason: "reentry",
        trace: {
          ...TRACE,
          trigger: {
            ...TRACE.trigger,
            reentry: {
              passed: false,
              expected: 30,
              actual: "2026-02-20T10:00:00.000Z",
              detail: null,
            },
          },
        },
      },
      "Not sent, because the person had got it on February 20, 2026 at 10:00 AM UTC and it goes at most once in 30 days",
    ],
    [
      {
        reason: "holdout",
        trace: {
          ...TRACE,
          caps: { holdout_percent: 12.5, holdout_bucket: 3, held_out: true },
        },
      },
      "Not sent, because the person is in the 12.5% that is left out to compare",
    ],
    [
      {
        reason: "holdout",
        trace: {
          ...TRACE,
          caps: { holdout_percent: 5, holdout_bucket: 3, held_out: true, holdout_of: "shop" },
        },
      },
      "Not sent, because the person is in the 5% that the shop leaves out of everything to compare",
    ],
    [{ kind: "send" }, "Sent, because every check passed"],
    [
      { kind: "send", mode: "shadow" },
      "It would have been sent: every check passed, but the shop is in shadow mode",
    ],
    [
      { kind: "hold", reason: "quiet_hours", until: "2026-03-03T08:00:00.000Z" },
      "Held until March 3, 2026 at 8:00 AM UTC, because it was a quiet hour for the person",
    ],
  ])("says %#", (input, headline) => {
    expect(plain(explain(input).headline.en)).toBe(headline)
  })

  it("names what ended the occasion, in three languages", () => {
    const over = (detail: string) => ({ reason: "unavailable" as const, detail, order: null })
    const { headline } = explain({
      reason: "unavailable",
      trace: { ...TRACE, occasion: over(note("product_gone", { title: "Oak Lamp" })) },
    })
    expect(headline).toEqual({
      en: 'Not sent, because "Oak Lamp" does not exist any more',
      es: "No se envió, porque «Oak Lamp» ya no existe",
      pt: "Não foi enviado, porque “Oak Lamp” não existe mais",
    })
  })

  it("speaks of showing where content was asked for", () => {
    const trace = { ...TRACE, trigger: { ...TRACE.trigger, code: "placement.requested" } }
    expect(explain({ kind: "send", trace }).headline.en).toBe("Shown, because every check passed")
    expect(explain({ reason: "inactive", trace }).headline.en).toBe(
      "Not shown, because the automation was not active"
    )
  })

  it.each(REASONS)("has a sentence for %s, alike in no two reasons", (reason) => {
    const { headline } = explain({ reason })
    for (const language of ["en", "es", "pt"] as const) {
      const same = REASONS.filter(
        (other) => REASON_CLAUSES[other][language] === REASON_CLAUSES[reason][language]
      )
      expect(same).toEqual([reason])
      // The trace's age says by how much.
      const clause = reason === "too_old" ? "48" : REASON_CLAUSES[reason][language]
      expect(headline[language]).toContain(clause)
    }
  })
})

describe("the lines", () => {
  const texts = (more: Partial<Input>) =>
    explain(more).lines.map(({ passed, text }) => [passed, plain(text.en)])

  it("tell each check in its order, and what was not reached", () => {
    const tier = leaf({
      field: "profile.tier",
      operator: "=",
      expected: "A",
      actual: null,
      result: "unknown",
    })
    const total = leaf({ actual: { amount: "50", currency_code: "eur" }, result: true })
    const trace = { ...TRACE, conditions: all(total, tier), failing: tier }
    expect(texts({ reason: "condition_unknown", trace })).toEqual([
      [true, "Order placed: March 2, 2026 at 10:15 AM UTC"],
      [true, "The event was recent enough (at most 48 hours)"],
      [true, "The person may get it now"],
      [true, "The order total was €50.00 (asked: at least €40.00)"],
      [null, "The tier is not known (asked: A)"],
      [null, "Consent: not looked at any more"],
      [null, "Holdout: not looked at any more"],
    ])
  })

  const DUE = { days: 7, due_on: "2026-03-30", known_by: "learned", own_weight: 0.375 }
  it.each([
    [
      { when: "rise", likely_on: "2026-03-12" },
      "Told when buying it again begins to be likely, from March 12, 2026 on; half would have by March 30, 2026. " +
        "The day is learned from all buyers; their own purchases count for 37.5% of it.",
    ],
    [
      { when: "rise", known_by: "plan" },
      "Since when buying it again is likely cannot be told, so told 7 days before March 30, 2026, when it is needed again. " +
        "The day is what the plan states.",
    ],
    // As an earlier version found it.
    [
      { own_weight: undefined },
      "Told 7 days before March 30, 2026, when it is needed again. " +
        "The day is learned from all buyers; their own purchases count for 0% of it.",
    ],
  ])("tell by what a product was found to be needed again: %j", (more, said) => {
    const trigger = { ...TRACE.trigger, code: "product.due", noted: { ...DUE, ...more } }
    const { lines } = explain({ trace: { ...TRACE, trigger } })
    expect(lines[1]).toMatchObject({ passed: null, text: { en: said } })
    expect(lines[1]!.text.es + lines[1]!.text.pt).toMatch(/30 de marzo.*30 de março/s)
    const old = { ...trigger, noted: { days: 7, known_by: "learned" } }
    expect(texts({ trace: { ...TRACE, trigger: old } })).toHaveLength(texts({}).length)
  })

  it("tell groups that are not all-of", () => {
    const either: ConditionTrace = {
      kind: "group",
      combinator: "or",
      not: true,
      result: false,
      children: [leaf({ result: true })],
    }
    expect(texts({ trace: { ...TRACE, conditions: either } }).slice(3, 5)).toEqual([
      [false, "None of these:"],
      [true, "The order total was £31.20 (asked: at least £40.00)"],
    ])
  })

  it("tell consent, holdout and shadow mode", () => {
    const trace = {
      ...TRACE,
      consent: [
        check({ allowed: true, basis: "consent", reason: null }),
        check({ channel: "on_site", purpose: "personalisation" }),
      ],
      caps: { holdout_percent: 10, holdout_bucket: 50, held_out: false },
    }
    expect(texts({ kind: "send", mode: "shadow", trace }).slice(3)).toEqual([
      [true, "There are no conditions"],
      [true, "Marketing by e-mail: consent was given"],
      [false, "There is no consent to personalisation on the site"],
      [true, "The person is not in the 10% that is left out to compare"],
      [null, "Shadow mode: this is only recorded, nothing goes out"],
    ])
  })

  it("stop at an event that was too old", () => {
    const age = { passed: false, expected: 48, actual: 1, detail: "imported" }
    const trace = { ...TRACE, trigger: { ...TRACE.trigger, age, reentry: null } }
    expect(texts({ reason: "too_old", trace }).map(([passed]) => passed)).toEqual([
      true,
      false,
      null,
      null,
      null,
      null,
    ])
  })
})
