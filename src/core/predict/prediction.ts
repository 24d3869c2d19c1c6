import type { GammaGamma, Spending } from "../value/gamma-gamma"
import { expectedSpending } from "../value/gamma-gamma"
import type { PurchaseHistory } from "../value/purchase-history"
import { probabilityAlive, type PurchaseModel, purchasesToExpect } from "../value/purchase-models"
import type { NotEnough } from "./not-enough"

export const RISKS = ["low", "medium", "high"] as const
export type Risk = (typeof RISKS)[number]

/** What is missing in the shop's history, or in this customer's own. */
export type Missing =
  | NotEnough["missing"]
  /** They bought once: nobody can tell how often they do. */
  | { readonly what: "own_repeats" }
  /** Whoever has probably left orders at no day. */
  | { readonly what: "likely_left"; readonly alive: number }

/** What a shop's history taught, as far as one customer's future follows from it. */
export type ShopModels = {
  /** The last day that was seen, in days since 1970. */
  readonly as_of: number
  readonly unit_days: number
  /** Money is foretold in it. */
  readonly currency_code: string | null
  /** The model that the back-test chose; or what is missing for one. */
  readonly purchases: PurchaseModel | NotEnough
  /** The model that tells who has left; or why the history cannot tell. */
  readonly leaving: PurchaseModel | NotEnough
  readonly spending: GammaGamma | NotEnough
}

/** One customer as the models see them, their last day in days since 1970. */
export type SeenCustomer = PurchaseHistory & {
  readonly last_day: number
  readonly spending: Spending
}

/** Days since 1970: half of such customers order by `median`, four of five between `from` and `to`. */
export type NextOrder = { readonly from: number; readonly median: number; readonly to: number }

/** What can be foretold of one customer; null where it cannot, with what is missing. */
export type CustomerPrediction = {
  /** The probability that they will ever buy again. */
  readonly alive: number | null
  readonly risk: Risk | null
  readonly purchases_90: number | null
  readonly purchases_365: number | null
  readonly value_90: number | null
  readonly value_365: number | null
  /** Provided that they are still a customer. */
  readonly next_order: NextOrder | null
  readonly missing: Readonly<Partial<Record<Foretold, Missing>>>
}

export type Foretold = "alive" | "purchases" | "value" | "next_order"

/** Thirds, as shop owners know them from other products: low below 33 %, high above 66 %. */
export const riskOf = (alive: number): Risk =>
  alive > 0.67 ? "low" : alive < 0.34 ? "high" : "medium"

/** No figure is surer than this, and what is not written again every night is not noise. */
const roughly = (value: number): number => Number(value.toPrecision(2))

const isModel = <T extends object>(one: T | NotEnough): one is T => !("missing" in one)

/** One customer's future by the shop's models. */
export function foresee(models: ShopModels, seen: SeenCustomer): CustomerPrediction {
  const { purchases, leaving, spending, unit_days } = models
  const expect = (days: number): number | null =>
    isModel(purchases) ? purchasesToExpect(purchases, seen, days / unit_days) : null
  const [soon, year] = [expect(90), expect(365)]
  const worth = isModel(spending) ? expectedSpending(spending, seen.spending) : null
  const value = (count: number | null): number | null =>
    count === null || worth === null ? null : roughly(count * worth)
  const alive = isModel(leaving) ? Math.round(probabilityAlive(leaving, seen) * 100) / 100 : null
  const next = nextOrder(models, seen, alive)
  return {
    alive,
    risk: alive === null ? null : riskOf(alive),
    purchases_90: soon === null ? null : roughly(soon),
    purchases_365: year === null ? null : roughly(year),
    value_90: value(soon),
    value_365: value(year),
    next_order: "missing" in next ? null : next,
    missing: {
      ...(isModel(leaving) ? {} : { alive: leaving.missing }),
      ...(isModel(purchases) ? {} : { purchases: purchases.missing }),
      ...(isModel(spending) ? {} : { value: spending.missing }),
      ...("missing" in next ? { next_order: next.missing } : {}),
    },
  }
}

/** Half of all who are so likely to have left would be sent a date that never comes. */
const LIKELY_LEFT = 0.5

/**
 * When somebody who is still a customer orders next: given their history their rate is gamma (r + x, alpha + T), as in all three
 * models, so the time to their next purchase is a Lomax distribution (Fader, Hardie and Lee 2005, section 4).
 */
function nextOrder(
  { purchases, unit_days, as_of }: ShopModels,
  { x, T }: SeenCustomer,
  alive: number | null
): NextOrder | { readonly missing: Missing } {
  if (!isModel(purchases)) {
    return { missing: purchases.missing }
  }
  if (x === 0) {
    return { missing: { what: "own_repeats" } }
  }
  if (alive !== null && alive < LIKELY_LEFT) {
    return { missing: { what: "likely_left", alive } }
  }
  const { r, alpha } = purchases.params
  const day = (share: number): number =>
    as_of + Math.round((alpha + T) * Math.expm1(-Math.log1p(-share) / (r + x)) * unit_days)
  return { from: day(0.1), median: day(0.5), to: day(0.9) }
}
