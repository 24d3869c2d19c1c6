/** What a provider says became of a message, in words of ours. */
export const REPORT_KINDS = [
  "accepted",
  "deferred",
  "delivered",
  "bounced",
  "soft_bounced",
  "blocked",
  "dropped",
  "complained",
  "unsubscribed",
  "opened",
  "clicked",
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** Why nothing goes to an address any more, weakest first; a stronger one takes the place of a weaker one. */
export type SuppressionCause =
  "soft_bounces" | "unsubscribed" | "dropped" | "hard_bounce" | "spam_report"

/** The message did not reach its reader. */
export const LOST_KINDS = [
  "bounced",
  "soft_bounced",
  "blocked",
  "dropped",
] as const satisfies readonly ReportKind[]
export type LostKind = (typeof LOST_KINDS)[number]

/** A server that would not take it now; several of them pause the address. */
export const SOFT_KINDS = ["deferred", "soft_bounced"] as const satisfies readonly ReportKind[]

export type Report = {
  /** The provider's id of the event: the same event again has the same. */
  readonly id: string
  readonly delivery_id: string
  readonly attempt: number | null
  readonly kind: ReportKind
  /** ISO 8601. */
  readonly occurred_at: string
  /** To whom it went; not kept beside the report. */
  readonly email: string
  /** As `5.1.1`, without the words that mail servers quote addresses in. */
  readonly status: string | null
  readonly link: string | null
  /** Whether a machine opened it: a mail program that loads pictures for everybody. */
  readonly machine: boolean
  /** What it says about the address, beside the message. */
  readonly suppresses: SuppressionCause | null
}
