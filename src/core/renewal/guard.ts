import { MAX_ATTEMPTS } from "./dunning"
import { after, before, dueOf, windowOf } from "./schedule-renewal"
import type { Renewal, Subscription } from "./subscription"

/** One thing that somebody decided about a subscription; written once, never changed. */
export type SubscriptionRecord = {
  readonly kind:
    | "started"
    | "auto_renew_on"
    | "auto_renew_off"
    | "cancelled"
    | "withdrawn"
    | "resumed"
    | "skipped"
    | "postponed"
    | "paused"
    | "went_on"
    | "renewed_by_hand"
    | "kept"
    | "card_changed"
    | "address_changed"
    | "switched"
    | "used_up"
  readonly at: string
  readonly period_index: number | null
  readonly text_version: string | null
  /** Of a switch: whether it is to another plan, which no permission of before is for. */
  readonly another_plan?: boolean
}

export type SentMail = { readonly at: string; readonly amount: string | null }
export type Capture = { readonly order_id: string; readonly at: string; readonly amount: string }

/** A renewal with all that proves it, read from the ledgers of Kairos and of Medusa alike. */
export type GuardedRenewal = Renewal & {
  /** Local time and zone that the due date was computed from. */
  readonly due_local: string
  readonly charged_at: string | null
  readonly paid_at: string | null
  readonly notices: readonly SentMail[]
  readonly captures: readonly Capture[]
  readonly confirmations: readonly SentMail[]
}

export type GuardedSubscription = {
  readonly subscription: Subscription
  readonly has_terms: boolean
  /** Whether every mail that tells of a charge has the link that cancels. */
  readonly cancel_link: boolean
  readonly records: readonly SubscriptionRecord[]
  readonly receipts: readonly SentMail[]
  readonly renewals: readonly GuardedRenewal[]
}

export const INVARIANTS = [
  "consent_before_charge",
  "notice_before_charge",
  "price_as_told",
  "one_charge",
  "paid_is_captured",
  "captured_is_paid",
  "confirmed",
  "confirmed_once",
  "not_after_cancelling",
  "cancelling_confirmed",
  "cancel_link",
  "terms_archived",
  "dates_anchored",
  "nobody_forgotten",
  "nothing_stuck",
  "attempts_capped",
] as const
export type Invariant = (typeof INVARIANTS)[number]

export type Violation = {
  readonly invariant: Invariant
  readonly subscription_id: string
  readonly period_index: number | null
}

/** Mails leave within it; what is younger is not judged. */
const MAIL_HOURS = 24
const STUCK_HOURS = 48
/** What is owed a receipt, and takes the permission to charge away. */
const ENDS = /^(cancelled|withdrawn)$/

/** What must hold of every subscription at any time. Pure; a job runs it each night over everything. */
export function violationsOf(guarded: GuardedSubscription, now: string): readonly Violation[] {
  const subscription_id = guarded.subscription.id
  const whole = ofSubscription(guarded, now).map((invariant) => ({
    invariant,
    subscription_id,
    period_index: null,
  }))
  const parts = guarded.renewals.flatMap((renewal) =>
    [...ofRenewal(renewal, guarded, now)].map((invariant) => ({
      invariant,
      subscription_id,
      period_index: renewal.period_index,
    }))
  )
  return [...whole, ...parts]
}

function ofSubscription(guarded: GuardedSubscription, now: string): readonly Invariant[] {
  const { subscription, records, receipts, renewals } = guarded
  const cancelled = records.filter(({ kind }) => ENDS.test(kind))
  const old = (at: string) => after(at, MAIL_HOURS / 24) < now
  const open = renewals.some(({ state }) => !["paid", "skipped", "lapsed"].includes(state))
  return named({
    terms_archived: !guarded.has_terms,
    cancel_link: subscription.auto_renew_since !== null && !guarded.cancel_link,
    cancelling_confirmed: cancelled.filter(({ at }) => old(at)).length > receipts.length,
    nobody_forgotten: subscription.status === "active" && !open && old(subscription.started_at),
  })
}

function ofRenewal(
  renewal: GuardedRenewal,
  guarded: GuardedSubscription,
  now: string
): readonly Invariant[] {
  const { captures, confirmations, state, paid_at, charged_at, due_at, next_try_at } = renewal
  const moved = captures.length > 0 || state === "paid"
  const old = (at: string | null, hours: number) => at !== null && after(at, hours / 24) < now
  return named({
    ...(moved && charged_at !== null ? beforeCharge(renewal, guarded, charged_at) : {}),
    one_charge: captures.length > 1,
    paid_is_captured: state === "paid" && captures.length === 0,
    captured_is_paid:
      captures.length > 0 && state !== "paid" && old(captures[0]?.at ?? null, STUCK_HOURS),
    confirmed: state === "paid" && confirmations.length === 0 && old(paid_at, MAIL_HOURS),
    confirmed_once: confirmations.length > 1,
    dates_anchored: dueOf(guarded.subscription, renewal.period_index).at !== due_at,
    nothing_stuck: (state === "charging" || state === "unknown") && old(next_try_at, STUCK_HOURS),
    attempts_capped: renewal.attempts > MAX_ATTEMPTS,
  })
}

/** What must have been when money moved. */
function beforeCharge(
  renewal: GuardedRenewal,
  { subscription, records }: GuardedSubscription,
  charged_at: string
): Partial<Record<Invariant, boolean>> {
  const byHand =
    renewal.by_hand_at !== null &&
    records.some(
      ({ kind, period_index, at }) =>
        kind === "renewed_by_hand" && period_index === renewal.period_index && at <= charged_at
    )
  const told = byHand ? renewal.by_hand_amount : renewal.noticed_amount
  const { latest_days } = windowOf(subscription, renewal)
  const inTime = renewal.notices.some(
    ({ at, amount }) => at <= before(charged_at, latest_days) && amount === told
  )
  return {
    consent_before_charge: !byHand && !agreedAt(records, charged_at),
    notice_before_charge: !byHand && !inTime,
    price_as_told: renewal.captures.some(({ amount }) => amount !== told),
    not_after_cancelling:
      !byHand && ENDS.test(lastOf(records, /^(cancelled|withdrawn|resumed)$/, charged_at) ?? ""),
  }
}

/**
 * Whether the last word on automatic renewal before that moment was yes, with the text that was agreed to. Cancelling takes the
 * permission back, and going on after it does not give it again; for another plan than it named it is none.
 */
function agreedAt(records: readonly SubscriptionRecord[], moment: string): boolean {
  const last = lastRecord(records, /^(auto_renew_on|auto_renew_off|cancelled|withdrawn)$/, moment)
  const switched = lastRecord(
    records.filter(({ another_plan }) => another_plan === true),
    /^switched$/,
    moment
  )
  const isForIt = last !== undefined && (switched === undefined || switched.at <= last.at)
  return isForIt && last.kind === "auto_renew_on" && last.text_version !== null
}

function lastRecord(
  records: readonly SubscriptionRecord[],
  kinds: RegExp,
  moment: string
): SubscriptionRecord | undefined {
  return records
    .filter(({ kind, at }) => kinds.test(kind) && at <= moment)
    .reduce<SubscriptionRecord | undefined>(
      (last, one) => (last === undefined || one.at >= last.at ? one : last),
      undefined
    )
}

const lastOf = (...asked: Parameters<typeof lastRecord>) => lastRecord(...asked)?.kind

const named = (broken: Partial<Record<Invariant, boolean>>): readonly Invariant[] =>
  INVARIANTS.filter((invariant) => broken[invariant] === true)
