/** What is known of a person's discounts for leaving a cart. */
export type RecoveryHistory = {
  /** Discounts that they got for leaving within the days of the shop's limit. */
  readonly given: number
  /** Their purchases within the habit's days, and how many of them were made with such a discount. */
  readonly purchases: number
  readonly with_discount: number
}

/** From when on somebody counts as one who buys by such discounts. */
export type CodeHabit = {
  /** Purchases with such a discount: one may be chance. */
  readonly purchases: number
  /** Their least share of all purchases. */
  readonly percent: number
  /** The time in which purchases are looked at. */
  readonly days: number
}

/** How far a shop goes with discounts for leaving a cart. */
export type RecoveryPolicy = {
  /** Per person, in so many days. */
  readonly max: number
  readonly days: number
  /** Whether the first step of a journey goes without a discount, whatever it says. */
  readonly reminder_first: boolean
  /** Null: habits are not looked at. */
  readonly habit: CodeHabit | null
}

export const DEFAULT_CODE_HABIT: CodeHabit = { purchases: 2, percent: 50, days: 365 }
export const DEFAULT_RECOVERY_POLICY: RecoveryPolicy = {
  max: 1,
  days: 90,
  reminder_first: false,
  habit: DEFAULT_CODE_HABIT,
}

export type RecoveryVerdict =
  | { readonly kind: "give" }
  | { readonly kind: "had"; readonly count: number }
  | { readonly kind: "waits_for_codes"; readonly count: number; readonly purchases: number }

/**
 * Whether leaving a cart brings a discount (K7): at most `max` in the shop's days, so that leaving again earns nothing; and none for
 * whoever buys by such discounts, unless the shop says otherwise at least twice and at least every other time within a year. The
 * reminder goes in any case: who forgot their cart is helped, who waits for a code learns not to.
 */
export function judgeRecoveryDiscount(
  { given, purchases, with_discount }: RecoveryHistory,
  { max, habit }: Pick<RecoveryPolicy, "max" | "habit">
): RecoveryVerdict {
  if (given >= max) {
    return { kind: "had", count: given }
  }
  return habit !== null &&
    with_discount >= habit.purchases &&
    with_discount * 100 >= purchases * habit.percent
    ? { kind: "waits_for_codes", count: with_discount, purchases }
    : { kind: "give" }
}
