import type { BehaviourEvent } from "./behaviour"
import { hostOf } from "./page-address"

/** One visit to the shop: it ends after 30 minutes without an event. Times are ISO 8601 in UTC. */
export type VisitorSession = {
  readonly started_at: string
  readonly last_seen_at: string
  readonly entry: SessionEntry
}

/** How a visit began: its first page, and what led there. */
export type SessionEntry = {
  readonly path: string | null
  readonly referrer_host: string | null
  /** Without the prefix: source, medium, campaign, term, content. */
  readonly utm: Readonly<Record<string, string>>
}

export const SESSION_IDLE_MINUTES = 30
const IDLE = SESSION_IDLE_MINUTES * 60_000

const NOWHERE: SessionEntry = { path: null, referrer_host: null, utm: {} }

/**
 * The newest session after these events. Events come late and in any order: those of an earlier visit change nothing,
 * and an earlier event of the same visit moves its beginning.
 * @param own host of the shop, which is no source of its own visits
 */
export function foldSession(
  known: VisitorSession | null,
  events: readonly BehaviourEvent[],
  own: string | null
): VisitorSession | null {
  const inOrder = [...events].sort(
    (a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at) || (a.id < b.id ? -1 : 1)
  )
  return inOrder.reduce((session, event) => withEvent(session, event, own), known)
}

function withEvent(
  session: VisitorSession | null,
  event: BehaviourEvent,
  own: string | null
): VisitorSession {
  const at = Date.parse(event.occurred_at)
  if (session === null || at - Date.parse(session.last_seen_at) > IDLE) {
    return {
      started_at: event.occurred_at,
      last_seen_at: event.occurred_at,
      entry: entryOf(event, own),
    }
  }
  if (Date.parse(session.started_at) - at > IDLE) {
    return session
  }
  const earlier = at < Date.parse(session.started_at)
  return {
    started_at: earlier ? event.occurred_at : session.started_at,
    last_seen_at: at > Date.parse(session.last_seen_at) ? event.occurred_at : session.last_seen_at,
    // The first page tells how the visit began; an event without a page says nothing about it.
    entry:
      earlier || session.entry.path === null ? better(event, session.entry, own) : session.entry,
  }
}

const better = (event: BehaviourEvent, known: SessionEntry, own: string | null): SessionEntry =>
  event.path === null ? known : entryOf(event, own)

function entryOf(event: BehaviourEvent, own: string | null): SessionEntry {
  if (event.path === null) {
    return NOWHERE
  }
  const utm = Object.entries(event.properties).flatMap(([key, value]) =>
    key.startsWith("utm_") && typeof value === "string" && value !== ""
      ? [[key.slice(4), value]]
      : []
  )
  return {
    path: event.path,
    referrer_host: foreignHost(event.properties.referrer, own),
    utm: Object.fromEntries(utm) as Record<string, string>,
  }
}

/** A host that is not the shop's own. */
export function foreignHost(referrer: unknown, own: string | null): string | null {
  const host = hostOf(referrer)
  return host === own ? null : host
}

/** What brought the visitor: the campaign that says so itself, else the page that linked here, else `direct`. */
export function entrySource(entry: SessionEntry): string {
  return entry.utm.source ?? entry.referrer_host ?? "direct"
}
