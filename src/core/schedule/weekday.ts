/** Named as in the form and in the API; ISO 8601 numbers them from Monday, 1. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** @param weekday ISO 8601: Monday is 1, Sunday is 7 */
export const weekdayOf = (weekday: number): Weekday => WEEKDAYS[weekday - 1] as Weekday
