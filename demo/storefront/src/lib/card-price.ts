import type { Plan } from "medusa-plugin-kairos/storefront"
import type { Product, Variant } from "./shop-api"

export type CardPrice = {
  readonly amount: number | string
  readonly currency: string
  /** How many days may be tried for nothing; 0 where there is no trial. */
  readonly trialDays: number
}

type Price = Omit<CardPrice, "trialDays">

const priceOf = ({ calculated_price: price }: Variant): Price | null =>
  price?.calculated_amount === null || price?.calculated_amount === undefined
    ? null
    : { amount: price.calculated_amount, currency: price.currency_code ?? "" }

const isFree = (variant: Variant): boolean => Number(priceOf(variant)?.amount ?? Number.NaN) === 0

/** Whether a variant costs nothing. Its plans say whether that is a trial; of everything else no plan has to be known for its price. */
export const mayBeTried = ({ variants }: Product): boolean => (variants ?? []).some(isFree)

/**
 * The least that a product is had for, or null when it has no price in this region. A trial costs nothing for some days and then what
 * its plan says, which is its price.
 * @param plans of the product; null while nobody knows them: then nothing is called free beside what costs something
 */
export const cardPrice = (product: Product, plans: readonly Plan[] | null): CardPrice | null => {
  const trials = (plans ?? []).filter(({ trial_days }) => trial_days > 0)
  const trialOf = (variant: Variant) =>
    isFree(variant)
      ? trials.find(({ variant_id }) => variant_id === null || variant_id === variant.id)
      : undefined
  const all = (product.variants ?? []).flatMap((variant) => {
    const trial = trialOf(variant)
    const later = trial?.price ?? null
    const price =
      later === null ? priceOf(variant) : { amount: later.amount, currency: later.currency_code }
    return price === null ? [] : [{ ...price, trialDays: trial?.trial_days ?? 0 }]
  })
  const known = plans === null && all.some(({ amount }) => Number(amount) > 0)
  const [least] = all
    .filter(({ amount }) => !known || Number(amount) > 0)
    .sort((a, b) => Number(a.amount) - Number(b.amount))
  return least === undefined
    ? null
    : { ...least, trialDays: Math.max(...all.map(({ trialDays }) => trialDays)) }
}
