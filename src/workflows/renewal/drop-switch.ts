import { type SubscriptionRow, toSubscription } from "../../modules/kairos-renewal/rows"
import { plannedFor } from "./planned-for"
import { change, isWaiting, type Situation } from "./situation"

/**
 * Whoever stops it stops what they have: what it was to become is forgotten, and its next period, should it come after all, is priced
 * and told as that of what they have. What is with the provider stays what it is.
 */
export async function dropSwitch(situation: Situation): Promise<SubscriptionRow> {
  const { runtime, trx, subscription, renewal } = situation
  if (subscription.switch_to === null || (renewal !== null && !isWaiting(renewal))) {
    return subscription
  }
  const { id, switch_to } = subscription
  const kept = { ...subscription, switch_to: null }
  if (renewal !== null) {
    const planned = plannedFor(runtime, toSubscription(kept), renewal.period_index)
    await runtime.renewal.renewals.replan(trx, { ...planned, subscription_id: id })
    const { amount, notice_round } = switch_to
    await change(situation, { amount, notice_round, look_at: null })
  }
  await runtime.renewal.subscriptions.change(trx, id, { switch_to: null })
  return kept
}
