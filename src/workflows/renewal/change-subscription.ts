import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SubscriptionChange } from "../../core/event/event"
import type { SubscriptionRecord } from "../../core/renewal/guard"
import { movedTo, movesOnGoingOn, type PutOff, putOffRange } from "../../core/renewal/put-off"
import { isDay } from "../../core/renewal/recurrence"
import { lastsAfterWithdrawal, openWithdrawal } from "../../core/renewal/withdrawal"
import type { RenewalChange } from "../../modules/kairos-renewal/renewals"
import {
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { conclusionsOf } from "../../read-models/conclusions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { armRenewalMails } from "./arm-renewal-mails"
import { subscriptionEvent } from "./subscription-events"
import { plannedFor } from "./planned-for"

export type Act =
  | { readonly kind: "cancel" }
  /** Steps back from what was concluded, within the days that the law gives for it. */
  | { readonly kind: "withdraw" }
  /** Takes a cancellation back. */
  | { readonly kind: "resume" }
  | { readonly kind: "skip" }
  /** Puts the next date off, to a day such as `2026-05-20`. */
  | { readonly kind: PutOff; readonly day: string }
  /** Renews for this price, which the shopper saw; or keeps what is renewed by itself and was not used. */
  | { readonly kind: "renew"; readonly amount: string | null }
  /** Does at once what the ledger would do later: tries a payment that failed, or asks about one without an answer. */
  | { readonly kind: "retry" }
  | { readonly kind: "auto_renew"; readonly on: false }
  | { readonly kind: "auto_renew"; readonly on: true; readonly text_version: string }

export type Refusal =
  | "not_found"
  | "over"
  | "charging"
  | "not_offered"
  | "price_changed"
  | "price_unknown"
  | "no_payment"
  | "nothing_open"
  | "not_withdrawable"
  | "day_out_of_range"
  /** Nothing of it is sent anywhere. */
  | "nothing_sent"
  /** The shop does not send there what it sends to the address on file. */
  | "not_there"

/** `again`: it was so already, and nothing was written. */
export type ActResult =
  | { readonly kind: "done" | "again"; readonly subscription: SubscriptionRow }
  | { readonly kind: "refused"; readonly reason: Refusal }

export type By = { readonly actor: "customer" | "link" | "admin"; readonly source: string }

type Situation = {
  readonly runtime: Runtime
  readonly trx: Knex
  readonly subscription: SubscriptionRow
  readonly renewal: RenewalRow | null
  readonly now: Date
  readonly by: By
}

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

const refused = (reason: Refusal): ActResult => ({ kind: "refused", reason })
const WAITING = new Set<RenewalRow["state"]>(["due", "notified", "failed"])
const isWaiting = (renewal: RenewalRow | null): renewal is RenewalRow =>
  renewal !== null && WAITING.has(renewal.state)

/** A charge that is with the provider is not called back; whatever it becomes, it is the last. */
async function cancel(situation: Situation): Promise<ActResult> {
  const { runtime, trx, subscription, renewal, now } = situation
  if (subscription.status !== "active") {
    return { kind: "again", subscription }
  }
  if (isWaiting(renewal)) {
    await change(situation, { state: "cancelled", look_at: null })
  }
  const changes = { status: "cancelled", auto_renew_since: null } as const
  await runtime.renewal.subscriptions.change(trx, subscription.id, changes)
  const before = await runtime.renewal.subscriptions.countRecords(trx, subscription.id, "cancelled")
  await record(situation, "cancelled", null)
  const cancelled = { ...subscription, ...changes }
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
  if (isWaiting(renewal)) {
    await change(situation, { state: "cancelled", look_at: null })
  }
  const current_until = new Date(lastsAfterWithdrawal(known, open.conclusion, now.toISOString()))
  const changes = { status: "withdrawn", auto_renew_since: null, current_until } as const
  await runtime.renewal.subscriptions.change(trx, id, changes)
  await record(situation, "withdrawn", open.conclusion.period_index)
  const withdrawn = { ...subscription, ...changes }
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
  const next = plannedFor(runtime, toSubscription(subscription), renewal.period_index + 1)
  const planned = { ...next, subscription_id: subscription.id, amount: renewal.amount }
  await runtime.renewal.renewals.plan(trx, [planned])
  const current_until = new Date(next.due.at)
  await runtime.renewal.subscriptions.change(trx, subscription.id, { current_until })
  await record(situation, "skipped", renewal.period_index)
  const due_at = new Date(next.due.at)
  const skipped = { ...subscription, current_until }
  await receipt(situation, "skipped", skipped, { ...renewal, due_at })
  return { kind: "done", subscription: skipped }
}

/** The dates after it follow; its notice is made anew before the new day, with the price that was told or a new one. */
async function putOff(
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
async function goOn(situation: Situation): Promise<ActResult> {
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
  const planned = plannedFor(
    runtime,
    { ...toSubscription(situation.subscription), moves },
    period_index
  )
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
  if (act.on && subscription.terms.renewal !== "automatic") {
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

const change = (
  { runtime, trx, renewal }: Situation,
  changes: Omit<RenewalChange, "subscription_id" | "period_index">
) => {
  const { subscription_id, period_index } = renewal as RenewalRow
  return runtime.renewal.renewals.change(trx, [{ subscription_id, period_index, ...changes }])
}

const record = (
  { runtime, trx, subscription, now, by }: Situation,
  kind: SubscriptionRecord["kind"],
  period_index: number | null,
  text_version: string | null = null,
  day: string | null = null
) =>
  runtime.renewal.subscriptions.append(trx, [
    { subscription_id: subscription.id, kind, at: now, period_index, text_version, day, ...by },
  ])

const receipt = (
  { runtime, trx, now }: Situation,
  what: SubscriptionChange,
  subscription: SubscriptionRow,
  renewal: RenewalRow | null
) =>
  runtime.automation.inbox.insert(
    [
      subscriptionEvent({
        moment: "changed",
        subscription,
        renewal,
        // Turned off and on again within a second is a joke; told twice is what it deserves.
        key: `${what}:${now.getTime()}`,
        change: what,
        now,
      }),
    ],
    trx
  )
