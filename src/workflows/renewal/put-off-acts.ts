import { movedTo, movesOnGoingOn, type PutOff, putOffRange } from "../../core/renewal/put-off"
import { isDay } from "../../core/renewal/recurrence"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { plannedFor } from "./planned-for"
import { type Act, type ActResult, receipt, record, refused, type Situation } from "./situation"

/** The dates after it follow; its notice is made anew before the new day, with the price that was told or a new one. */
export async function putOff(
  situation: Situation,
  { kind, day }: Extract<Act, { readonly kind: PutOff }>
): Promise<ActResult> {
  const { subscription, renewal, now } = situation
  const known = toSubscription(subscription)
  const range =
    renewal === null ? null : putOffRange(known, toRenewal(renewal), kind, now.toISOString())
  if (renewal === null || range === null) {
    return refused(renewal === null ? "nothing_open" : "not_offered")
  }
  const isPaused = subscription.paused_at !== null
  if (renewal.due_local.slice(0, 10) === day && isPaused === (kind === "pause")) {
    return { kind: "again", subscription }
  }
  if (!isDay(day) || day < range.from || day > range.to) {
    return refused("day_out_of_range")
  }
  const moves = movedTo(known, renewal.period_index, day)
  return replan(situation, {
    moves,
    paused_at: kind === "pause" ? now : null,
    change: kind === "pause" ? "paused" : "postponed",
    day,
  })
}

/** Before the day that was named: back to the date of the series where that lies ahead, else as soon as it may be told and charged. */
export async function goOn(situation: Situation): Promise<ActResult> {
  const { subscription, renewal, now } = situation
  if (renewal === null) {
    return refused("nothing_open")
  }
  if (!/^(due|notified)$/.test(renewal.state) || renewal.by_hand_at !== null) {
    return refused("charging")
  }
  const known = toSubscription(subscription)
  const moves = movesOnGoingOn(known, renewal.period_index, now.toISOString())
  return replan(situation, { moves, paused_at: null, change: "went_on", day: null })
}

async function replan(
  situation: Situation,
  {
    moves,
    paused_at,
    change,
    day,
  }: Pick<SubscriptionRow, "moves" | "paused_at"> & {
    readonly change: "postponed" | "paused" | "went_on"
    readonly day: string | null
  }
): Promise<ActResult> {
  const { runtime, trx, renewal } = situation
  const { id } = situation.subscription
  const { period_index } = renewal as RenewalRow
  const moved = coming({ ...situation.subscription, moves })
  const planned = plannedFor(runtime, toSubscription(moved), period_index)
  await runtime.renewal.renewals.replan(trx, { ...planned, subscription_id: id })
  const due_at = new Date(planned.due.at)
  const { current_until: subscriptionEnd } = situation.subscription
  const changes = {
    moves,
    paused_at,
    ...(change === "postponed" || due_at < subscriptionEnd ? { current_until: due_at } : {}),
  }
  await runtime.renewal.subscriptions.change(trx, id, changes)
  await record(situation, change, period_index, null, day)
  const subscription = { ...situation.subscription, ...changes }
  await receipt(situation, change, subscription, { ...(renewal as RenewalRow), due_at })
  return { kind: "done", subscription }
}
