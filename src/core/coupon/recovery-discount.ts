/** What is known of a person's discounts for leaving a cart. */
export type RecoveryHistory = {
  /** Discounts that they got for leaving within the days of the shop's limit. */
  readonly given: number
  /** Their purchases of the last year, and how many of them were made with such a discount. */
  readonly purchases: number
  readonly with_discount: number
}

export type RecoveryVerdict =
  | { readonly kind: "give" }
  | { readonly kind: "had"; readonly count: number }
  | { readonly kind: "waits_for_codes"; readonly count: number; readonly purchases: number }

/** The year in which purchases are looked at, in days. */
export const CODE_HISTORY_DAYS = 365
/** One purchase with a discount may be chance. */
const LEAST_WITH_DISCOUNT = 2
const CODE_DRIVEN_SHARE = 0.5

/**
 * Whether leaving a cart brings a discount (K7): at most `max` in the shop's days, so that leaving again earns nothing; and none for
 * whoever buys by such discounts, which is at least twice and at least every other time within a year. The reminder goes in any
 * case: who forgot their cart is helped, who waits for a code learns not to.
 */
export function judgeRecoveryDiscount(
  { given, purchases, with_discount }: RecoveryHistory,
  max: number
): RecoveryVerdict {
  if (given >= max) {
    return { kind: "had", count: given }
  }
  return with_discount >= LEAST_WITH_DISCOUNT && with_discount >= purchases * CODE_DRIVEN_SHARE
    ? { kind: "waits_for_codes", count: with_discount, purchases }
    : { kind: "give" }
}
