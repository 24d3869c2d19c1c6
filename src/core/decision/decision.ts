import type { ConditionTrace } from "../condition/condition"
import type { Hold } from "./timing"

/** The closed union of contract.md; the same list serves decisions and refused deliveries. */
export const REASONS = [
  "consent_missing",
  "suppressed",
  "objected",
  "minor",
  "condition_false",
  "condition_unknown",
  "holdout",
  "capped",
  "outranked",
  "quiet_hours",
  "no_address",
  "expired",
  "too_old",
  "reentry",
  "already_bought",
  "unavailable",
  "open_complaint",
  "budget_spent",
  "price_changed",
  "awaiting_approval",
  "inactive",
  "killed",
  "staging",
] as const
export type Reason = (typeof REASONS)[number]

export const MODES = ["shadow", "live"] as const
export type Mode = (typeof MODES)[number]

/** One decision per event, customer and automation version. Immutable: what happens later is a delivery's state. */
export type Decision = {
  readonly id: string
  readonly key: string
  readonly automation_id: string
  readonly automation_version: number
  readonly customer_id: string | null
  readonly event_id: string
  readonly kind: "send" | "hold" | "skip"
  readonly mode: Mode
  readonly reason: Reason | null
  readonly until: string | null
  readonly variant: string | null
  readonly decided_at: string
  readonly trace: DecisionTrace
}

export type TraceCheck = {
  readonly passed: boolean
  /** What was asked for and what was there, for the sentence that a person reads. */
  readonly expected: string | number | null
  readonly actual: string | number | null
  readonly detail: string | null
}

/** Why the occasion is over although the event happened: a purchase since, a cart that is gone, a person who is. */
export type OccasionOver = {
  readonly reason: Extract<Reason, "already_bought" | "unavailable" | "expired">
  /** In English, for the delivery that it ends. */
  readonly detail: string
  readonly order: {
    readonly id: string
    readonly display_id: number | null
    readonly placed_at: string
  } | null
}

/** Whether one purpose may use one channel, and by what. */
export type ConsentCheck = {
  readonly purpose: string
  readonly channel: string
  readonly allowed: boolean
  readonly basis: string | null
  readonly reason: Reason | null
  readonly record_id: string | null
  readonly detail: string | null
  /** When what it rests on ends by itself; absent where it does not. */
  readonly expires_at?: string
}

export type WayTaken = {
  readonly step: string
  /** The position of the action among the step's actions. */
  readonly index: number
  /** Null where none of its channels reaches the person. */
  readonly channel: string | null
  readonly passed: readonly { readonly channel: string; readonly check: ConsentCheck }[]
}

/**
 * How a decision came about. The checks stand in the order in which they were made; the first that failed is the
 * decision's reason. A part that was not reached is null.
 */
export type DecisionTrace = {
  readonly trigger: {
    readonly code: string
    readonly occurred_at: string
    readonly age: TraceCheck
    readonly reentry: TraceCheck | null
    /** What the trigger says of how it came about; absent where it says nothing. */
    readonly noted?: Readonly<Record<string, unknown>>
  }
  /** What ended the occasion before it was decided; absent or null where it stands. */
  readonly occasion?: OccasionOver | null
  readonly conditions: ConditionTrace | null
  /** The leaf whose change would have changed the verdict. */
  readonly failing: Extract<ConditionTrace, { kind: "rule" }> | null
  readonly consent: readonly ConsentCheck[] | null
  /** Which way each delivery takes that has several; absent where none has. */
  readonly ways?: readonly WayTaken[]
  readonly caps: {
    readonly holdout_percent: number
    readonly holdout_bucket: number
    readonly held_out: boolean
    /** Absent where it is the automation's own. */
    readonly holdout_of?: "shop"
    /** What the message has to wait for; absent when that was not asked. */
    readonly hold?: Hold | null
  } | null
  readonly score: number | null
  /** What took its place, where several wanted the same one. */
  readonly winner: {
    readonly automation_id: string
    readonly score: number
    /** It answers something that this very person did, which goes before what is there for everybody. */
    readonly answers_event?: true
  } | null
  /** Every fact that was read, as it was then. */
  readonly values: Readonly<Record<string, unknown>>
}
