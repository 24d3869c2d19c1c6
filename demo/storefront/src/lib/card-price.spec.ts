import type { Plan } from "medusa-plugin-kairos/storefront"
import { cardPrice, mayBeTried } from "./card-price"
import type { Product } from "./shop-api"

const product = (prices: Readonly<Record<string, number | null>>): Product =>
  ({
    id: "prod_club",
    variants: Object.entries(prices).map(([id, calculated_amount]) => ({
      id,
      calculated_price: { calculated_amount, currency_code: "gbp" },
    })),
  }) as Product

const plan = (changes: Partial<Plan>): Plan =>
  ({ variant_id: null, trial_days: 0, price: null, ...changes }) as Plan

const pass = product({ year: 39, trial: 0 })
const year = plan({ variant_id: "year" })
const trial = plan({
  variant_id: "trial",
  trial_days: 14,
  price: { amount: "39.00", currency_code: "gbp" },
})

describe("the price on a product's card", () => {
  it("is the least that one of its variants costs", () => {
    const mug = product({ small: 12, large: 9.5, none: null })
    expect(cardPrice(mug, null)).toEqual({ amount: 9.5, currency: "gbp", trialDays: 0 })
    expect(mayBeTried(mug)).toBe(false)
    expect(cardPrice(product({ none: null }), [])).toBeNull()
  })

  it("is never the nothing that a trial costs at first, but what is paid after it", () => {
    expect(mayBeTried(pass)).toBe(true)
    expect(cardPrice(pass, [year, trial])).toMatchObject({ amount: 39, trialDays: 14 })
    const only = product({ trial: 0 })
    expect(cardPrice(only, [trial])).toEqual({ amount: "39.00", currency: "gbp", trialDays: 14 })
    const cheaper = plan({ ...trial, price: { amount: "29.00", currency_code: "gbp" } })
    expect(cardPrice(pass, [year, cheaper])).toMatchObject({ amount: "29.00", trialDays: 14 })
  })

  it("calls nothing free while the plans are not known, unless there is nothing else", () => {
    expect(cardPrice(pass, null)).toMatchObject({ amount: 39, trialDays: 0 })
    expect(cardPrice(product({ sample: 0 }), null)).toMatchObject({ amount: 0, trialDays: 0 })
  })

  it("is nothing where something is given away and no plan says more", () => {
    expect(cardPrice(product({ sample: 0, box: 5 }), [])).toMatchObject({ amount: 0, trialDays: 0 })
    // A trial of another variant says nothing about a variant that costs nothing by itself.
    const other = product({ sample: 0, trial: 0 })
    expect(cardPrice(other, [trial])).toMatchObject({ amount: 0, trialDays: 14 })
  })
})
