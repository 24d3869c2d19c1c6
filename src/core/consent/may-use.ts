import { note } from "../text/note"
import type {
  ConsentBasis,
  ConsentEntry,
  ConsentVerdict,
  ContactState,
  Suppressed,
} from "./consent"
import { consentKey } from "./fold"

type Refusal = Extract<ConsentVerdict, { allowed: false }>

/**
 * May this purpose use this channel now? After the consent table of the contract: a service notice needs nothing;
 * marketing needs consent on channels that reach out and none where the shop only shows; personalisation, reviews,
 * sharing and a shop's own purposes need consent; profiling is allowed for customers until they object.
 *
 * @param contact What restricts this person; undefined for a visitor of whom nothing is known.
 * @param basis With `soft_opt_in`, marketing mail to a known person is allowed until they say no. The law asks for an
 *   earlier purchase as well; whoever knows the purchases passes `opt_in` for people without any.
 * @param now ISO 8601; a pause that the person asked for is only known to last when it is given.
 */
export function mayUse(
  purpose: string,
  channel: string,
  contact: ContactState | undefined,
  basis: ConsentBasis,
  now?: string
): ConsentVerdict {
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
  return paused(channel, contact, now) ?? byPurpose(purpose, channel, contact, basis)
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
  now: string | undefined
): boolean {
  if (until !== undefined && until !== null) {
    return purpose !== "service" && (now === undefined || Date.parse(until) > Date.parse(now))
  }
  if (cause !== "unsubscribed") {
    return true
  }
  const entry = contact?.consents[consentKey(purpose, channel)]
  const agreedSince = entry?.granted === true && Date.parse(entry.since) > Date.parse(since)
  return purpose !== "service" && !agreedSince
}

/** A pause stops what reaches out; what a person sees on their own visit goes on. */
function paused(
  channel: string,
  contact: ContactState | undefined,
  now: string | undefined
): Refusal | null {
  const until = contact?.paused_until
  if (channel === "on_site" || now === undefined || until === null || until === undefined) {
    return null
  }
  return Date.parse(until) > Date.parse(now)
    ? refused("objected", null, note("pause", { at: until }))
    : null
}

function byPurpose(
  purpose: string,
  channel: string,
  contact: ContactState | undefined,
  basis: ConsentBasis
): ConsentVerdict {
  const entry = contact?.consents[consentKey(purpose, channel)]
  const profiled = purpose === "personalisation" || purpose === "profiling"
  if (profiled && contact?.profiling_objected === true) {
    return refused("objected", entry?.record_id ?? null, note("objected"))
  }
  if (entry !== undefined) {
    return byRecord(purpose, entry)
  }
  return withoutRecord(purpose, channel, contact, basis)
}

function byRecord(purpose: string, entry: ConsentEntry): ConsentVerdict {
  if (entry.granted) {
    return { allowed: true, basis: "consent", record_id: entry.record_id }
  }
  return refused(
    purpose === "profiling" ? "objected" : "consent_missing",
    entry.record_id,
    note("withdrawn", { at: entry.since, cause: entry.source })
  )
}

function withoutRecord(
  purpose: string,
  channel: string,
  contact: ContactState | undefined,
  basis: ConsentBasis
): ConsentVerdict {
  if (purpose === "marketing" && channel === "on_site") {
    return { allowed: true, basis: "not_needed", record_id: null }
  }
  const byShop =
    purpose === "profiling" ||
    (purpose === "marketing" && channel === "email" && basis === "soft_opt_in")
  return byShop && contact !== undefined
    ? { allowed: true, basis: "shop_default", record_id: null }
    : refused("consent_missing", null, note("no_record"))
}

function refused(reason: Refusal["reason"], record_id: string | null, detail: string): Refusal {
  return { allowed: false, reason, record_id, detail }
}
