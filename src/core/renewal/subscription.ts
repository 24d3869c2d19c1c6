import type { PlanTerms, Term } from "./plan"
import type { Anchor } from "./recurrence"

/** `cancelled`, `lapsed` and `withdrawn` still last until `current_until`, `ended` does not. */
export type SubscriptionStatus = "active" | "cancelled" | "lapsed" | "expired" | "withdrawn"

/** From this period on, the series is counted from another day. */
export type Move = {
  readonly index: number
  /** `2026-05-20` */
  readonly date: string
  /** By which its dates were counted, where the subscription has been switched to another term since. */
  readonly term?: Term
}

/** How many uses are left of what was paid for, and how many each period brings. */
export type Uses = { readonly left: number; readonly each: number }

export type Subscription = {
  readonly id: string
  readonly status: SubscriptionStatus
  readonly anchor: Anchor
  readonly terms: PlanTerms
  /** What was put off, in the order of its periods. */
  readonly moves: readonly Move[]
  /** When its holder asked for it to rest, until the date that comes next; null: it does not. */
  readonly paused_at: string | null
  /** ISO 3166-1 alpha-2, lower case. */
  readonly country_code: string | null
  readonly started_at: string
  /** Until when it is paid, or tried. */
  readonly current_until: string
  /** Null: it is renewed by hand, or not at all. */
  readonly auto_renew_since: string | null
  /** Null: nobody told how it is used, and nobody is taken for dormant. */
  readonly last_used_at: string | null
  /** When whoever was asked said that they still use it. */
  readonly kept_at: string | null
  /** Null: its term is one of the calendar alone. */
  readonly uses: Uses | null
}

/** `failed` is tried again; `lapsed` was, until nothing more was to be done. */
export type RenewalState =
  | "due"
  | "notified"
  | "charging"
  | "unknown"
  | "failed"
  | "paid"
  | "skipped"
  | "cancelled"
  | "lapsed"

/** Why a renewal waits or ended, in a word that screens and mails put into sentences. */
export type RenewalReason =
  | "notice_missing"
  | "price_changed"
  | "switched"
  | "dormant"
  | "no_consent"
  | "declined"
  | "requires_action"
  | "method_gone"
  | "out_of_stock"
  | "product_gone"
  | "region_closed"
  | "address_missing"
  | "no_answer"
  | "not_renewed"

export type Renewal = {
  readonly subscription_id: string
  readonly period_index: number
  readonly state: RenewalState
  readonly reason: RenewalReason | null
  /** When the period begins. */
  readonly due_at: string
  /** When its first notice is made. */
  readonly notice_at: string
  /** What a charge would cost as far as known; null before it was asked. Decimal string. */
  readonly amount: string | null
  /** What was told, and when it was sent. */
  readonly noticed_amount: string | null
  readonly noticed_at: string | null
  /** How many notices were made; the price of the last one counts. */
  readonly notice_round: number
  readonly notice_made_at: string | null
  /** When somebody pressed the button for this period, at which price. */
  readonly by_hand_at: string | null
  readonly by_hand_amount: string | null
  readonly asked_at: string | null
  readonly attempts: number
  /** Not before. */
  readonly next_try_at: string | null
}
