import { MAX_ATTEMPTS } from "./dunning"
import { after, before, chargeAt, graceEnd, noticeAt, windowOf } from "./schedule-renewal"
import type { Renewal, RenewalReason, Subscription } from "./subscription"

/** What is to be done about a renewal now. */
export type NextStep =
  | { readonly kind: "wait"; readonly until: string; readonly reason: RenewalReason | null }
  /** Find out what it would cost. */
  | { readonly kind: "quote" }
  | { readonly kind: "notify" }
  /** Is it still used? */
  | { readonly kind: "ask" }
  | { readonly kind: "charge" }
  /** A charge whose outcome nobody knows: its provider is asked by the key that the charge had. */
  | { readonly kind: "settle" }
  | { readonly kind: "lapse"; readonly reason: RenewalReason }
  | { readonly kind: "none" }

/** A charge that nobody finished in so long was left by its worker. */
export const CHARGE_LEASE_MINUTES = 10
const ASK_AGAIN_HOURS = 1
const PATIENCE_DAYS = 14
const OVER = new Set<Renewal["state"]>(["paid", "skipped", "cancelled", "lapsed"])

/**
 * What a renewal needs at this moment. Pure: jobs, the tests and the simulation of a year all go by it.
 * @param now ISO 8601
 */
export function nextStep(renewal: Renewal, subscription: Subscription, now: string): NextStep {
  if (OVER.has(renewal.state) || subscription.status !== "active") {
    // What is with the provider is settled whatever the shopper decided meanwhile.
    return renewal.state === "charging" || renewal.state === "unknown" ? settle(renewal, now) : NONE
  }
  switch (renewal.state) {
    case "charging":
    case "unknown":
      return settle(renewal, now)
    case "failed":
      return retry(renewal, subscription, now)
    default:
      return renewal.by_hand_at !== null ? CHARGE : prepare(renewal, subscription, now)
  }
}

const NONE = { kind: "none" } as const
const CHARGE = { kind: "charge" } as const
const wait = (until: string, reason: RenewalReason | null = null): NextStep => ({
  kind: "wait",
  until,
  reason,
})

function settle({ next_try_at }: Renewal, now: string): NextStep {
  return next_try_at !== null && next_try_at > now ? wait(next_try_at) : { kind: "settle" }
}

function retry(renewal: Renewal, subscription: Subscription, now: string): NextStep {
  const { next_try_at, attempts, reason } = renewal
  if (subscription.auto_renew_since === null && renewal.by_hand_at === null) {
    // Whoever took the permission back meanwhile may still renew by hand.
    const over = graceEnd(subscription, renewal)
    return now < over ? wait(over, reason) : { kind: "lapse", reason: "not_renewed" }
  }
  if (next_try_at === null || attempts >= MAX_ATTEMPTS) {
    return { kind: "lapse", reason: reason ?? "declined" }
  }
  return next_try_at > now ? wait(next_try_at) : CHARGE
}

function prepare(renewal: Renewal, subscription: Subscription, now: string): NextStep {
  const automatic = subscription.auto_renew_since !== null
  const over = giveUpAt(subscription, renewal)
  if (now >= over) {
    const missed = automatic ? (renewal.reason ?? "notice_missing") : "not_renewed"
    return { kind: "lapse", reason: missed }
  }
  if (renewal.amount === null) {
    return { kind: "quote" }
  }
  // A price that changed is told again at once.
  const notice_at = noticeAt(subscription, renewal)
  if (renewal.notice_round === 0 && now < notice_at) {
    return wait(notice_at)
  }
  if (renewal.noticed_at === null) {
    return renewal.notice_made_at === null
      ? { kind: "notify" }
      : wait(
          after(now, ASK_AGAIN_HOURS / 24),
          now > renewal.due_at ? "notice_missing" : renewal.reason
        )
  }
  return automatic ? beforeCharge(renewal, subscription, now, over) : wait(over)
}

/** Waiting for a notice, an answer or a price that has to be told again ends here. */
function giveUpAt(subscription: Subscription, renewal: Renewal): string {
  if (subscription.auto_renew_since === null) {
    return graceEnd(subscription, renewal)
  }
  const days = Math.max(subscription.terms.grace_days, PATIENCE_DAYS)
  return after(chargeAt(subscription, renewal) ?? renewal.due_at, days)
}

function beforeCharge(
  renewal: Renewal,
  subscription: Subscription,
  now: string,
  over: string
): NextStep {
  if (isDormant(subscription, renewal)) {
    return renewal.asked_at === null ? { kind: "ask" } : wait(over, "dormant")
  }
  const from = chargeAt(subscription, renewal) as string
  return now < from ? wait(from) : CHARGE
}

/** Whether nothing was used for as long as the plan allows, by those of whom use is told; the answer counts from the notice on. */
export function isDormant(
  { terms, last_used_at, kept_at, moves }: Subscription,
  renewal: Pick<Renewal, "noticed_at" | "due_at" | "period_index">
): boolean {
  // Who named the day on which it goes on was not idle, and could not use what rested.
  const named = moves.some(({ index }) => index === renewal.period_index)
  if (terms.dormant_after_days === null || last_used_at === null || named) {
    return false
  }
  const kept = kept_at !== null && renewal.noticed_at !== null && kept_at >= renewal.noticed_at
  return !kept && last_used_at < before(renewal.due_at, terms.dormant_after_days)
}

/** Why a renewal may not be charged this very moment, or null: asked once more under the row's lock, before money moves. */
export function chargeObstacle(
  renewal: Renewal,
  subscription: Subscription,
  now: string
): RenewalReason | "not_now" | null {
  const step = nextStep(renewal, subscription, now)
  if (step.kind !== "charge") {
    return "not_now"
  }
  const told = renewal.by_hand_at === null ? renewal.noticed_amount : renewal.by_hand_amount
  if (told === null || told !== renewal.amount) {
    return "price_changed"
  }
  if (renewal.by_hand_at !== null) {
    return null
  }
  const { auto_renew_since } = subscription
  if (auto_renew_since === null || auto_renew_since > now) {
    return "no_consent"
  }
  const { latest_days } = windowOf(subscription, renewal)
  return renewal.noticed_at === null || after(renewal.noticed_at, latest_days) > now
    ? "notice_missing"
    : null
}
