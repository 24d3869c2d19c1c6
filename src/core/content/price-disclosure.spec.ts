import { mergeCatalog, TRIGGERS } from "../../catalog"
import { isPersonalisedPrice } from "../decision/personalised-price"
import type { AutomationDefinition } from "../decision/automation"
import { priceDisclosure } from "./price-disclosure"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const automation = (code: string, field: string | null, own: string | null = null) =>
  ({
    trigger: { code, args: {} },
    conditions: ruleOn(field),
    steps: [{ key: "first", conditions: ruleOn(own) }],
  }) as unknown as AutomationDefinition
const ruleOn = (field: string | null) =>
  field === null ? null : { combinator: "and", rules: [{ field, operator: "=", value: "A" }] }

describe("a personalised price (B-16)", () => {
  it.each([
    ["order.placed", null, null, false],
    ["season.day", null, null, false],
    ["customer.registered", null, null, false],
    ["cart.abandoned", "cart.total", null, false],
    ["order.placed", "profile.tier", null, true],
    ["order.placed", null, "profile.order_count", true],
    ["tier.up", null, null, true],
    ["customer.inactive", null, null, true],
    ["browse.abandoned", null, null, true],
  ])("from %s with %s, %s: %s", (code, field, own, expected) => {
    expect(isPersonalisedPrice(automation(code, field, own), "first", catalog)).toBe(expected)
  })

  it("is any that begins with what was concluded from history or behaviour", () => {
    expect(TRIGGERS.filter(({ profiled }) => profiled).map(({ code }) => code)).toEqual(
      expect.arrayContaining(["tier.down", "tier.at_risk", "customer.spend_reached"])
    )
  })

  it("says so in the words of the country, which a shop may change", () => {
    expect(priceDisclosure("es", "es", {})).toContain("toma de decisiones automatizada")
    expect(priceDisclosure(null, "en", {})).toContain("automated decision-making")
    expect(priceDisclosure("US", "es", {})).toBe(
      "THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA"
    )
    const own = { us: { en: "Ours", es: "Nuestro", pt: "Nosso" } }
    expect(priceDisclosure("us", "pt", own)).toBe("Nosso")
  })
})
