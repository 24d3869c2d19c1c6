import { defineFact } from "../catalog/define"
import type { FactValue } from "../condition/condition"
import type { FactDefinition } from "../catalog/definitions"
import { checkTemplate } from "./check-template"
import { factVariable, variablesWith } from "./own-facts"
import { renderTemplate } from "./render-template"
import { sampleContext } from "./sample-context"
import type { CompiledTemplate } from "./template-nodes"
import type { Language } from "../text/localized"

const TEXT = { en: "x", es: "x", pt: "x" }
const own = (
  code: string,
  type: FactDefinition["type"],
  read: () => FactValue,
  more: Partial<FactDefinition> = {}
) =>
  defineFact({
    code,
    type,
    part: "customer",
    personal: true,
    label: TEXT,
    description: TEXT,
    sample: 1,
    read,
    ...more,
  })

const FACTS = [
  own("customer.loyalty_points", "number", () => 1250),
  own("customer.owed", "money", () => ({ amount: "12.5", currency_code: "eur" })),
  own("customer.vip", "boolean", () => true),
  own("customer.banned", "boolean", () => false),
  own("customer.since", "date", () => "2026-03-01T23:30:00.000Z"),
  own("customer.sizes", "list", () => ["s", "xl"], {
    options: [{ value: "s", label: { en: "small", es: "pequeña", pt: "pequena" } }],
  }),
  own("shop.motto", "text", () => "<b>tea</b>"),
  own("shop.unknown", "text", () => undefined),
  own("shop.broken", "text", () => {
    throw new Error("the help desk is away")
  }),
]

const check = (body: string, facts: readonly FactDefinition[] = FACTS) =>
  checkTemplate(
    { subject: "Hello", body },
    { allowedHosts: [], purpose: "marketing", variables: variablesWith(facts) }
  )
const compiled = async (body: string): Promise<CompiledTemplate> => {
  const checked = await check(body)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.value
}
const printed = async (
  body: string,
  { language = "en" as Language, facts = FACTS as readonly FactDefinition[] } = {}
) => {
  const context = sampleContext({ language, extras: { facts } })
  return renderTemplate(await compiled(body), context).html.replace(/\s/g, " ")
}

describe("a shop's own facts as variables", () => {
  it.each([
    ["customer.loyalty_points", "1,250", "1250", "1.250"],
    ["customer.owed", "€12.50", "12,50 €", "€ 12,50"],
    ["customer.vip", "yes", "sí", "sim"],
    ["customer.since", "March 2, 2026", "2 de marzo de 2026", "2 de março de 2026"],
    ["customer.sizes", "small, xl", "pequeña, xl", "pequena, xl"],
    ["shop.motto", ...Array<string>(3).fill("&lt;b&gt;tea&lt;/b&gt;")],
    ["shop.unknown", ...Array<string>(3).fill("none")],
    ["customer.banned", ...Array<string>(3).fill("none")],
  ])("%s is read in words, in three languages", async (code, ...words) => {
    const body = `{{default ${factVariable(code as string)} 'none'}}`
    const all = ["en", "es", "pt"] as const
    expect(await Promise.all(all.map((language) => printed(body, { language })))).toEqual(words)
  })

  it("are asked for by whether they are there and so", async () => {
    const vip = "{{#if facts.customer_vip}}you{{/if}}"
    const banned = "{{#unless facts.customer_banned}} are{{/unless}}"
    expect(await printed(vip + banned + "{{#if facts}} welcome{{/if}}")).toBe("you are welcome")
  })

  it("need something that stands in their place, and are there only where the shop defined them", async () => {
    const messages = async (body: string, facts?: readonly FactDefinition[]) => {
      const checked = await check(body, facts)
      return checked.ok ? [] : checked.problems.map(({ message }) => message)
    }
    expect(await messages("{{facts.shop_motto}}")).toEqual([
      expect.stringContaining("facts.shop_motto may be missing; write {{default facts.shop_motto"),
    ])
    expect(await messages("{{default facts.shop_moto 'x'}}")).toEqual([
      expect.stringContaining('did you mean "facts.shop_motto"?'),
    ])
    expect(await messages("{{default facts.shop_motto 'x'}}", [])).toEqual([
      expect.stringContaining('variable "facts.shop_motto" does not exist'),
    ])
  })

  it("leave what stands in their place when the shop has them no more", async () => {
    expect(await printed("{{default facts.shop_motto 'ours'}}", { facts: [] })).toBe("ours")
  })

  it("stop what needs one that fails, and nothing else", async () => {
    expect(await printed("{{default facts.shop_motto 'x'}}")).toContain("tea")
    await expect(printed("{{default facts.shop_broken 'x'}}")).rejects.toThrow("help desk is away")
  })
})
