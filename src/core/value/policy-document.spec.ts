import { LANGUAGES } from "../text/localized"
import { policyDocument } from "./policy-document"
import type { ValueDefinition } from "../profile/worth"
import type { TierPolicy } from "./tier"

const policy: TierPolicy = {
  recency_days: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [50, 150, 400, 1000],
  currency_code: "eur",
  weights: { recency: 2, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
  stability: { band: 0.25, minimum_stay_days: 60, grace_days: 30 },
}
const WHOLE: ValueDefinition = { tax: "included", shipping: "included" }
const texts = (
  given: Partial<TierPolicy> = {},
  language: "en" | "es" | "pt" = "en",
  value = WHOLE
) => policyDocument({ ...policy, ...given }, 7, value).map((paragraph) => paragraph[language])

describe("the policy as a document", () => {
  it("says what is measured, with which weight and points, where tiers begin and what keeps them", () => {
    expect(texts()).toEqual([
      "Policy 7. Every customer who has bought has a score from 1 to 5, the weighted mean of these parts. It gives tier A, B or C.",
      "An order is worth what was paid less what was given back, tax included, shipping included.",
      "Recency (50% of the score): days since the last order. 5 points up to 30, 4 points up to 90, 3 points up to 180, 2 points up to 365, else 1.",
      "Frequency (25% of the score): orders. 5 points from 10, 4 points from 5, 3 points from 3, 2 points from 2, else 1.",
      "Money (25% of the score): what was spent, less what was given back. 5 points from 1,000 EUR, 4 points from 400 EUR, 3 points from 150 EUR, 2 points from 50 EUR, else 1.",
      "What is not known is left out with its weight, instead of counting as little.",
      "Tier A begins at a score of 4, tier B at 2.5; everybody else is C.",
      "Who rises, rises at once. Who falls more than 0.25 below a threshold falls after 30 days. After a change a tier stays for 60 days. What is given back lowers the tier at the next scoring.",
      "Whoever objects to profiling, or is too young for it, has neither score nor tier.",
    ])
  })

  it("changes with the configuration: shares, costs, rates, and what is only looked at", () => {
    const given: Partial<TierPolicy> = {
      weights: { recency: 1, frequency: 0, monetary: 0, margin: 1, returns: 2 },
      observed: ["service", "margin"],
      shares: { a: 0.1, b: 0.4 },
      costs: {
        key: "cost",
        goods_share: 0.6,
        other_share: 0.19,
        incidents: { return: 8.5, complaint: 4 },
      },
      rates: [{ from: "usd", to: "eur", date: "2026-01-01", rate: 0.9 }],
    }
    const [, ...said] = texts(given)
    expect(said).toEqual([
      expect.stringContaining("tax included, shipping included"),
      expect.stringMatching(/^Recency \(25% of the score\)/),
      "Returns (50% of the score): share of what was paid that was given back. 5 points up to 2%, 4 points up to 10%, 3 points up to 25%, 2 points up to 50%, else 1.",
      "Margin (25% of the score): what is left of what was spent after costs. 5 points from 400 EUR, 4 points from 160 EUR, 3 points from 60 EUR, 2 points from 20 EUR, else 1.",
      "Looked at, but not weighed: cost of service.",
      expect.stringContaining("not known"),
      "The best 10% of the customers are A, the best 40% are A or B. Each night learns the scores at which the tiers begin; now 4 and 2.5.",
      expect.stringContaining("at once"),
      'Goods cost what the metadata "cost" of their variant or product says.',
      "Where it says nothing, they cost 60% of what was paid for them.",
      "19% of what counts is not the shop's: tax, carriage, fees.",
      "What goes wrong costs: a return 8.5 EUR and a complaint 4 EUR.",
      "Money in other currencies counts by dated rates (1); without one it is not known.",
      expect.stringContaining("objects"),
    ])
    for (const language of LANGUAGES) {
      const all = texts(given, language)
      expect(all).toHaveLength(said.length + 1)
      expect(all.join(" ")).not.toMatch(/\{|undefined|NaN/)
    }
    expect(texts(given, "es")).toContain(
      "Lo que sale mal cuesta: una devolución 8,5 EUR y una queja 4 EUR."
    )
    expect(texts(given, "pt")[3]).toMatch(/^Devoluções \(50% da pontuação\)/)
  })

  it("says what an order is worth, and takes nothing from it that is not in it (E-11)", () => {
    const given: Partial<TierPolicy> = { observed: ["margin"] }
    const said = (value: ValueDefinition, language: "en" | "es" | "pt") => {
      const all = texts(given, language, value)
      return [all[1], all.find((text) => /0\s?%/.test(text) && /shop|tienda|loja/.test(text))]
    }
    const goods: ValueDefinition = { tax: "excluded", shipping: "excluded" }
    expect(said(goods, "en")).toEqual([
      "An order is worth what was paid less what was given back, without tax, without shipping.",
      "0% of what counts is not the shop's: fees.",
    ])
    expect(said({ tax: "excluded", shipping: "included" }, "es")).toEqual([
      "Un pedido vale lo pagado menos lo devuelto, sin impuestos, envío incluido.",
      expect.stringMatching(/ de lo que cuenta no es de la tienda: portes, comisiones\.$/),
    ])
    expect(said({ tax: "included", shipping: "excluded" }, "pt")).toEqual([
      "Um pedido vale o que foi pago menos o que foi devolvido, impostos incluídos, sem frete.",
      expect.stringMatching(/ do que conta não é da loja: impostos, taxas\.$/),
    ])
  })
})
