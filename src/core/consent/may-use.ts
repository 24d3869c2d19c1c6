import { Temporal } from "temporal-polyfill"
import { note } from "../text/note"
import type { ConsentEntry, ConsentVerdict, ContactState, Suppressed } from "./consent"
import { consentKey, hasEnded } from "./fold"
import { isMinor } from "./minor"
import type { ConsentPolicy } from "./policy"

type Refusal = Extract<ConsentVerdict, { allowed: false }>

/** What the question is asked about. */
export type Use = {
  readonly purpose: string
  readonly channel: string
  /** When the person last bought something, ISO 8601; null or absent: never, and the soft opt-in is not for them. */
  readonly bought_at?: string | null
}

/**
 * May this purpose use this channel now? After the consent table of the contract: a service notice needs nothing;
 * marketing needs consent on channels that reach out and none where the shop only shows; personalisation, reviews,
 * sharing and a shop's own purposes need consent; profiling is allowed for customers until they object. Nothing but service
 * and what everybody sees is for minors.
 *
 * @param contact What restricts this person; undefined for a visitor of whom nothing is known.
 * @param now ISO 8601; pauses, consents and the soft opt-in end at instants.
 */
export function mayUse(
  use: Use,
  contact: ContactState | undefined,
  policy: ConsentPolicy,
  now: string
): ConsentVerdict {
  const { purpose, channel } = use
  const stopped = contact?.suppressed[channel]
  if (stopped !== undefined && stops(stopped, purpose, channel, contact, now)) {
    return refused(
      "suppressed",
      null,
      note("suppressed", { cause: stopped.cause, at: stopped.since })
    )
  }
  if (purpose === "service") {
    return { allowed: true, basis: "not_needed", record_id: null }
  }
  return (
    tooYoung(use, contact, policy, now) ??
    paused(channel, contact, now) ??
    byPurpose(use, contact, policy, now)
  )
}

/** Whether nothing may be concluded about a person: they objected, or are too young for it. */
export function refusesProfiling(
  contact: ContactState | undefined | null,
  policy: ConsentPolicy,
  now: string
): boolean {
  return contact?.profiling_objected === true || isMinor(contact ?? undefined, policy.minors, now)
}

/** A visitor of whom nothing is known is nobody whose age could be asked; what everybody sees, minors see as well. */
function tooYoung(
  { purpose, channel }: Use,
  contact: ContactState | undefined,
  { minors }: ConsentPolicy,
  now: string
): Refusal | null {
  const forEverybody = purpose === "marketing" && channel === "on_site"
  return contact !== undefined && !forEverybody && isMinor(contact, minors, now)
    ? refused("minor", null, note("minor"))
    : null
}

/**
 * What makes an address unusable stops everything. Unsubscribing at the provider is a no to all but service until the person
 * says yes again here; a pause after soft bounces is over when its time is.
 */
function stops(
  { cause, since, until }: Suppressed,
  purpose: string,
  channel: string,
  contact: ContactState | undefined,
  now: string
): boolean {
  if (until !== undefined && until !== null) {
    return purpose !== "service" && Date.parse(until) > Date.parse(now)
  }
  if (cause !== "unsubscribed") {
    return true
  }
  const entry = contact?.consents[consentKey(purpose, channel)]
  const agreedSince = entry?.granted === true && Date.parse(entry.since) > Date.parse(since)
  return purpose !== "service" && !agreedSince
}

/** A pause stops what reaches out; what a person sees on their own visit goes on. */
function paused(channel: string, contact: ContactState | undefined, now: string): Refusal | null {
  const until = contact?.paused_until
  if (channel === "on_site" || until === null || until === undefined) {
    return null
  }
  return Date.parse(until) > Date.parse(now)
    ? refused("objected", null, note("pause", { at: until }))
    : null
}

function byPurpose(
  use: Use,
  contact: ContactState | undefined,
  policy: ConsentPolicy,
  now: string
): ConsentVerdict {
  const { purpose, channel } = use
  const entry = contact?.consents[consentKey(purpose, channel)]
  const profiled = purpose === "personalisation" || purpose === "profiling"
  if (profiled && contact?.profiling_objected === true) {
    return refused("objected", entry?.record_id ?? null, note("objected"))
  }
  if (entry === undefined) {
    return withoutRecord(use, contact, policy, now)
  }
  const verdict =
    entry.basis === "inquiry" && contact?.excluded_by != null
      ? excluded(contact.excluded_by, entry.record_id)
      : byRecord(purpose, entry, now)
  // An inquiry is less than a purchase: who bought as well is a customer.
  const unsaid = entry.basis === "inquiry" ? withoutRecord(use, contact, policy, now) : verdict
  return verdict.allowed || !unsaid.allowed ? verdict : unsaid
}

function byRecord(purpose: string, entry: ConsentEntry, now: string): ConsentVerdict {
  const { record_id, expires_at } = entry
  if (!entry.granted) {
    return refused(
      purpose === "profiling" ? "objected" : "consent_missing",
      record_id,
      note("withdrawn", { at: entry.since, cause: entry.source })
    )
  }
  if (expires_at !== undefined && hasEnded(entry, now)) {
    return refused("consent_missing", record_id, note("consent_ended", { at: expires_at }))
  }
  const basis = entry.basis ?? "consent"
  return { allowed: true, basis, record_id, ...(expires_at === undefined ? {} : { expires_at }) }
}

function withoutRecord(
  { purpose, channel, bought_at }: Use,
  contact: ContactState | undefined,
  policy: ConsentPolicy,
  now: string
): ConsentVerdict {
  if (purpose === "marketing" && channel === "on_site") {
    return { allowed: true, basis: "not_needed", record_id: null }
  }
  if (contact === undefined) {
    return refused("consent_missing", null, note("no_record"))
  }
  if (purpose === "profiling") {
    return { allowed: true, basis: "shop_default", record_id: null }
  }
  if (purpose !== "marketing" || channel !== "email" || policy.basis !== "soft_opt_in") {
    return refused("consent_missing", null, note("no_record"))
  }
  if (contact.excluded_by != null) {
    return excluded(contact.excluded_by, null)
  }
  return bought_at == null
    ? refused("consent_missing", null, note("no_record"))
    : asCustomer(bought_at, policy, now)
}

/** Who asked all shops to be left alone is, unless they agreed to this one (B-32). */
const excluded = (name: string, record_id: string | null): Refusal =>
  refused("consent_missing", record_id, note("excluded", { name }))

/** The soft opt-in is for a shop's own customers, and for so long after their last purchase (B-33). */
function asCustomer(boughtAt: string, policy: ConsentPolicy, now: string): ConsentVerdict {
  const expires_at = monthsAfter(boughtAt, policy.purchase_months)
  return Date.parse(expires_at) > Date.parse(now)
    ? { allowed: true, basis: "existing_customer", record_id: null, expires_at }
    : refused("consent_missing", null, note("customer_ended", { at: expires_at }))
}

/** Whole calendar months, in UTC: 31 August and six months is 28 February. */
export function monthsAfter(instant: string, months: number): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO("UTC").add({ months })
  return new Date(at.epochMilliseconds).toISOString()
}

function refused(reason: Refusal["reason"], record_id: string | null, detail: string): Refusal {
  return { allowed: false, reason, record_id, detail }
}
