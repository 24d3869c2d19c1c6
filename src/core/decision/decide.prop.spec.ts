import fc from "fast-check"
import { mergeCatalog } from "../../catalog"
import { sampleSubject } from "../../catalog/samples"
import { DEFAULT_CONSENT_POLICY } from "../consent/policy"
import type { AutomationDefinition } from "./automation"
import { checkAutomation } from "./check-automation"
import { decide, type DecideInput } from "./decide"
import { explainDecision } from "./explain"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })

const MAIL = { code: "send_message", args: { channel: "email", template_id: "tpl_1" } }

const conditions = fc.constantFrom(
  null,
  { combinator: "and", rules: [{ field: "order.total", operator: ">=", value: 40 }] },
  { combinator: "or", not: true, rules: [{ field: "profile.tier", operator: "in", value: ["A"] }] },
  {
    combinator: "and",
    rules: [
      { field: "profile.score", operator: ">", value: { amount: "1", currency_code: "eur" } },
    ],
  }
)

const definition = fc.record({
  name: fc.constant("One"),
  objective: fc.constant("inform"),
  purpose: fc.constantFrom("marketing", "service", "reviews"),
  trigger: fc.constant({ code: "order.placed", args: {} }),
  conditions,
  steps: fc.constant([
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 60,
      conditions: null,
      actions: [MAIL],
    },
  ]),
  priority: fc.constant(50),
  holdout_percent: fc.constantFrom(0, 10, 50, 100),
  variants: fc.constant([]),
  reentry: fc.constantFrom(
    { kind: "always" },
    { kind: "once" },
    { kind: "once_per_days", days: 3 }
  ),
  goal: fc.constant(null),
  budget: fc.constant(null),
}) as unknown as fc.Arbitrary<AutomationDefinition>

const input: fc.Arbitrary<DecideInput> = fc
  .record({
    definition,
    granted: fc.boolean(),
    id: fc.string(),
    source: fc.constantFrom("bus" as const, "import" as const),
    last: fc.constantFrom(null, "2026-03-01T00:00:00.000Z"),
    mode: fc.constantFrom("live" as const, "shadow" as const),
  })
  .map(({ definition: own, granted, id, source, last, mode }) => ({
    subject: {
      ...sampleSubject,
      event: { ...sampleSubject.event, source },
      contact: {
        ...sampleSubject.contact!,
        consents: {
          "marketing:email": { granted, since: "2026-01-01", source: "checkout", record_id: "c1" },
        },
      },
    },
    automation: { automation_id: id, version: 1, status: "active" as const, definition: own },
    catalog,
    mode,
    consent: DEFAULT_CONSENT_POLICY,
    history: { last_send_at: last },
    seed: "seed",
  }))

/** The same data with its keys in another order, as jsonb returns it. */
function reordered<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(reordered) as T
  }
  return typeof value === "object" && value !== null
    ? (Object.fromEntries(
        Object.entries(value)
          .map(([key, inner]) => [key, reordered(inner as unknown)])
          .reverse()
      ) as T)
    : value
}

it("does not depend on the order of keys in what is stored", () => {
  fc.assert(
    fc.property(input, (given) => {
      const automation = reordered(given.automation)
      expect(decide({ ...given, automation })).toEqual(decide(given))
    })
  )
})

it("decides the same again, byte for byte, and mode changes nothing", () => {
  fc.assert(
    fc.property(input, (given) => {
      const first = JSON.stringify(decide(given))
      expect(JSON.stringify(decide(given))).toBe(first)
      expect(JSON.stringify(decide({ ...given, mode: "live" }))).toBe(first)
    })
  )
})

it("without consent nothing but service is sent, whatever else holds", () => {
  fc.assert(
    fc.property(input, (given) => {
      const contact = { ...given.subject.contact!, consents: {} }
      const verdict = decide({ ...given, subject: { ...given.subject, contact } })
      expect(verdict.kind === "send" && given.automation.definition.purpose !== "service").toBe(
        false
      )
    })
  )
})

it("every decision can be said in a sentence, in three languages", () => {
  fc.assert(
    fc.property(input, (given) => {
      const { kind, reason, trace } = decide(given)
      const told = explainDecision({ kind, reason, mode: given.mode, trace }, catalog)
      for (const text of [told.headline, ...told.lines.map((line) => line.text)]) {
        for (const language of ["en", "es", "pt"] as const) {
          expect(text[language]).not.toMatch(/\{|\}|undefined|NaN|\[object/)
          expect(text[language].length).toBeGreaterThan(5)
        }
      }
    })
  )
})

it("holds out the share that was asked for", () => {
  const known = {
    placements: new Set<string>(),
    templates: new Map([["tpl_1", { purpose: "marketing" }]]),
    sender: true,
  }
  const checked = checkAutomation(
    {
      name: "Ten percent",
      trigger: { code: "order.placed" },
      steps: [{ actions: [MAIL] }],
      holdout_percent: 10,
    },
    catalog,
    known
  )
  const own = checked.ok ? checked.value : undefined
  const people = 5_000
  let held = 0
  for (let i = 0; i < people; i++) {
    const email = `person${i}@shop.example`
    const verdict = decide({
      subject: { ...sampleSubject, customer: { ...sampleSubject.customer!, email } },
      automation: { automation_id: "kauto_1", version: 1, status: "active", definition: own! },
      catalog,
      mode: "live",
      consent: DEFAULT_CONSENT_POLICY,
      history: { last_send_at: null },
      seed: "seed",
    })
    held += verdict.reason === "holdout" ? 1 : 0
  }
  expect(Math.abs(held / people - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / people))
})
