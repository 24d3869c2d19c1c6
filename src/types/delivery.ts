import type { Localized } from "../core/catalog/definitions"
import type { Reason } from "../core/decision/decision"
import type { DeliveryState } from "../core/decision/delivery"
import type { ReportKind } from "../core/report/report"
import type { CouponResponse } from "./coupon"
import type { Page } from "./page"

export type DeliveryResponse = {
  id: string
  decision_id: string
  automation_id: string
  automation_name: string | null
  customer_id: string
  step: string
  channel: string
  state: DeliveryState
  reason: Reason | null
  /** As it is kept, in English; `because` says it to a person. */
  detail: string | null
  because: Localized | null
  /** The channels before its own that did not reach the person. */
  passed: { channel: string; text: Localized }[]
  /** On what it rested when it was let go; null before that. `basis` as in a decision's trace. */
  consent:
    | {
        purpose: string
        channel: string
        basis: string | null
        record_id: string | null
        expires_at?: string
      }[]
    | null
  /** What a held delivery waits for, and until when at the latest; the text shows the clock of `time_zone`, the person's. */
  hold: { until: string; time_zone: string | null; text: Localized } | null
  /** The event that would end its waiting before `due_at`. */
  awaits: { name: string; within_minutes: number; otherwise: "continue" | "exit" } | null
  priority: number
  due_at: string
  sent_at: string | null
  expires_at: string
  created_at: string
  attempts: { at: string; outcome: string; message: string | null; text: Localized | null }[]
  /** What the provider reported, oldest first; never used for a decision, because machines open and click, too. */
  reports: {
    kind: ReportKind
    at: string
    attempt: number | null
    /** The server's code, as `5.1.1`. */
    status: string | null
    /** Opened by a mail program by itself, or clicked by something that checks links. */
    machine: boolean
  }[]
  coupon: CouponResponse | null
}

/** One delivery, and its message as it can be read again. */
export type DeliveryDetailResponse = {
  delivery: DeliveryResponse
  /** As it was handed to the provider, without tokens and codes; null where nothing was, or it is not kept any more. */
  message: {
    attempt: number
    at: string
    locale: "en" | "es" | "pt"
    sender: string | null
    subject: string
    /** Its links lead nowhere; null where the channel carries plain text. */
    html: string | null
    text: string
  } | null
  /** For how many days messages are kept; 0 for not at all. */
  messages_kept_days: number
}

/** GET /admin/kairos/dead-letters → Page<"dead_letters", DeadLetterResponse> & { classes } */
export type DeadLetterResponse = {
  id: string
  name: string
  entity_id: string
  customer_id: string | null
  attempts: number
  error_class: string | null
  error_message: string | null
  occurred_at: string
  received_at: string
}

export type DeadLettersResponse = Page<"dead_letters", DeadLetterResponse> & {
  classes: { error_class: string | null; name: string; count: number }[]
}
