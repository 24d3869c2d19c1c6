import type { Report, ReportKind, SuppressionCause } from "./report"

type Fields = Readonly<Record<string, unknown>>
type Meaning = {
  readonly kind: ReportKind
  readonly suppresses?: SuppressionCause
}

/** The custom arguments that our provider gives every delivery. */
const DELIVERY_ARG = "kairos_delivery_id"
const ATTEMPT_ARG = "kairos_attempt"

const ID = /^[\w.=+/:-]{1,200}$/

/** Dropped for the mail's or the account's sake: it says nothing about the address. */
const NOT_THE_ADDRESS = /spam content|smtpapi|over package quota|invalid smtp/i

/**
 * One event of SendGrid's Event Webhook. What it calls a bounce is `blocked` where the server only would not take this
 * mail: that never suppresses an address (B-25). Unknown fields are ignored.
 * @returns null for what is none of our business: an unknown type, a mail that Kairos did not send, or an event without
 * an id, by which it would count each time it comes
 */
export function readSendgridEvent(input: unknown): Report | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return null
  }
  const fields = input as Fields
  const meaning = meaningOf(fields)
  const id = matching(fields.sg_event_id, ID)
  const delivery_id = matching(fields[DELIVERY_ARG], ID)
  const occurred_at = instantOf(fields.timestamp)
  if (meaning === null || id === null || delivery_id === null || occurred_at === null) {
    return null
  }
  return {
    id,
    delivery_id,
    attempt: attemptOf(fields[ATTEMPT_ARG]),
    kind: meaning.kind,
    occurred_at,
    email: typeof fields.email === "string" ? fields.email : "",
    status: matching(fields.status, /^[245]\.\d{1,3}\.\d{1,3}$/),
    link: typeof fields.url === "string" ? fields.url : null,
    machine: fields.sg_machine_open === true,
    suppresses: meaning.suppresses ?? null,
  }
}

function meaningOf(fields: Fields): Meaning | null {
  switch (fields.event) {
    case "processed":
      return { kind: "accepted" }
    case "deferred":
      return { kind: "deferred" }
    case "delivered":
      return { kind: "delivered" }
    case "bounce":
      return bounceOf(fields)
    case "blocked":
      return { kind: "blocked" }
    case "dropped":
      return NOT_THE_ADDRESS.test(String(fields.reason))
        ? { kind: "dropped" }
        : { kind: "dropped", suppresses: "dropped" }
    case "spamreport":
      return { kind: "complained", suppresses: "spam_report" }
    case "unsubscribe":
    case "group_unsubscribe":
      return { kind: "unsubscribed", suppresses: "unsubscribed" }
    case "open":
      return { kind: "opened" }
    case "click":
      return { kind: "clicked" }
    default:
      return null
  }
}

/** A bounce with a 4.x.x status is for now, one of the type `blocked` for this mail; any other is for good. */
function bounceOf({ type, status }: Fields): Meaning {
  if (type === "blocked") {
    return { kind: "blocked" }
  }
  return String(status).startsWith("4.")
    ? { kind: "soft_bounced" }
    : { kind: "bounced", suppresses: "hard_bounce" }
}

const matching = (value: unknown, pattern: RegExp): string | null =>
  typeof value === "string" && pattern.test(value) ? value : null

function attemptOf(value: unknown): number | null {
  const attempt = Number(value)
  return Number.isInteger(attempt) && attempt > 0 && attempt < 1000 ? attempt : null
}

/** Seconds since 1970, of this century. */
function instantOf(value: unknown): string | null {
  return typeof value === "number" && value > 946_684_800 && value < 4_102_444_800
    ? new Date(Math.floor(value) * 1000).toISOString()
    : null
}
