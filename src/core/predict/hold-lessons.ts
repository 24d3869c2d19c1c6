/** When a shop's models were learned, and from how much. */
export type LearnedFrom = {
  /** Days since 1970. */
  readonly day: number
  readonly purchases: number
}

export type ShopNow = {
  readonly day: number
  readonly purchases: number
  /** Purchases that were added or touched since the models were learned. */
  readonly changed: number
}

/** So many days the models hold at most: days go by also where nobody buys. */
export const LESSONS_HOLD_DAYS = 7
/** So small a part hardly moves what is learned: a mean moves by a fiftieth of how far that part lies from the rest. */
const CHANGED_SHARE = 0.02
/** A shop that has fewer purchases learns anew within seconds, and has more to learn from each. */
export const HELD_FROM_PURCHASES = 20_000

/** Whether what was learned still holds, so that a night need only look at whom something has changed for. */
export function lessonsHold(
  learned: LearnedFrom,
  now: ShopNow,
  heldFrom = HELD_FROM_PURCHASES
): boolean {
  const different = Math.max(now.changed, Math.abs(now.purchases - learned.purchases))
  return (
    (learned.purchases >= heldFrom || different === 0) &&
    now.day >= learned.day &&
    now.day - learned.day < LESSONS_HOLD_DAYS &&
    different <= CHANGED_SHARE * learned.purchases
  )
}
