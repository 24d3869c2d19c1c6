import { graceEnd } from "./schedule-renewal"
import type { NextStep } from "./next-step"
import type { Renewal, Subscription } from "./subscription"

/** What comes next of a subscription, in a word that a screen puts into a sentence, and when. */
export type Outlook = {
  readonly code:
    | "over"
    | "nothing"
    | "price_asked"
    | "notice_planned"
    | "notice_leaving"
    | "notice_late"
    | "charge_planned"
    | "charge_under_way"
    | "answer_awaited"
    | "retry_planned"
    | "use_asked"
    | "by_hand_awaited"
    | "ending"
  readonly at: string | null
}

/**
 * Says in a word what the ledger will do by itself, from the step that it would take now: the admin's page and the ledger
 * go by the same rules.
 * @param renewal of the period that comes next; null when there is none
 */
export function outlookOf(
  subscription: Subscription,
  renewal: Renewal | null,
  step: NextStep
): Outlook {
  if (renewal === null || step.kind === "none") {
    return subscription.status === "active"
      ? { code: "nothing", at: null }
      : { code: "over", at: subscription.current_until }
  }
  switch (step.kind) {
    case "quote":
      return { code: "price_asked", at: null }
    case "notify":
      return { code: "notice_leaving", at: null }
    case "ask":
      return { code: "use_asked", at: null }
    case "charge":
      return { code: "charge_planned", at: null }
    case "settle":
      return { code: "answer_awaited", at: null }
    case "lapse":
      return { code: "ending", at: null }
    case "wait":
      return waiting(subscription, renewal, step.until, step.reason)
  }
}

function waiting(
  subscription: Subscription,
  renewal: Renewal,
  until: string,
  reason: Renewal["reason"]
): Outlook {
  const automatic = subscription.auto_renew_since !== null
  if (renewal.state === "charging") {
    return { code: "charge_under_way", at: until }
  }
  if (renewal.state === "unknown") {
    return { code: "answer_awaited", at: until }
  }
  if (renewal.state === "failed") {
    return automatic || renewal.by_hand_at !== null
      ? { code: "retry_planned", at: until }
      : { code: "by_hand_awaited", at: until }
  }
  if (renewal.noticed_at === null) {
    return renewal.notice_made_at === null
      ? { code: "notice_planned", at: until }
      : { code: reason === "notice_missing" ? "notice_late" : "notice_leaving", at: null }
  }
  if (reason === "dormant") {
    return { code: "use_asked", at: until }
  }
  return automatic
    ? { code: "charge_planned", at: until }
    : { code: "by_hand_awaited", at: graceEnd(subscription, renewal) }
}
