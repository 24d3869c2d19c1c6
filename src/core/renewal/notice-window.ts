import { termDays, type Term } from "./plan"

/** What a notice is for: a renewal, the first charge after a trial, or a renewal at another price than was told. */
export type NoticeKind = "renewal" | "trial" | "price"

/** Between how many days before a charge its notice has to go out. */
export type NoticeWindow = {
  readonly earliest_days: number
  readonly latest_days: number
  readonly source: string
}

type Rule = NoticeWindow & {
  readonly kind: NoticeKind
  /** ISO 3166-1 alpha-2, lower case; null for all others. */
  readonly country: string | null
  /** Of the term, or of the trial. */
  readonly at_least_days: number
}

const HOUSE = "house rule: in time, and not so early that it is forgotten"

/**
 * An engineering reading of the law, not legal advice. Where a country says nothing, the strictest sensible rule holds: what
 * California asks of a year is asked everywhere. Whoever adds a country adds a case to spec/renewal/notice-window.json.
 */
const RULES: readonly Rule[] = [
  rule("renewal", null, 0, 30, 3, HOUSE),
  rule("renewal", null, 365, 45, 15, HOUSE),
  rule("renewal", "us", 365, 45, 15, "California Bus. & Prof. Code § 17602(b)(1)"),
  rule("renewal", "fr", 90, 90, 30, "Code de la consommation, art. L215-1"),
  rule("trial", null, 0, 7, 3, HOUSE),
  rule("trial", null, 32, 21, 3, HOUSE),
  rule("trial", "us", 32, 21, 3, "California Bus. & Prof. Code § 17602(b)(2)"),
  rule("price", null, 0, 30, 7, "California Bus. & Prof. Code § 17602(e), held everywhere"),
]

function rule(
  kind: NoticeKind,
  country: string | null,
  at_least_days: number,
  earliest_days: number,
  latest_days: number,
  source: string
): Rule {
  return { kind, country, at_least_days, earliest_days, latest_days, source }
}

/**
 * The window of a notice.
 * @param stretch the term, or the days of the trial, that end with the charge
 */
export function noticeWindow(
  kind: NoticeKind,
  country: string | null,
  stretch: Term | number
): NoticeWindow {
  const days = typeof stretch === "number" ? stretch : termDays(stretch)
  const fitting = RULES.filter(
    (one) =>
      one.kind === kind &&
      one.at_least_days <= days &&
      (one.country === null || one.country === country)
  )
  const [best] = fitting.sort(
    (a, b) =>
      Number(b.country !== null) - Number(a.country !== null) || b.at_least_days - a.at_least_days
  )
  const { earliest_days, latest_days, source } = best as Rule
  return {
    // Not before the charge before it, and of a short term half is enough.
    earliest_days: Math.max(Math.min(earliest_days, days - 1), 1),
    latest_days: Math.min(latest_days, Math.floor(days / 2)),
    source,
  }
}

/** So many days are left for quiet hours, a provider that is down and another attempt. */
const ROOM_DAYS = 4

/** How many days before the charge the notice is made: what the plan wants, as far as the window lets it. */
export function noticeDays(window: NoticeWindow, wanted: number | null): number {
  const { earliest_days, latest_days } = window
  const days = wanted ?? latest_days + ROOM_DAYS
  return Math.min(Math.max(days, latest_days), earliest_days)
}
