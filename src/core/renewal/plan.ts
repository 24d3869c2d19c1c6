import type { Tier } from "../value/tier"

/** A stretch of time as calendars count it: a month is no number of days. */
type CalendarTerm = { readonly unit: "day" | "month" | "year"; readonly count: number }

/** So many uses, as of a punch card, and never for longer than a stretch of the calendar: what nobody uses has an end as well. */
export type UseTerm = {
  readonly unit: "use"
  readonly count: number
  readonly within: CalendarTerm
  /** With how many left its holder is told; null: with a fifth. */
  readonly few?: number | null
}

export type Term = CalendarTerm | UseTerm

/** What dates are counted by: the term itself, or the stretch in which its uses have to be had. */
export const calendarOf = (term: Term): CalendarTerm => (term.unit === "use" ? term.within : term)

/** What a shopper agrees to when they subscribe; archived with each subscription as it was then. */
export type PlanTerms = {
  readonly term: Term
  /** `automatic`: a shopper may agree to be charged until told to stop. Whoever did not agree renews by hand. */
  readonly renewal: "automatic" | "manual"
  /** What a renewal costs; null: what the product costs then. Decimal string, tax as the region has it. */
  readonly price: { readonly amount: string; readonly currency_code: string } | null
  /** Days before the first charge; 0 for none. */
  readonly trial_days: number
  /** Days after the end in which a renewal that could not be paid is still tried. */
  readonly grace_days: number
  /** How many days before a charge its notice goes out; null: as the law of the country suggests. */
  readonly notice_days: number | null
  /** Whether use, or a good review, inside the window of the law brings the notice forward; missing in older terms: it does not. */
  readonly notice_after_use?: boolean
  /** Whether a visit to the storefront does so, of whoever allows that it is known; missing in older terms: it does not. */
  readonly notice_after_visit?: boolean
  /** Whoever did not use it for so long is asked before they are charged; null: nobody is. */
  readonly dormant_after_days: number | null
  /** Whether one period may be left out. */
  readonly may_skip: boolean
  /** How many days the next date may be moved, and it lasts until then; null, or missing in older terms: not at all. */
  readonly postpone_days?: number | null
  /** How many days it may rest once what is paid has ended; null, or missing in older terms: not at all. */
  readonly pause_days?: number | null
  /**
   * Days in which it may be withdrawn from; null: as the law of the country has it, a number: that many where the law gives fewer;
   * 0: the law excepts it, as it does what perishes. Missing in what was agreed to before it could be said: as the law has it.
   */
  readonly withdrawal_days?: number | null
  /** The customer group that its holders are in while it lasts. */
  readonly customer_group_id: string | null
  /** The tier that its holders have at least while it lasts; null, or missing in older terms: theirs. */
  readonly tier_floor?: Tier | null
  /** Codes of placements whose content its holders see, and nobody else. */
  readonly placements?: readonly string[]
}

const DAYS_OF = { day: 1, month: 30, year: 365 } as const

/** About how many days a term has, to compare terms by; dates are never computed from it. */
export function termDays(term: Term): number {
  const { unit, count } = calendarOf(term)
  return DAYS_OF[unit] * count
}
