import {
  isPermitted,
  mayBeSwitched,
  type PendingSwitch,
  type Subscribed,
} from "../../core/renewal/switch"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { OPEN_STATES } from "../../modules/kairos-renewal/subscriptions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { plannedFor } from "./planned-for"
import { buildRenewalCart, dropCart } from "./renewal-cart"
import { type ActResult, type By, change, type Refusal, refused, type Situation } from "./situation"
import { subscriptionEvent } from "./subscription-events"
import { isOf, subscribedOf, type SwitchOffer, switchOffers, type Target } from "./switch-offers"

export type SwitchWish = Target & {
  /** What its holder was shown that the next payment costs. */
  readonly amount: string
  /** Of the text that its holder agreed to, which named this term and price; null: to none. */
  readonly text_version: string | null
}

/** What a switch would mean, as its holder is shown it before they confirm. */
export type SwitchQuote = {
  readonly offer: SwitchOffer
  /** What the next payment would cost, delivery and tax included. */
  readonly amount: string
  readonly due_at: Date
  /** Whether it renews by itself then only where its holder agrees to this term and price. */
  readonly asks: boolean
}

type Asked = { readonly kind: "refused"; readonly reason: Refusal } | Priced
type Priced = {
  readonly kind: "quote"
  readonly quote: SwitchQuote
  readonly subscription: SubscriptionRow
  readonly renewal: RenewalRow
}

/**
 * What it would cost to have something else from the next payment on. The cart of that payment is built with it and thrown away.
 * @param period_index of the link, which is good while this period is open; an account has none
 */
export async function quoteSwitch(
  runtime: Runtime,
  id: string,
  target: Target,
  period_index?: number
): Promise<Asked> {
  const { subscriptions, renewals } = runtime.renewal
  const subscription = await subscriptions.read(id)
  if (subscription === null || subscription.status !== "active") {
    return { kind: "refused", reason: subscription === null ? "not_found" : "over" }
  }
  const renewal = (await renewals.listOf([id])).findLast(({ state }) => OPEN.has(state))
  if (renewal === undefined || (period_index ?? renewal.period_index) !== renewal.period_index) {
    return { kind: "refused", reason: "nothing_open" }
  }
  if (!mayBeSwitched(subscription, renewal)) {
    return { kind: "refused", reason: "charging" }
  }
  const offer = (await switchOffers(runtime, subscription)).find((one) => isOf(one, target))
  if (offer === undefined) {
    return { kind: "refused", reason: "not_offered" }
  }
  const then = { ...subscription, switch_to: pendingOf(offer, subscription, renewal, new Date(0)) }
  const cart = await buildRenewalCart(runtime, then, renewal.period_index)
  if (cart.kind === "impossible") {
    return { kind: "refused", reason: "unavailable" }
  }
  await dropCart(runtime, cart.id)
  const { total: amount } = cart
  const stays = keepsPermission(subscription, renewal, offer, amount)
  const asks = offer.terms.renewal === "automatic" && !stays
  return {
    kind: "quote",
    quote: { offer, amount, due_at: renewal.due_at, asks },
    subscription,
    renewal,
  }
}

const OPEN: ReadonlySet<string> = new Set(OPEN_STATES)

/**
 * Makes a subscription one of another plan or variant with its next payment. Nothing is charged for it, and what is paid stays what it
 * is until then; the new price is told before it is charged. The permission to charge named a term and a price: for others it has
 * to be given anew, or nothing is charged by itself any more. Asked for what its holder has, it is taken back.
 */
export async function switchSubscription(
  runtime: Runtime,
  id: string,
  wish: SwitchWish,
  by: By,
  period_index?: number
): Promise<ActResult> {
  const known = await runtime.renewal.subscriptions.read(id)
  if (known !== null && known.status === "active" && isOf(coming(known), wish)) {
    return { kind: "again", subscription: known }
  }
  const asked = await quoteSwitch(runtime, id, wish, period_index)
  if (asked.kind === "refused") {
    return refused(asked.reason)
  }
  if (asked.quote.amount !== wish.amount) {
    return refused("price_changed")
  }
  return runtime.knex.transaction(async (trx): Promise<ActResult> => {
    const renewal = await runtime.renewal.renewals.lockOpen(trx, id)
    const subscription = await runtime.renewal.subscriptions.lock(trx, id)
    if (subscription === null || subscription.status !== "active") {
      return refused("over")
    }
    if (isOf(coming(subscription), wish)) {
      return { kind: "again", subscription }
    }
    if (
      renewal?.period_index !== asked.renewal.period_index ||
      !mayBeSwitched(subscription, renewal)
    ) {
      return refused("charging")
    }
    if (!isSame(subscription, asked.subscription)) {
      // Somebody switched it between the look and the press: what is on offer is another thing.
      return refused("price_changed")
    }
    const now = await databaseNow(trx)
    return write({ runtime, trx, subscription, renewal, now, by }, asked.quote, wish.text_version)
  })
}

const isSame = (one: SubscriptionRow, other: SubscriptionRow): boolean =>
  isOf(one, other) && one.switch_to?.at === other.switch_to?.at

/** Null for the way back. */
function pendingOf(
  offer: SwitchOffer,
  { switch_to }: SubscriptionRow,
  { amount, period_index, notice_round }: RenewalRow,
  now: Date
): PendingSwitch | null {
  return offer.back
    ? null
    : {
        ...subscribedOf(offer),
        period_index,
        notice_round: switch_to?.notice_round ?? notice_round,
        amount: switch_to === null ? amount : switch_to.amount,
        at: now.toISOString(),
      }
}

function keepsPermission(
  subscription: SubscriptionRow,
  renewal: RenewalRow,
  offer: SwitchOffer,
  amount: string
): boolean {
  const { plan_id, terms } = coming(subscription)
  return (
    subscription.auto_renew_since !== null &&
    isPermitted({ plan_id, terms, amount: renewal.amount }, { ...offer, amount })
  )
}

type Permission = {
  readonly record: "auto_renew_on" | "auto_renew_off" | null
  readonly changes: Partial<Pick<SubscriptionRow, "auto_renew_since" | "text_version">>
}

function permissionOf(
  { subscription, renewal, now }: Situation,
  { offer, amount }: SwitchQuote,
  text_version: string | null
): Permission {
  if (offer.terms.renewal === "automatic") {
    if (keepsPermission(subscription, renewal as RenewalRow, offer, amount)) {
      return { record: null, changes: {} }
    }
    if (text_version !== null) {
      return { record: "auto_renew_on", changes: { auto_renew_since: now, text_version } }
    }
  }
  return subscription.auto_renew_since === null
    ? { record: null, changes: {} }
    : { record: "auto_renew_off", changes: { auto_renew_since: null } }
}

async function write(
  situation: Situation,
  quote: SwitchQuote,
  text_version: string | null
): Promise<ActResult> {
  const { runtime, trx, subscription, now } = situation
  const renewal = situation.renewal as RenewalRow
  const { offer, amount } = quote
  const { id } = subscription
  const { period_index } = renewal
  const switch_to = pendingOf(offer, subscription, renewal, now)
  const permission = permissionOf(situation, quote, text_version)
  const changes = { ...permission.changes, switch_to }
  const switched = { ...subscription, ...changes }
  await runtime.renewal.subscriptions.change(trx, id, changes)
  const planned = plannedFor(runtime, toSubscription(coming(switched)), period_index)
  await runtime.renewal.renewals.replan(trx, { ...planned, subscription_id: id })
  await change(situation, {
    amount,
    notice_round: offer.back ? (subscription.switch_to?.notice_round ?? 0) : 0,
    look_at: now.toISOString(),
  })
  await takeDown(situation, quote, permission.record, text_version)
  const from = subscribedOf(coming(subscription))
  const event = subscriptionEvent({
    moment: "changed",
    subscription: coming(switched),
    renewal: { ...renewal, amount },
    key: `switched:${now.getTime()}`,
    change: "switched",
    switched: { from: nameOf(from), to: nameOf(offer) },
    now,
  })
  await runtime.automation.inbox.insert([event], trx)
  return { kind: "done", subscription: switched }
}

const nameOf = ({ title: product, plan_name: plan }: Subscribed) => ({ product, plan })

/** From what to what, with the terms of both, and what was said about the permission to charge. */
function takeDown(
  { runtime, trx, subscription, renewal, now, by }: Situation,
  { offer, amount }: SwitchQuote,
  permission: Permission["record"],
  text_version: string | null
): Promise<void> {
  const { period_index } = renewal as RenewalRow
  const about = { subscription_id: subscription.id, at: now, period_index, ...by }
  const detail = { from: subscribedOf(coming(subscription)), to: subscribedOf(offer), amount }
  const text = permission === "auto_renew_on" ? text_version : null
  return runtime.renewal.subscriptions.append(trx, [
    { ...about, kind: "switched", detail },
    ...(permission === null
      ? []
      : [{ ...about, kind: permission, period_index: null, text_version: text }]),
  ])
}
