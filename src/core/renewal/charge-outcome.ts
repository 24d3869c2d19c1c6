import { retryInDays } from "./dunning"
import { CHARGE_LEASE_MINUTES } from "./next-step"
import { after } from "./schedule-renewal"
import type { Renewal, RenewalReason } from "./subscription"

/** What became of a charge. */
export type ChargeOutcome =
  | { readonly kind: "paid" }
  /** It certainly did not move money, and may another day. */
  | { readonly kind: "failed"; readonly reason: RenewalReason }
  /** It would have cost something else than was told; nothing moved. */
  | { readonly kind: "price_changed"; readonly amount: string }
  | { readonly kind: "unknown" }

export type RenewalPatch = Partial<
  Pick<
    Renewal,
    | "state"
    | "reason"
    | "amount"
    | "noticed_amount"
    | "noticed_at"
    | "notice_made_at"
    | "by_hand_at"
    | "by_hand_amount"
    | "attempts"
    | "next_try_at"
  >
>

const ASK_PROVIDER_MINUTES = 15

/** The renewal as its worker takes it. From here on the attempt's key is the same until its outcome is known. */
export function beginCharge(renewal: Renewal, now: string): RenewalPatch {
  return {
    state: "charging",
    reason: null,
    attempts: renewal.attempts + 1,
    next_try_at: after(now, CHARGE_LEASE_MINUTES / 1440),
  }
}

/** Names one attempt for ever, here and at the provider: asked again with it, a provider charges nothing twice. */
export const chargeKey = ({
  subscription_id,
  period_index,
  attempts,
}: Pick<Renewal, "subscription_id" | "period_index" | "attempts">): string =>
  `kairos:${subscription_id}:${period_index}:${attempts}`

/** What an outcome makes of a renewal that was being charged. Success ends the dunning, whatever came before. */
export function endCharge(renewal: Renewal, outcome: ChargeOutcome, now: string): RenewalPatch {
  switch (outcome.kind) {
    case "paid":
      return { state: "paid", reason: null, next_try_at: null }
    case "unknown":
      return {
        state: "unknown",
        reason: "no_answer",
        next_try_at: after(now, ASK_PROVIDER_MINUTES / 1440),
      }
    case "price_changed":
      return {
        ...toldAnew(outcome.amount),
        // It was no attempt at anybody's money.
        attempts: Math.max(renewal.attempts - 1, 0),
      }
    case "failed": {
      const days = retryInDays(renewal.attempts)
      return {
        state: "failed",
        reason: outcome.reason,
        next_try_at: days === null ? null : after(now, days),
      }
    }
  }
}

/** Another price than was told: whatever was told or pressed counts for nothing, and a new notice tells the new one. */
export function toldAnew(amount: string) {
  return {
    state: "due",
    reason: "price_changed",
    amount,
    noticed_amount: null,
    noticed_at: null,
    notice_made_at: null,
    by_hand_at: null,
    by_hand_amount: null,
    next_try_at: null,
  } as const satisfies RenewalPatch
}
