import fs from "node:fs"
import path from "node:path"
import { catalogGaps } from "../../integration-tests/support/catalog-gaps"
import spec from "../../spec/catalog.json"
import type { FactDefinition, Localized } from "../core/catalog/definitions"
import type { FactType, FactValue } from "../core/condition/condition"
import { evaluateConditions } from "../core/condition/evaluate"
import { checkTemplate } from "../core/content/check-template"
import type { CompiledTemplate } from "../core/content/template-nodes"
import { type Language, LANGUAGES } from "../core/text/localized"
import { checkAutomation } from "../core/decision/check-automation"
import { automationSentence } from "../core/decision/sentence"
import { ACTIONS, CHANNELS, FACTS, mergeCatalog, TRIGGERS } from "./index"
import { PRESET_MAILS, type PresetMail } from "./preset-mails"
import { presetsIn, presetWith } from "./presets"
import { sampleSubject } from "./samples"
import { consentGiven } from "./triggers/consent-given"
import { productDue } from "./triggers/product-due"
import { serviceUnanswered } from "./triggers/service-unanswered"
import { tierUp } from "./triggers/tier-up"

/** An event that tells all that any of ours does. */
const TELLING = {
  ...tierUp.sample,
  snapshot: {
    ...tierUp.sample.snapshot,
    properties: {
      ...tierUp.sample.snapshot.properties,
      ...consentGiven.sample.snapshot.properties,
      ...serviceUnanswered.sample.snapshot.properties,
      ...productDue.sample.snapshot.properties,
    },
  },
}

/** What an event tells is known with that event alone. */
const sampleOf = ({ part }: FactDefinition) =>
  part === "event" ? { ...sampleSubject, event: TELLING } : sampleSubject

const LISTS = [
  ["triggers", "TRIGGERS", TRIGGERS],
  ["facts", "FACTS", FACTS],
  ["actions", "ACTIONS", ACTIONS],
  ["channels", "CHANNELS", CHANNELS],
] as const
/** What each definition makes of the sample. */
const cases: Readonly<Record<(typeof LISTS)[number][0], Readonly<Record<string, unknown>>>> = spec
const caseOf = (folder: keyof typeof cases, code: string) => cases[folder][code]
const DEFINITIONS = LISTS.flatMap(([, , list]) => [...list])
const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })

it.each(LISTS)("lacks nothing in %s", (folder, _name, definitions) => {
  const files = fs
    .readdirSync(path.join(__dirname, folder))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
    .map((file) => file.replace(/\.ts$/, ""))
  expect(catalogGaps({ folder, files, definitions, cases: cases[folder] })).toEqual([])
})

describe("spec/catalog.json", () => {
  it.each(TRIGGERS.map((trigger) => [trigger.code, trigger] as const))(
    "%s begins so",
    (code, trigger) => {
      expect(trigger.sentence ?? trigger.label).toEqual(caseOf("triggers", code))
    }
  )

  // What is shown on a visit was caused by the visit.
  const caused = TRIGGERS.filter(({ source }) => source.kind !== "request")
  it.each(caused.map(({ code, told }) => [code, told] as const))(
    "%s is told to the shopper with its day, in each language",
    (_code, told) => {
      expect(
        Object.values(told ?? {}).filter((text) => text.split("{day}").length === 2)
      ).toHaveLength(3)
    }
  )

  it.each(FACTS.map((fact) => [fact.code, fact] as const))("%s reads so", (code, fact) => {
    expect(fact.read(sampleOf(fact))).toEqual(caseOf("facts", code))
  })

  it.each(ACTIONS.map((action) => [action.code, action] as const))("%s says so", (code, action) => {
    expect(action.sentence(action.sample!)).toEqual(caseOf("actions", code))
  })

  it.each(CHANNELS.map((channel) => [channel.code, channel] as const))(
    "%s goes there",
    (code, channel) => {
      expect(channel.address_of(sampleSubject)).toEqual(caseOf("channels", code))
    }
  )
})

it.each(LISTS)("codes of %s are in small letters and there once", (_folder, _list, definitions) => {
  const codes = definitions.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) {
    expect(code).toMatch(/^[a-z][a-z_]*(\.[a-z][a-z0-9_]*)?$/)
  }
})

const isWhole = (text: Localized) =>
  (["en", "es", "pt"] as const).every((language) => text[language].trim() !== "")

it.each(DEFINITIONS.map((definition) => [definition.code, definition] as const))(
  "%s keeps what it says through JSON",
  (_code, definition) => {
    const data = Object.fromEntries(
      Object.entries(definition).filter(([, value]) => typeof value !== "function")
    )
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  }
)

const FITS: Readonly<Record<FactType, (value: FactValue) => boolean>> = {
  number: (value) => typeof value === "number" && Number.isFinite(value),
  money: (value) => typeof value === "object" && "amount" in value && "currency_code" in value,
  text: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  date: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
}

describe("facts", () => {
  it("are at least two dozen", () => {
    expect(FACTS.length).toBeGreaterThanOrEqual(24)
  })

  it.each(FACTS.map((fact) => [fact.code, fact] as const))(
    "%s reads a value of its type from the sample, and knows nothing of nothing",
    (_code, fact) => {
      expect(FITS[fact.type](fact.read(sampleOf(fact)))).toBe(true)
      expect(FITS[fact.type](fact.sample)).toBe(true)
      const { now, event } = sampleSubject
      const bare = { now, event: { ...event, email: null } }
      expect(fact.read(bare)).toBeUndefined()
    }
  )

  it("are personal where they tell the customer's history, and there alone", () => {
    for (const { part, personal } of FACTS) {
      expect(personal).toBe(["profile", "contact", "event", "subscription"].includes(part))
    }
  })

  it.each([
    ["profile.days_since_last_order", 46],
    ["profile.average_order_value", { amount: "10", currency_code: "eur" }],
    ["profile.total_spent", { amount: "30.00", currency_code: "eur" }],
    ["order.item_count", 2],
    ["order.product_ids", ["prod_01SAMPLETEAPOT"]],
    ["customer.email_domain", "shop.example"],
  ])("%s is %j", (code, value) => {
    const profile = {
      ...sampleSubject.profile!,
      order_count: 3,
      spent: { eur: "30.00" },
      last_order_at: "2026-01-15T10:00:00.000Z",
    }
    expect(catalog.facts.get(code)!.read({ ...sampleSubject, profile })).toEqual(value)
  })

  it("never adds currencies to each other", () => {
    const profile = {
      ...sampleSubject.profile!,
      currency_code: null,
      spent: { eur: "30", usd: "5" },
    }
    expect(
      catalog.facts.get("profile.total_spent")!.read({ ...sampleSubject, profile })
    ).toBeUndefined()
    const inEuro = { ...profile, currency_code: "eur" }
    expect(
      catalog.facts.get("profile.average_order_value")!.read({ ...sampleSubject, profile: inEuro })
    ).toBeUndefined()
  })
})

describe("triggers", () => {
  it.each(TRIGGERS.map((trigger) => [trigger.code, trigger] as const))(
    "%s takes its own sample and promises only parts that facts read",
    (_code, trigger) => {
      expect(trigger.sample.name).toBe(trigger.code)
      expect(trigger.matches?.(trigger.sample, {}) ?? true).toBe(true)
      const parts = new Set<string>(FACTS.map(({ part }) => part))
      expect(trigger.provides.every((part) => parts.has(part))).toBe(true)
    }
  )

  it("customer.registered does not take guests, whom Medusa creates with every guest order", () => {
    const trigger = catalog.triggers.get("customer.registered")!
    const guest = { ...trigger.sample.snapshot.customer!, has_account: false }
    expect(trigger.matches!({ ...trigger.sample, snapshot: { customer: guest } }, {})).toBe(false)
  })
})

describe("actions", () => {
  it.each(ACTIONS.map((action) => [action.code, action] as const))(
    "%s reads its sample back in three languages, and needs nothing that its sample lacks",
    (_code, action) => {
      expect(isWhole(action.sentence(action.sample!))).toBe(true)
      expect(action.check?.(action.sample!) ?? []).toEqual([])
      for (const { key, required } of action.args) {
        expect(!required || key in action.sample!).toBe(true)
      }
    }
  )

  it("issue_coupon says what the coupon is worth", () => {
    const { sentence } = catalog.actions.get("issue_coupon")!
    expect(sentence({ kind: "percent", value: 12.5, valid_days: 7 }).en).toBe(
      "issue a coupon for 12.5% off, valid for 7 days"
    )
    expect(
      sentence({ kind: "fixed", value: 5, currency_code: "eur", minimum: 40, valid_days: 1 }).en
    ).toBe("issue a coupon for €5.00 off, from €40.00 on, valid for one day")
    expect(sentence({ kind: "free_shipping", next_order_only: true }).pt).toBe(
      "emitir um cupom de frete grátis, só para o próximo pedido, válido por 30 dias"
    )
    expect(sentence({ kind: "half" }).es).toBe("emitir un cupón")
  })
})

describe("channels", () => {
  it.each(CHANNELS.map((channel) => [channel.code, channel] as const))(
    "%s finds the sample's address",
    (_code, channel) => {
      expect(channel.address_of(sampleSubject)).toEqual(expect.any(String))
    }
  )

  it("e-mail keeps the address as it was given and takes none that cannot get mail", () => {
    const { address_of } = catalog.channels.get("email")!
    const customer = { ...sampleSubject.customer!, email: " Ana@Shop.example " }
    expect(address_of({ ...sampleSubject, customer })).toBe("Ana@Shop.example")
    expect(address_of({ ...sampleSubject, customer: { ...customer, email: "ana" } })).toBeNull()
  })
})

describe("presets", () => {
  const known = { placements: new Set(["home-hero"]), sender: true }
  const compiled = async (mail: PresetMail, language: Language) => {
    const input = { subject: mail.subject[language], body: mail.body[language] }
    const checked = await checkTemplate(input, { allowedHosts: [], purpose: mail.purpose })
    return checked.ok ? checked.value : checked.problems
  }

  it.each(LANGUAGES)("are ready in %s once their mails are templates", async (language) => {
    for (const { code, mails } of presetsIn(language)) {
      const templates = new Map(
        await Promise.all(
          mails.map(async (mail) => {
            const { needs } = (await compiled(mail, language)) as CompiledTemplate
            return [`tpl_${mail.code}`, { purpose: mail.purpose, needs }] as const
          })
        )
      )
      const automation = presetWith(code, language, (mail) => `tpl_${mail}`)?.automation
      expect(checkAutomation(automation, catalog, { ...known, templates })).toEqual({
        ok: true,
        value: automation,
      })
      const sentence = automationSentence(automation!, catalog, {
        templates: new Map(),
        placements: new Map(),
      })
      expect(sentence[language]).not.toMatch(/\{|undefined|\[object/)
    }
  })

  it.each([
    ["a welcome", "welcome", "customer.registered"],
    ["a thank-you", "repeat_purchase", "order.placed"],
    ["a we-miss-you", "win_back", "customer.inactive"],
    ["a season's greeting", "inform", "season.day"],
    ["a reminder of a cart", "recover_cart", "cart.abandoned"],
  ])("begin with %s", (_what, objective, trigger) => {
    const found = presetsIn("en").filter(
      ({ automation }) => automation.objective === objective && automation.trigger.code === trigger
    )
    expect(found).not.toEqual([])
    // Something goes to the person, and what they do about it can be told.
    for (const { automation } of found) {
      expect(automation.steps.flatMap(({ actions }) => actions).length).toBeGreaterThan(0)
    }
  })

  it("give who renews by itself something each period, and only that, by consent and under the caps", () => {
    const { automation } = presetsIn("en").find(({ code }) => code === "value_each_period")!
    expect(automation).toMatchObject({
      purpose: "marketing",
      reentry: { kind: "always" },
      trigger: { code: "subscription.renewed" },
      goal: null,
    })
    const decide = (automatic: boolean) =>
      evaluateConditions(automation.conditions, catalog.facts, (fact) =>
        catalog.facts
          .get(fact)!
          .read({ ...sampleSubject, subscription: { ...sampleSubject.subscription!, automatic } })
      ).result
    expect([decide(true), decide(false)]).toEqual([true, false])
  })

  it("give who begins something in the first period, where there is time for it before its renewal is told", () => {
    const { automation } = presetsIn("en").find(({ code }) => code === "value_first_period")!
    expect(automation).toMatchObject({
      purpose: "marketing",
      trigger: { code: "subscription.created" },
      goal: null,
    })
    const now = Date.parse(sampleSubject.now)
    const decide = (automatic: boolean, days: number) => {
      const renews_at = new Date(now + days * 86_400_000).toISOString()
      const subscription = { ...sampleSubject.subscription!, automatic, renews_at }
      return evaluateConditions(automation.conditions, catalog.facts, (fact) =>
        catalog.facts.get(fact)!.read({ ...sampleSubject, subscription })
      ).result
    }
    expect([decide(true, 30), decide(true, 20)]).toEqual([true, true])
    expect([decide(true, 14), decide(false, 30)]).toEqual([false, false])
  })

  it("leave the choice of a template open until then", () => {
    const mails = presetsIn("en").filter((preset) => preset.mails.length > 0)
    expect(mails.length).toBeGreaterThan(0)
    for (const { automation } of mails) {
      const checked = checkAutomation(automation, catalog, { ...known, templates: new Map() })
      const messages = checked.ok ? [] : checked.problems.map(({ message }) => message)
      expect(messages.length).toBeGreaterThan(0)
      for (const message of messages) {
        expect(message).toMatch(/template_id is missing; choose a template/)
      }
    }
  })

  it.each([...PRESET_MAILS.values()].map((mail) => [mail.code, mail] as const))(
    "bring the mail %s, which is right in every language and gives a coupon to nobody who may have none",
    async (_code, mail) => {
      for (const language of LANGUAGES) {
        const template = await compiled(mail, language)
        expect(template).toHaveProperty("needs")
        const { needs, always } = template as CompiledTemplate
        expect(always).not.toContain("coupon")
        expect(mail.body[language].includes("{{#offer}}")).toBe(needs.includes("coupon"))
      }
      expect(new Set(LANGUAGES.map((language) => mail.body[language])).size).toBe(3)
    }
  )

  it("use every mail that there is", () => {
    const used = presetsIn("en").flatMap(({ mails }) => mails.map(({ code }) => code))
    expect(new Set(used)).toEqual(new Set(PRESET_MAILS.keys()))
  })
})

it("a shop's own definition joins the catalog, and may not take a built-in code", () => {
  const own = { ...catalog.facts.get("order.total")!, code: "order.weight" }
  expect(
    mergeCatalog({ triggers: [], facts: [own], actions: [], channels: [] }).facts.has(
      "order.weight"
    )
  ).toBe(true)
  expect(() =>
    mergeCatalog({
      triggers: [],
      facts: [{ ...own, code: "order.total" }],
      actions: [],
      channels: [],
    })
  ).toThrow('fact "order.total" exists already')
})
