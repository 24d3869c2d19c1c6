import { sms } from "../../../examples/extend/sms"
import { mergeCatalog } from "../../catalog"
import { sampleSubject } from "../../catalog/samples"
import type { Subject } from "../catalog/definitions"
import type { ContactState } from "../consent/consent"
import { DEFAULT_CONSENT_POLICY } from "../consent/policy"
import type { AutomationDefinition } from "./automation"
import { decide } from "./decide"
import { explainDecision } from "./explain"
import { planDeliveries } from "./plan"
import { automationSentence } from "./sentence"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [sms] })
const message = (channel: string) => ({
  code: "send_message",
  args: { channel, template_id: `tpl_${channel}` },
})
const show = { code: "show_content", args: { placement: "home-hero", content: { headline: "Hi" } } }

const DEFINITION: AutomationDefinition = {
  name: "Points",
  objective: "inform",
  purpose: "marketing",
  trigger: { code: "order.placed", args: {} },
  conditions: null,
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 60,
      conditions: null,
      actions: [{ ...message("sms"), otherwise: [message("email"), show] }],
    },
  ],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
}

type Person = {
  readonly phone?: string | null
  readonly agrees: readonly string[]
  readonly more?: Partial<ContactState>
}

function subjectOf({ phone = "+34600111222", agrees, more }: Person): Subject {
  const since = "2026-01-01T00:00:00Z"
  const consents = agrees.map((key) => [key, { granted: true, since, record_id: "r", source: "x" }])
  return {
    ...sampleSubject,
    customer: { ...sampleSubject.customer!, phone },
    contact: {
      suppressed: {},
      profiling_objected: false,
      paused_until: null,
      locale: null,
      time_zone: null,
      ...more,
      consents: Object.fromEntries(consents) as ContactState["consents"],
    },
  } as Subject
}

function decided(person: Person, definition: AutomationDefinition = DEFINITION) {
  const automation = {
    automation_id: "kauto_1",
    version: 1,
    status: "active" as const,
    definition,
  }
  const subject = subjectOf(person)
  const verdict = decide({
    subject,
    automation,
    catalog,
    mode: "live",
    consent: DEFAULT_CONSENT_POLICY,
    history: { last_send_at: null },
    seed: "seed",
    timing: {
      policy: { time_zone: "UTC", quiet_hours: { from: "09:00", to: "12:00" }, caps: [] },
      contacted: [],
    },
  })
  const [delivery] = planDeliveries({
    automation,
    verdict,
    decision_id: "kdec_1",
    event_id: "e",
    subject,
    catalog,
    now: subject.now,
    time_zone: "UTC",
  })
  return { verdict, delivery }
}

const EVERYTHING = ["marketing:sms", "marketing:email", "personalisation:on_site"]

describe("the channels of a message, in their order (C9)", () => {
  it.each<[string, Person, string | null, readonly string[]]>([
    ["the first that reaches the person", { agrees: EVERYTHING }, "sms", []],
    [
      "by e-mail without a telephone",
      { phone: null, agrees: EVERYTHING },
      "email",
      ["sms no_address"],
    ],
    [
      "by e-mail without consent to text messages",
      { agrees: ["marketing:email"] },
      "email",
      ["sms consent_missing"],
    ],
    [
      "on the site where neither may be used",
      { agrees: ["marketing:sms", "personalisation:on_site"], phone: "none" },
      "on_site",
      ["sms no_address", "email consent_missing"],
    ],
    [
      "on the site during a pause",
      { agrees: EVERYTHING, more: { paused_until: "2030-01-01T00:00:00Z" } },
      "on_site",
      ["sms objected", "email objected"],
    ],
    [
      "by e-mail where the number is dead",
      {
        agrees: EVERYTHING,
        more: { suppressed: { sms: { cause: "hard_bounce", since: "2026-01-02T00:00:00Z" } } },
      },
      "email",
      ["sms suppressed"],
    ],
  ])("are %s", (_name, person, channel, passed) => {
    const { verdict, delivery } = decided(person)
    expect(verdict.kind).not.toBe("skip")
    expect(delivery?.channel).toBe(channel)
    expect(delivery?.passed?.map((way) => `${way.channel} ${way.reason}`) ?? []).toEqual(passed)
    expect(delivery?.choices).toHaveLength(3)
    expect(delivery?.placement).toBe(channel === "on_site" ? "home-hero" : null)
    expect(delivery?.action).toEqual(channel === "on_site" ? show : message(channel ?? ""))
  })

  it("are none where none leads to the person, with the first one's reason and every channel's", () => {
    const { verdict, delivery } = decided({ phone: null, agrees: [] })
    expect([verdict.kind, verdict.reason, delivery]).toEqual(["skip", "no_address", undefined])
    expect(verdict.trace.ways).toEqual([
      {
        step: "first",
        index: 0,
        channel: null,
        passed: [
          { channel: "sms", check: expect.objectContaining({ reason: "no_address" }) as unknown },
          {
            channel: "email",
            check: expect.objectContaining({ reason: "consent_missing" }) as unknown,
          },
          {
            channel: "on_site",
            check: expect.objectContaining({ reason: "consent_missing" }) as unknown,
          },
        ],
      },
    ])
  })

  it("wait with the channel that is taken: a text for the end of quiet hours, content for nothing", () => {
    expect(decided({ agrees: EVERYTHING }).verdict).toMatchObject({ kind: "hold" })
    expect(decided({ phone: null, agrees: ["personalisation:on_site"] }).verdict.kind).toBe("send")
  })

  it("leave no trace where there is one channel alone", () => {
    const [step] = DEFINITION.steps
    const alone = { ...DEFINITION, steps: [{ ...step!, actions: [message("email")] }] }
    const { verdict, delivery } = decided({ agrees: EVERYTHING }, alone)
    expect(verdict.trace).not.toHaveProperty("ways")
    expect(delivery).toMatchObject({ choices: null, passed: null })
  })

  it("are told with the reason why one was skipped, in three languages", () => {
    const { verdict } = decided({ phone: null, agrees: EVERYTHING })
    const { lines } = explainDecision({ ...verdict, mode: "live" }, catalog)
    expect(lines).toContainEqual({
      passed: null,
      text: {
        en: "E-mail instead of SMS, because there is no address for it",
        es: "Correo electrónico en lugar de SMS, porque no hay dirección adonde enviarlo",
        pt: "E-mail em vez de SMS, porque não há endereço para enviá-lo",
      },
    })
    expect(lines.filter(({ passed }) => passed === false)).toEqual([
      // Quiet hours, which it waits for.
      { passed: false, text: expect.anything() as unknown },
    ])
    const nobody = decided({ phone: null, agrees: [] }).verdict
    const told = explainDecision({ ...nobody, mode: "live" }, catalog).lines.map(
      ({ text }) => text.en
    )
    expect(told).toContain("SMS does not reach the person: there is no address for it")
  })

  it("are read back in a sentence", () => {
    const names = { templates: new Map(), placements: new Map() }
    const sentence = automationSentence(DEFINITION, catalog, names)
    expect(sentence.en).toContain(
      "at once send the message “tpl_sms” by SMS or, where that cannot reach them, send the e-mail “tpl_email” or, where that cannot reach them, show “Hi” in home-hero"
    )
    expect(sentence.es).toContain("o, a quien no se pueda llegar así, enviar el correo «tpl_email»")
    expect(sentence.pt).toContain("ou, a quem não se chega assim, enviar o e-mail “tpl_email”")
  })
})
