import { mergeCatalog } from "../../catalog"
import type { AutomationDefinition } from "./automation"
import { automationSentence } from "./sentence"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const names = {
  templates: new Map([["tpl_1", "Thank you"]]),
  placements: new Map([["home-hero", "Home, top"]]),
}
const mail = { code: "send_message", args: { channel: "email", template_id: "tpl_1" } }
const coupon = { code: "issue_coupon", args: { kind: "percent", value: 10, valid_days: 30 } }
const show = { code: "show_content", args: { placement: "home-hero", content: { headline: "Hi" } } }

const DEFINITION: AutomationDefinition = {
  name: "Thank you",
  objective: "repeat_purchase",
  purpose: "marketing",
  trigger: { code: "order.placed", args: {} },
  conditions: {
    combinator: "and",
    rules: [
      { field: "order.total", operator: ">=", value: { amount: "40", currency_code: "eur" } },
      {
        combinator: "or",
        rules: [
          { field: "profile.tier", operator: "in", value: ["A", "B"] },
          { field: "profile.order_count", operator: "=", value: 1 },
        ],
      },
    ],
  },
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 2880,
      conditions: null,
      actions: [coupon, mail],
    },
    {
      key: "later",
      wait: { minutes: 3 * 1440 },
      valid_for_minutes: 2880,
      conditions: {
        combinator: "and",
        not: true,
        rules: [{ field: "contact.marketing_by_email", operator: "=", value: true }],
      },
      actions: [show],
    },
  ],
  priority: 50,
  holdout_percent: 10,
  variants: [],
  reentry: { kind: "once_per_days", days: 30 },
  goal: null,
  budget: null,
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")
const say = (more: Partial<AutomationDefinition> = {}) =>
  automationSentence({ ...DEFINITION, ...more }, catalog, names)

it("reads a whole automation back", () => {
  expect(plain(say().en)).toBe(
    "When an order is placed, if the order total is at least €40.00 and (the tier is one of A, B or the number of orders is 1): " +
      "at once issue a coupon for 10% off, valid for 30 days and send the e-mail “Thank you”; " +
      "after 3 days, if it is not so that (“Agreed to marketing by e-mail” is yes), show “Hi” in Home, top. " +
      "At most once in 30 days per person. 10% of people are left out, to compare."
  )
})

it("says what it may spend", () => {
  const budget = {
    deliveries_per_day: 1500,
    discount_per_month: { amount: 1000, currency_code: "eur" },
  }
  const { en, es, pt } = say({ budget })
  expect(plain(en)).toMatch(
    /At most 1,500 a day in all\. At most €1,000\.00 of discount a month\.$/
  )
  expect(plain(es)).toMatch(
    /Como máximo 1500 al día en total\. Como máximo 1000,00 € de descuento al mes\.$/
  )
  expect(plain(pt)).toMatch(
    /No máximo 1\.500 por dia no total\. No máximo € 1\.000,00 de desconto por mês\.$/
  )
})

it("in Spanish", () => {
  expect(plain(say({ steps: DEFINITION.steps.slice(0, 1) }).es)).toBe(
    "Cuando se realiza un pedido, si el total del pedido es al menos 40,00 € y (el nivel es uno de A, B o el número de pedidos es 1): " +
      "de inmediato emitir un cupón de 10 % de descuento, válido 30 días y enviar el correo «Thank you». " +
      "Como máximo una vez cada 30 días por persona. El 10 % de las personas queda fuera, para comparar."
  )
})

it("in Portuguese, without what is not set", () => {
  const { pt } = say({
    conditions: null,
    steps: DEFINITION.steps.slice(0, 1),
    reentry: { kind: "always" },
    holdout_percent: 0,
  })
  expect(plain(pt)).toBe(
    "Quando um pedido é feito: de imediato emitir um cupom de 10% de desconto, válido por 30 dias e enviar o e-mail “Thank you”."
  )
})

it("shows codes where names are gone", () => {
  const { en } = automationSentence(
    { ...DEFINITION, conditions: null, trigger: { code: "order.blessed", args: {} } },
    catalog,
    { templates: new Map(), placements: new Map() }
  )
  expect(en).toContain("order.blessed: at once")
  expect(en).toContain("“tpl_1”")
})

it("keeps a value that looks like a pattern as it is", () => {
  const { en } = say({
    conditions: {
      combinator: "and",
      rules: [{ field: "session.path", operator: "=", value: "$& {v} $1" }],
    },
  })
  expect(en).toContain("the page is $& {v} $1")
})

describe("a trigger with arguments", () => {
  const sentence = (code: string, args: Record<string, unknown>) => {
    const base = { ...DEFINITION, conditions: null, trigger: { code, args } }
    return automationSentence(base, catalog, names)
  }

  it.each([
    ["cart.abandoned", { after_minutes: 90 }, "When a cart is left for 90 minutes"],
    ["cart.abandoned", { after_minutes: 1440 }, "When a cart is left for 1 day"],
    ["customer.inactive", { days: 60 }, "When a customer has not ordered for 60 days"],
    ["customer.order_count_reached", { count: 5 }, "When a customer places order number 5"],
    ["customer.spend_reached", { amount: 500 }, "When a customer's spending reaches 500"],
    ["tier.up", { to: "A" }, "When a customer rises to tier A"],
    ["tier.down", { to: "any" }, "When a customer falls to a lower tier"],
    ["tier.at_risk", { from: "any" }, "When a customer is about to lose their tier"],
    ["consent.given", { purpose: "marketing" }, "When somebody agrees to marketing"],
    ["consent.withdrawn", { purpose: "any" }, "When somebody takes back any purpose"],
    ["product.due", { days: 7 }, "When a product is needed again in 7 days: "],
    [
      "product.due",
      { days: 1, when: "rise" },
      "When a product is needed again and buying it begins to be likely (where nobody can tell, in 1 day): ",
    ],
    ["season.day", { month: "12", day: 6 }, "Every year on December 6"],
    [
      "customer.spend_reached",
      { amount: { amount: 500, currency_code: "eur" } },
      "When a customer's spending reaches €500.00",
    ],
  ])("%s %j", (code, args, begins) => {
    const { en, es, pt } = sentence(code, args)
    expect(en.startsWith(begins)).toBe(true)
    expect(es + pt).not.toMatch(/[{}]/)
  })
})
