import type { Localized } from "../core/catalog/definitions"
import type { Mode } from "../core/decision/decision"
import type { DeadLetterResponse } from "./delivery"

/** GET /admin/kairos/health → { health } */
export type HealthResponse = {
  health: {
    status: "ok" | "warning" | "failing"
    problems: Localized[]
    mode: Mode
    /** False on a standby, or while the server refuses writes: then nothing is claimed. */
    database: { writable: boolean }
    /** Events of the last day that an active automation should have decided and did not; anything but 0 is a fault. */
    undecided_last_day: number
    inbox: {
      pending: number
      oldest_pending_seconds: number | null
      dead: number
      done_last_hour: number
    }
    deliveries: {
      queued: number
      overdue: number
      sending: number
      unknown: number
      dead: number
      failed_last_day: number
      sent_last_day: number
    }
    decision_latency_seconds: { p50: number | null; p95: number | null }
    /** Of the last 14 days in the shop's zone, the oldest first; `day` as 2026-03-02. */
    decisions_by_day: { day: string; sent: number; held: number; skipped: number }[]
    sweep: { last_at: string | null; found_last: number | null; found_last_day: number }
    triggers: TriggerHealthResponse[]
    /** Contacts that were owed at once: whether they went within an hour of their event. */
    promise: ContactPromiseResponse & {
      /** Events that nobody decided for an hour, of triggers that an automation waits for. */
      waiting: number
    }
    provider: {
      channel: string
      configured: boolean
      paused: boolean
      paused_reason: Localized | null
      /** As the provider calls itself, where that is known. */
      name: string | null
      /** Whether it writes headers into mails; without them marketing is refused. */
      sends_headers: boolean
      /** What the provider reports of mails: whether its reports are verified and taken, and when the last came. */
      reports: { verified: boolean; last_at: string | null; last_day: number }
      /** Marketing mails of 7 days that were delivered and reported as spam; stopped above 0.3 %. */
      complaints: { delivered: number; complained: number; stopped_since: string | null }
    }[]
    dead_letters: DeadLetterResponse[]
  }
}

export type ContactPromiseResponse = {
  last_day: PromiseCounts
  last_week: PromiseCounts
  /** From the event to the first contact, of seven days. */
  contact_seconds: { p50: number | null; p95: number | null }
}

/** `share` from 0 to 1; null when nothing was owed. */
export type PromiseCounts = {
  within_hour: number
  late: number
  missed: number
  share: number | null
}

export type TriggerHealthResponse = ContactPromiseResponse & {
  code: string
  label: Localized
  /** Automations that are active with it. */
  automations: number
  last_seen_at: string | null
  events_last_day: number
  events_last_week: number
  /** Of seven days, by the way they came: `bus`, `sweep`, `job`, `api`, `import`, `storefront`. */
  ways: { source: string; count: number }[]
  /** Of 14 days in the shop's zone, the oldest first. */
  by_day: { day: string; events: number }[]
  decision_seconds: { p50: number | null; p95: number | null }
  /** It used to come at this hour and weekday, and did not; null when nothing is wrong, or it is too rare or new to say. */
  silent: { hours: number; usual: number; text: Localized } | null
}
