import { mergeCatalog } from "../../catalog"
import { sampleSubject } from "../../catalog/samples"
import fixture from "../../../spec/decision/decide.json"
import type { Subject } from "../catalog/definitions"
import type { ConsentBasis, ContactState } from "../consent/consent"
import { DEFAULT_CONSENT_POLICY } from "../consent/policy"
import { bucketOf } from "../experiment/bucket"
import type { AutomationDefinition, AutomationVersion } from "./automation"
import { decide, type DecideInput, entersTrigger } from "./decide"
import { planDeliveries } from "./plan"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })

const DEFINITION: AutomationDefinition = {
  name: "Thank you",
  objective: "repeat_purchase",
  purpose: "marketing",
  trigger: { code: "order.placed", args: {} },
  conditions: null,
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 2880,
      conditions: null,
      actions: [{ code: "send_message", args: { channel: "email", template_id: "tpl_1" } }],
    },
  ],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
}

const NO_CONTACT: ContactState = {
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
}

type Parts = Readonly<Record<string, object | null>>
type Given = {
  readonly subject?: Parts
  readonly automation?: Partial<AutomationDefinition>
  readonly basis?: ConsentBasis
  readonly history?: DecideInput["history"]
}

function subjectOf(parts: Parts = {}): Subject {
  const changed = Object.entries(parts).map(([part, value]) => {
    const base = part === "contact" ? NO_CONTACT : sampleSubject[part as keyof Subject]
    return [part, value === null ? undefined : { ...(base as object), ...value }]
  })
  return { ...sampleSubject, ...Object.fromEntries(changed) } as Subject
}

function inputOf({ subject, automation, basis, history }: Given): DecideInput {
  const version: AutomationVersion = {
    automation_id: "kauto_1",
    version: 3,
    status: "active",
    definition: { ...DEFINITION, ...automation },
  }
  return {
    subject: subjectOf(subject),
    automation: version,
    catalog,
    mode: "live",
    consent: { ...DEFAULT_CONSENT_POLICY, basis: basis ?? "opt_in" },
    history: history ?? { last_send_at: null },
    seed: "seed",
  }
}

type Case = {
  readonly name: string
  readonly given: Given
  readonly then: {
    readonly kind: string
    readonly reason: string | null
    readonly failing?: string | null
    readonly consent?: readonly string[] | null
  }
}

it.each((fixture.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
  "%s",
  (_name, { given, then }) => {
    const { kind, reason, trace } = decide(inputOf(given))
    expect({ kind, reason }).toEqual({ kind: then.kind, reason: then.reason })
    if (then.failing !== undefined) {
      expect(trace.failing?.field ?? null).toBe(then.failing)
    }
    if (then.consent !== undefined) {
      const asked = trace.consent?.map(
        (check) => `${check.purpose}:${check.channel}:${check.basis ?? check.reason ?? ""}`
      )
      expect(asked ?? null).toEqual(then.consent)
    }
  }
)

const AGREED: Given = {
  subject: {
    contact: {
      consents: {
        "marketing:email": {
          granted: true,
          since: "2026-01-10",
          source: "checkout",
          record_id: "c1",
        },
      },
    },
  },
}

describe("the trace", () => {
  const conditions = {
    combinator: "and" as const,
    rules: [
      { field: "order.total", operator: ">=", value: 40 },
      { field: "profile.tier", operator: "in", value: ["A", "B"] },
      { field: "cart.total", operator: "notNull", value: null },
    ],
  }

  it("holds every fact that was read, as it was, unknown as null", () => {
    const verdict = decide(
      inputOf({ ...AGREED, subject: { ...AGREED.subject, cart: null }, automation: { conditions } })
    )
    expect(verdict.trace.values).toEqual({
      "order.total": { amount: "44.77", currency_code: "eur" },
      "profile.tier": "B",
      "cart.total": null,
    })
    expect(verdict).toMatchObject({ reason: "condition_false", trace: { caps: null } })
  })

  it("is whole when all passed", () => {
    const { trace } = decide(inputOf({ ...AGREED, automation: { holdout_percent: 10 } }))
    expect(trace).toEqual({
      trigger: {
        code: "order.placed",
        occurred_at: "2026-03-02T10:15:00.000Z",
        age: { passed: true, expected: 48, actual: 0, detail: null },
        reentry: { passed: true, expected: "always", actual: null, detail: null },
      },
      conditions: null,
      failing: null,
      consent: [
        {
          purpose: "marketing",
          channel: "email",
          allowed: true,
          basis: "consent",
          reason: null,
          record_id: "c1",
          detail: null,
        },
      ],
      caps: { holdout_percent: 10, holdout_bucket: expect.any(Number) as number, held_out: false },
      score: null,
      winner: null,
      values: {},
    })
  })

  it("is the same when made again from what was stored, byte for byte", () => {
    const input = inputOf({ ...AGREED, automation: { conditions, holdout_percent: 10 } })
    const stored = JSON.parse(
      JSON.stringify({ subject: input.subject, automation: input.automation })
    ) as Pick<DecideInput, "subject" | "automation">
    expect(JSON.stringify(decide({ ...input, ...stored }))).toBe(JSON.stringify(decide(input)))
  })

  it("reads a fact once, however often it is asked", () => {
    const read = jest.fn(() => 1)
    const fact = { ...catalog.facts.get("order.item_count")!, code: "order.weight", read }
    const own = mergeCatalog({ triggers: [], facts: [fact], actions: [], channels: [] })
    const asked = { field: "order.weight", operator: "=", value: 1 }
    const rules = { combinator: "and" as const, rules: [asked, { ...asked, value: 2 }] }
    decide({ ...inputOf({ ...AGREED, automation: { conditions: rules } }), catalog: own })
    expect(read).toHaveBeenCalledTimes(1)
  })

  it.each(["constructor", "__proto__", "toString"])(
    "knows nothing of a fact called %s",
    (field) => {
      const rules = [{ field, operator: "notNull", value: null }]
      const input = inputOf({ ...AGREED, automation: { conditions: { combinator: "and", rules } } })
      expect(decide(input).reason).toBe("condition_unknown")
    }
  )

  it("takes null from a fact for unknown", () => {
    const fact = {
      ...catalog.facts.get("order.item_count")!,
      code: "order.weight",
      read: () => null as unknown as undefined,
    }
    const own = mergeCatalog({ triggers: [], facts: [fact], actions: [], channels: [] })
    const rules = [{ field: "order.weight", operator: "notNull", value: null }]
    const input = inputOf({ ...AGREED, automation: { conditions: { combinator: "and", rules } } })
    expect(decide({ ...input, catalog: own }).reason).toBe("condition_false")
  })
})

describe("while something is wrong for somebody", () => {
  const { now } = sampleSubject
  const hours = (count: number) => new Date(Date.parse(now) - count * 3_600_000).toISOString()
  const decided = (automation: Given["automation"], closed_at: string | null = null) =>
    decide({
      ...inputOf({ ...AGREED, automation }),
      timing: {
        policy: { caps: [], quiet_hours: null, time_zone: "UTC" },
        contacted: [],
        incidents: [{ id: "ticket-7", kind: "complaint", opened_at: hours(30), closed_at }],
      },
    })

  it("holds what is commercial until some days after it is over", () => {
    const open = decided({})
    expect([open.kind, open.reason]).toEqual(["hold", "open_complaint"])
    expect(decided({}, hours(1)).reason).toBe("open_complaint")
  })

  it("says sorry at once", () => {
    expect(decided({ objective: "apologise" }).kind).toBe("send")
  })
})

describe("the same person", () => {
  it("stays on one side of the holdout as guest and as customer, whatever the capitals", () => {
    const bucket = (email: string, id: string) =>
      decide(inputOf({ subject: { ...AGREED.subject, customer: { email, id } } })).trace.caps
        ?.holdout_bucket
    expect(bucket("Ana@Shop.example", "cus_guest")).toBe(bucket("ana@shop.example", "cus_1"))
    expect(bucket("ben@shop.example", "cus_1")).not.toBe(bucket("ana@shop.example", "cus_1"))
  })

  it("is not held out at 0 percent, not even in the very first bucket", () => {
    const inFirst = Array.from({ length: 100_000 }, (_, i) => `p${i}@shop.example`).find(
      (email) => bucketOf("seed:kauto_1", email) === 0
    )!
    const given = { subject: { ...AGREED.subject, customer: { email: inFirst } } }
    expect(decide(inputOf(given))).toMatchObject({
      kind: "send",
      trace: { caps: { holdout_bucket: 0 } },
    })
    expect(decide(inputOf({ ...given, automation: { holdout_percent: 0.01 } })).reason).toBe(
      "holdout"
    )
  })

  it("is left out of everything but service by the shop's own holdout", () => {
    const emails = Array.from({ length: 200 }, (_, i) => `q${i}@shop.example`)
    const inside = emails.find((email) => bucketOf("seed:shop", email) < 5)!
    const outside = emails.find((email) => bucketOf("seed:shop", email) >= 5)!
    const verdict = (email: string, automation: object = {}) =>
      decide({
        ...inputOf({ subject: { ...AGREED.subject, customer: { email } }, automation }),
        shop_holdout_percent: 5,
      })
    expect(verdict(inside)).toMatchObject({
      kind: "skip",
      reason: "holdout",
      trace: { caps: { holdout_percent: 5, held_out: true, holdout_of: "shop" } },
    })
    expect(verdict(outside)).toMatchObject({
      kind: "send",
      trace: { caps: { holdout_percent: 5, held_out: false, holdout_of: "shop" } },
    })
    expect(verdict(inside, { purpose: "service" }).trace.caps).toEqual({
      holdout_percent: 0,
      holdout_bucket: expect.any(Number) as number,
      held_out: false,
    })
    // Its own holdout is asked of those whom the shop does not leave out.
    expect(verdict(outside, { holdout_percent: 100 }).trace.caps).toMatchObject({
      holdout_percent: 100,
      held_out: true,
    })
  })

  it("falls elsewhere for another automation or seed", () => {
    const input = inputOf(AGREED)
    const bucket = (more: Partial<DecideInput>) =>
      decide({ ...input, ...more }).trace.caps?.holdout_bucket
    expect(bucket({ seed: "other" })).not.toBe(bucket({}))
    expect(bucket({ automation: { ...input.automation, automation_id: "kauto_2" } })).not.toBe(
      bucket({})
    )
  })
})

it("amounts without a currency are in the shop's", () => {
  const conditions = {
    combinator: "and" as const,
    rules: [{ field: "order.total", operator: ">=", value: 40 }],
  }
  const input = inputOf({ ...AGREED, automation: { conditions } })
  expect(decide({ ...input, currency_code: "eur" }).kind).toBe("send")
  expect(decide({ ...input, currency_code: "usd" }).reason).toBe("condition_unknown")
})

it("an event enters by its name and the trigger's own rule", () => {
  const { automation, subject } = inputOf({})
  expect(entersTrigger(automation, subject.event, catalog)).toBe(true)
  expect(entersTrigger(automation, { ...subject.event, name: "cart.updated" }, catalog)).toBe(false)
  const registered = {
    ...automation,
    definition: { ...DEFINITION, trigger: { code: "customer.registered", args: {} } },
  }
  const event = catalog.triggers.get("customer.registered")!.sample
  const guest = {
    ...event,
    snapshot: { customer: { ...event.snapshot.customer!, has_account: false } },
  }
  expect(entersTrigger(registered, event, catalog)).toBe(true)
  expect(entersTrigger(registered, guest, catalog)).toBe(false)
})

describe("planned deliveries", () => {
  const coupon = { code: "issue_coupon", args: { kind: "percent", value: 10, valid_days: 30 } }
  const mail = DEFINITION.steps[0]!.actions[0]!
  const show = {
    code: "show_content",
    args: { placement: "home-hero", content: { headline: "Hello" } },
  }
  const step = (key: string, actions: readonly object[], minutes = 0) =>
    ({
      ...DEFINITION.steps[0]!,
      key,
      wait: { minutes },
      actions,
    }) as AutomationDefinition["steps"][number]
  const plan = (given: Given) => {
    const input = inputOf(given)
    return planDeliveries({
      automation: input.automation,
      verdict: decide(input),
      decision_id: "kdec_1",
      event_id: input.subject.event.id,
      subject: input.subject,
      catalog,
      now: input.subject.now,
      time_zone: "Europe/Madrid",
    })
  }

  it("are one for each message and each content, with the step's coupons", () => {
    const steps = [
      step("first", [coupon, mail, show]),
      step("later", [mail], 60),
      step("gift", [coupon]),
    ]
    const planned = plan({ ...AGREED, automation: { steps } })
    expect(planned.map(({ key, channel, coupons }) => [key, channel, coupons.length])).toEqual([
      ["delivery|kauto_1:3|cus_01SAMPLE|order.placed:order_01SAMPLE:1|first|1", "email", 1],
      ["delivery|kauto_1:3|cus_01SAMPLE|order.placed:order_01SAMPLE:1|first|2", "on_site", 1],
      ["delivery|kauto_1:3|cus_01SAMPLE|order.placed:order_01SAMPLE:1|later|0", "email", 0],
      ["delivery|kauto_1:3|cus_01SAMPLE|order.placed:order_01SAMPLE:1|gift|0", "account", 1],
    ])
    expect(planned[1]).toMatchObject({ placement: "home-hero", email: "ana@shop.example" })
    expect(planned[2]).toMatchObject({
      due_at: "2026-03-02T11:15:03.000Z",
      expires_at: "2026-03-04T11:15:03.000Z",
      purpose: "marketing",
    })
  })

  it("are none for a decision that is not to send", () => {
    expect(plan({ subject: { contact: {} } })).toEqual([])
  })

  it("are none for what is decided while a page loads", () => {
    const given: Given = {
      subject: { event: { name: "placement.requested" } },
      automation: {
        trigger: { code: "placement.requested", args: {} },
        steps: [step("first", [show])],
      },
    }
    expect(decide(inputOf(given)).kind).toBe("send")
    expect(plan(given)).toEqual([])
  })
})
