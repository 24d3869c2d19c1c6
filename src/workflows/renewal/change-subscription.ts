import { lastsAfterWithdrawal, openWithdrawal } from "../../core/renewal/withdrawal"
import { coming, toSubscription } from "../../modules/kairos-renewal/rows"
import { conclusionsOf } from "../../read-models/conclusions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { armRenewalMails } from "./arm-renewal-mails"
import { dropSwitch } from "./drop-switch"
import { plannedFor } from "./planned-for"
import { goOn, putOff } from "./put-off-acts"
import {
  type Act,
  type ActResult,
  type By,
  change,
  isWaiting,
  receipt,
  record,
  refused,
  type Situation,
} from "./situation"
import { subscriptionEvent } from "./subscription-events"

export type { Act, ActResult, By, Refusal } from "./situation"

/**
 * What a shopper decides about a subscription, from the account or from a mail. Done under the locks that a charge takes: it
 * comes before the charge or after it, never into it. Every change leaves a record and a receipt; done twice, it is one.
 * @param period_index of the link; an act on one period does nothing to another
 */
export async function changeSubscription(
  runtime: Runtime,
  id: string,
  act: Act,
  by: By,
  period_index?: number
): Promise<ActResult> {
  if (act.kind === "withdraw") {
    // A shop whose plans are older than this receipt owes it all the same.
    await armRenewalMails(runtime, "kairos", [{ trigger: "subscription.withdrawn" }])
  }
  return runtime.knex.transaction(async (trx) => {
    const renewal = await runtime.renewal.renewals.lockOpen(trx, id)
    const subscription = await runtime.renewal.subscriptions.lock(trx, id)
    if (subscription === null) {
      return refused("not_found")
    }
    const now = await databaseNow(trx)
    const situation = { runtime, trx, subscription, renewal, now, by }
    if (act.kind === "cancel") {
      return cancel(situation)
    }
    if (act.kind === "withdraw") {
      return withdraw(situation)
    }
    if (act.kind === "resume") {
      return resume(situation)
    }
    if (subscription.status !== "active") {
      return refused("over")
    }
    if (period_index !== undefined && renewal?.period_index !== period_index) {
      return { kind: "again", subscription } as const
    }
    switch (act.kind) {
      case "postpone":
      case "pause":
        return putOff(situation, act)
      case "skip":
        return skip(situation)
      case "renew":
        return renew(situation, act.amount)
      case "retry":
        return retry(situation)
      case "auto_renew":
        return autoRenew(situation, act)
    }
  })
}

/** A charge that is with the provider is not called back; whatever it becomes, it is the last. */
async function cancel(situation: Situation): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (subscription.status !== "active") {
    return { kind: "again", subscription }
  }
  const { switch_to } = await dropSwitch(situation)
  if (isWaiting(renewal)) {
    await change(situation, { state: "cancelled", look_at: null })
  }
  const changes = { status: "cancelled", auto_renew_since: null } as const
  await runtime.renewal.subscriptions.change(trx, subscription.id, changes)
  const before = await runtime.renewal.subscriptions.countRecords(trx, subscription.id, "cancelled")
  await record(situation, "cancelled", null)
  const cancelled = { ...subscription, ...changes, switch_to }
  // Whoever took a cancellation back and cancels again gets another receipt.
  const key = before === 0 ? "" : String(before + 1)
  await runtime.automation.inbox.insert(
    [subscriptionEvent({ moment: "cancelled", subscription: cancelled, renewal: null, key, now })],
    trx
  )
  return { kind: "done", subscription: cancelled }
}

/**
 * The contract counts as never made: it ends at once, whatever was cancelled before; a renewal that was withdrawn from leaves what
 * was paid before it. Nothing is refunded from here. A charge that is with the provider is not called back; it is refunded, too.
 */
async function withdraw(situation: Situation): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (subscription.status === "withdrawn") {
    return { kind: "again", subscription }
  }
  const { id } = subscription
  const known = toSubscription(subscription)
  const concluded = (await conclusionsOf(trx, [id])).get(id) ?? []
  const open = openWithdrawal(known, concluded, now.toISOString())
  if (open === null) {
    return refused("not_withdrawable")
  }
  const { switch_to } = await dropSwitch(situation)
  if (isWaiting(renewal)) {
    await change(situation, { state: "cancelled", look_at: null })
  }
  const current_until = new Date(lastsAfterWithdrawal(known, open.conclusion, now.toISOString()))
  const changes = { status: "withdrawn", auto_renew_since: null, current_until } as const
  await runtime.renewal.subscriptions.change(trx, id, changes)
  await record(situation, "withdrawn", open.conclusion.period_index)
  const withdrawn = { ...subscription, ...changes, switch_to }
  await runtime.automation.inbox.insert(
    [
      subscriptionEvent({
        moment: "withdrawn",
        subscription: withdrawn,
        renewal: null,
        key: "",
        now,
      }),
    ],
    trx
  )
  return { kind: "done", subscription: withdrawn }
}

/**
 * A cancellation that is taken back while the paid time lasts. The permission to charge does not come back with it: that was
 * withdrawn, and only a new yes gives it again.
 */
async function resume(situation: Situation): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (subscription.status === "active" && subscription.paused_at !== null) {
    return goOn(situation)
  }
  if (subscription.status === "active") {
    return { kind: "again", subscription }
  }
  const lasts = subscription.ended_at === null && subscription.current_until > now
  if (subscription.status !== "cancelled" || !lasts) {
    return refused("over")
  }
  if (renewal !== null) {
    return refused("charging")
  }
  const last = await runtime.renewal.renewals.lockLast(trx, subscription.id)
  if (last?.state === "cancelled") {
    const state = last.noticed_at === null ? "due" : "notified"
    const look_at = now.toISOString()
    const again = { state, by_hand_at: null, by_hand_amount: null, look_at } as const
    await change({ ...situation, renewal: last }, again)
  }
  await runtime.renewal.subscriptions.change(trx, subscription.id, { status: "active" })
  await record(situation, "resumed", null)
  const resumed = { ...subscription, status: "active" } as const
  await receipt(situation, "resumed", resumed, last)
  return { kind: "done", subscription: resumed }
}

async function skip(situation: Situation): Promise<ActResult> {
  const { runtime, trx, subscription, renewal } = situation
  if (!subscription.terms.may_skip || subscription.paused_at !== null) {
    return refused("not_offered")
  }
  if (!isWaiting(renewal) || renewal.attempts > 0) {
    return refused(renewal === null ? "nothing_open" : "charging")
  }
  await change(situation, { state: "skipped", look_at: null })
  const period_index = renewal.period_index + 1
  // What it was to become it becomes with the period after it.
  const switch_to = subscription.switch_to && {
    ...subscription.switch_to,
    period_index,
    notice_round: 0,
  }
  const known = toSubscription(coming({ ...subscription, switch_to }))
  const next = plannedFor(runtime, known, period_index)
  const planned = { ...next, subscription_id: subscription.id, amount: renewal.amount }
  await runtime.renewal.renewals.plan(trx, [planned])
  const current_until = new Date(next.due.at)
  await runtime.renewal.subscriptions.change(trx, subscription.id, { current_until, switch_to })
  await record(situation, "skipped", renewal.period_index)
  const due_at = new Date(next.due.at)
  const skipped = { ...subscription, current_until, switch_to }
  await receipt(situation, "skipped", skipped, { ...renewal, due_at })
  return { kind: "done", subscription: skipped }
}

/** Pressing the button is permission for this one charge, at the price that stood beside it. */
async function renew(situation: Situation, amount: string | null): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (!isWaiting(renewal)) {
    return refused(renewal === null ? "nothing_open" : "charging")
  }
  if (renewal.by_hand_at !== null && renewal.state !== "failed") {
    return { kind: "again", subscription }
  }
  const asked = renewal.asked_at !== null && subscription.auto_renew_since !== null
  if (asked && renewal.state === "notified") {
    await runtime.renewal.subscriptions.change(trx, subscription.id, { kept_at: now })
    await change(situation, { look_at: now.toISOString(), reason: null })
    await record(situation, "kept", renewal.period_index)
    await receipt(situation, "kept", subscription, renewal)
    return { kind: "done", subscription }
  }
  if (renewal.amount === null) {
    return refused("price_unknown")
  }
  if (amount !== null && amount !== renewal.amount) {
    return refused("price_changed")
  }
  if (subscription.payment === null) {
    return refused("no_payment")
  }
  await record(situation, "renewed_by_hand", renewal.period_index)
  await change(situation, {
    by_hand_at: now.toISOString(),
    by_hand_amount: renewal.amount,
    look_at: now.toISOString(),
    ...(renewal.state === "failed" ? { next_try_at: now.toISOString() } : {}),
  })
  return { kind: "done", subscription }
}

/** Nobody is asked for money who would not have been later: the number of attempts and the permission stay what they were. */
async function retry(situation: Situation): Promise<ActResult> {
  const { subscription, renewal, now } = situation
  const waits =
    renewal !== null && /^(failed|unknown)$/.test(renewal.state) && renewal.next_try_at !== null
  const wanted = subscription.auto_renew_since !== null || renewal?.by_hand_at != null
  if (!waits || !wanted) {
    return refused("nothing_open")
  }
  const at = now.toISOString()
  await change(situation, { next_try_at: at, look_at: at })
  return { kind: "done", subscription }
}

async function autoRenew(
  situation: Situation,
  act: Extract<Act, { readonly kind: "auto_renew" }>
): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (act.on && coming(subscription).terms.renewal !== "automatic") {
    return refused("not_offered")
  }
  if ((subscription.auto_renew_since !== null) === act.on) {
    return { kind: "again", subscription }
  }
  const changes = {
    auto_renew_since: act.on ? now : null,
    ...(act.on ? { text_version: act.text_version } : {}),
  }
  await runtime.renewal.subscriptions.change(trx, subscription.id, changes)
  const text = act.on ? act.text_version : null
  await record(situation, act.on ? "auto_renew_on" : "auto_renew_off", null, text)
  if (isWaiting(renewal)) {
    await change(situation, { look_at: now.toISOString() })
  }
  const changed = { ...subscription, ...changes }
  await receipt(situation, act.on ? "auto_renew_on" : "auto_renew_off", changed, renewal)
  return { kind: "done", subscription: changed }
}
