import { normaliseEmail } from "../identity/email"
import { CHANNELS, PURPOSES, type RecordBasis } from "./consent"
import { monthsAfter } from "./may-use"

/** Why a line of another system's consents is not taken; in the order in which it is asked. */
export const IMPORT_REJECTIONS = [
  "no_address",
  "unknown_purpose",
  "unknown_channel",
  "unclear_answer",
  "no_date",
  "future_date",
  "no_source",
  "no_wording",
  "ended",
  "erased",
] as const
export type ImportRejection = (typeof IMPORT_REJECTIONS)[number]

/** The columns that are read; all of them texts. */
export const IMPORT_COLUMNS = [
  "email",
  "purpose",
  "channel",
  "granted",
  "date",
  "source",
  "text",
  "text_version",
  "locale",
  "basis",
  "expires_at",
] as const
export type ImportLine = Readonly<
  Partial<Record<(typeof IMPORT_COLUMNS)[number], string | undefined>>
>

export type ImportedConsent = {
  /** Normalised. */
  readonly email: string
  readonly purpose: string
  readonly channel: string
  readonly granted: boolean
  readonly occurred_at: string
  /** Where it was said, in the words of the other system. */
  readonly said_in: string | null
  readonly text: string | null
  readonly text_version: string | null
  readonly locale: string | null
  readonly basis: RecordBasis
  readonly expires_at: string | null
}

const YES = new Set(["yes", "true", "1", "granted", "opt_in", "sí", "si", "sim"])
const NO = new Set(["no", "false", "0", "withdrawn", "opt_out", "não", "nao"])

/**
 * One consent as another system kept it. Without evidence there is no consent: a yes needs its date, where it was said and in
 * which words. A no needs nothing but the person; without a date it counts from now.
 *
 * @param at.now ISO 8601; later dates are refused
 */
export function checkImported(
  line: ImportLine,
  at: { readonly now: string; readonly inquiry_months: number }
): ImportedConsent | ImportRejection {
  const said = (column: keyof ImportLine): string | null => line[column]?.trim() || null
  const email = normaliseEmail(said("email") ?? "")
  const purpose = said("purpose")?.toLowerCase() ?? "marketing"
  const channel = said("channel")?.toLowerCase() ?? "email"
  const answer = said("granted")?.toLowerCase() ?? ""
  const [granted, date] = [YES.has(answer), instantOf(said("date"))]
  if (email === null) {
    return "no_address"
  }
  if (purpose === "service" || !(PURPOSES as readonly string[]).includes(purpose)) {
    return "unknown_purpose"
  }
  if (!(CHANNELS as readonly string[]).includes(channel)) {
    return "unknown_channel"
  }
  if (!granted && !NO.has(answer)) {
    return "unclear_answer"
  }
  const base = {
    email,
    purpose,
    channel,
    granted,
    said_in: said("source"),
    text: said("text"),
    text_version: said("text_version"),
    locale: said("locale"),
  }
  if (!granted) {
    const known = date !== null && Date.parse(date) <= Date.parse(at.now)
    return { ...base, occurred_at: known ? date : at.now, basis: "consent", expires_at: null }
  }
  return withEvidence(line, { ...base, date }, at)
}

function withEvidence(
  line: ImportLine,
  {
    date,
    ...base
  }: Omit<ImportedConsent, "occurred_at" | "basis" | "expires_at"> & {
    readonly date: string | null
  },
  at: { readonly now: string; readonly inquiry_months: number }
): ImportedConsent | ImportRejection {
  const basis: RecordBasis = line.basis?.trim().toLowerCase() === "inquiry" ? "inquiry" : "consent"
  if (date === null) {
    return "no_date"
  }
  if (Date.parse(date) > Date.parse(at.now)) {
    return "future_date"
  }
  if (base.said_in === null) {
    return "no_source"
  }
  // An inquiry is no agreement to any words.
  if (basis === "consent" && base.text === null && base.text_version === null) {
    return "no_wording"
  }
  const stated = instantOf(line.expires_at ?? null)
  const expires_at = basis === "inquiry" ? monthsAfter(date, at.inquiry_months) : stated
  if (expires_at !== null && Date.parse(expires_at) <= Date.parse(at.now)) {
    return "ended"
  }
  return { ...base, occurred_at: date, basis, expires_at }
}

const INSTANT =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** A day, or a time with or without its offset (UTC then). What reads in two ways, as 03/04/2025, is no date. */
function instantOf(text: string | null): string | null {
  if (text === null || !INSTANT.test(text.trim())) {
    return null
  }
  const [day = "", time = "00:00"] = text.trim().split(/[T ]/)
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`
  const at = new Date(`${day}T${zoned}`)
  const real = new Date(`${day}T00:00:00Z`)
  const exists = Number.isFinite(real.getTime()) && real.toISOString().startsWith(day)
  return exists && Number.isFinite(at.getTime()) ? at.toISOString() : null
}
