import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { beginCharge, chargeKey, endCharge } from "../../core/renewal/charge-outcome"
import type { ChargeOutcome } from "../../core/renewal/charge-outcome"
import { chargeObstacle } from "../../core/renewal/next-step"
import { after } from "../../core/renewal/schedule-renewal"
import { staggerRetry } from "../../core/renewal/stagger"
import type { Renewal } from "../../core/renewal/subscription"
import { usesAfterRenewal } from "../../core/renewal/uses"
import type { RenewalChange } from "../../modules/kairos-renewal/renewals"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { databaseNow } from "../support/database-now"
import { faultPoint } from "../support/fault-points"
import type { Runtime } from "../support/runtime"
import { settleGrants } from "./grants"
import { buildRenewalCart, dropCart } from "./renewal-cart"
import { knownOutcome, payCart, type PaymentResult } from "./renewal-payment"
import { subscriptionEvent } from "./subscription-events"
import type { Single } from "./work-renewals"
import { plannedFor } from "./planned-for"

type Claim = {
  readonly renewal: RenewalRow
  readonly subscription: SubscriptionRow
  readonly token: string
}
type Key = Pick<Renewal, "subscription_id" | "period_index">

/** One renewal that needs a cart or a payment. A fault of one never keeps the others from their turn. */
export async function workSingle(runtime: Runtime, work: Single): Promise<void> {
  try {
    switch (work.kind) {
      case "quote":
        return await quoteRenewal(runtime, work)
      case "charge":
        return await chargeRenewal(runtime, work)
      case "settle":
        return await settleRenewal(runtime, work)
    }
  } catch (error) {
    runtime.logger.error(
      `kairos: renewal ${work.subscription_id}:${work.period_index} failed (${work.kind}): ${error instanceof Error ? error.name : "unknown error"}`
    )
  }
}

/** Asks what a renewal would cost now, by building its cart and throwing it away. */
async function quoteRenewal(runtime: Runtime, key: Key): Promise<void> {
  const subscription = await runtime.renewal.subscriptions.read(key.subscription_id)
  if (subscription === null) {
    return
  }
  const cart = await buildRenewalCart(runtime, subscription, key.period_index)
  if (cart.kind === "cart") {
    await dropCart(runtime, cart.id)
  }
  await runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.renewals.lock(trx, key)
    if (row === null || row.state !== "due" || row.amount !== null) {
      return
    }
    const now = (await databaseNow(trx)).toISOString()
    const change =
      cart.kind === "cart"
        ? { amount: cart.total, reason: row.reason, look_at: now }
        : { reason: cart.reason, look_at: after(now, 1) }
    await runtime.renewal.renewals.change(trx, [{ ...key, ...change }])
  })
}

/**
 * Charges one renewal. All is asked once more under the row's lock: whoever cancelled before this moment is not charged, and
 * whoever cancels after it sees that it was too late.
 */
async function chargeRenewal(runtime: Runtime, key: Key): Promise<void> {
  const claim = await claimCharge(runtime, key)
  if (claim !== null) {
    await faultPoint("renewal_after_claim")
    await payAndEnd(runtime, claim)
  }
}

async function claimCharge(runtime: Runtime, key: Key): Promise<Claim | null> {
  return runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.renewals.lock(trx, key)
    const subscription = await runtime.renewal.subscriptions.lock(trx, key.subscription_id)
    if (row === null || subscription === null) {
      return null
    }
    const now = (await databaseNow(trx)).toISOString()
    const renewal = toRenewal(row)
    const obstacle = chargeObstacle(renewal, toSubscription(coming(subscription)), now)
    if (obstacle !== null) {
      const reason = obstacle === "not_now" ? row.reason : obstacle
      await runtime.renewal.renewals.change(trx, [{ ...key, reason, look_at: after(now, 1 / 24) }])
      return null
    }
    const begun = beginCharge(renewal, now)
    const look_at = begun.next_try_at ?? null
    await runtime.renewal.renewals.change(trx, [
      { ...key, ...begun, charged_at: now, cart_id: null, look_at },
    ])
    return takeClaim(runtime, trx, key, subscription)
  })
}

async function takeClaim(
  runtime: Runtime,
  trx: Knex,
  key: Key,
  subscription: SubscriptionRow
): Promise<Claim | null> {
  const token = await runtime.renewal.renewals.take(trx, key)
  const renewal = await runtime.renewal.renewals.lock(trx, key)
  return renewal === null ? null : { renewal, subscription, token }
}

async function payAndEnd(runtime: Runtime, claim: Claim): Promise<void> {
  const { renewal, subscription } = claim
  const cart = await buildRenewalCart(runtime, subscription, renewal.period_index)
  if (cart.kind === "impossible") {
    await end(runtime, claim, { kind: "failed", reason: cart.reason })
    return
  }
  if (cart.total !== renewal.amount) {
    await dropCart(runtime, cart.id)
    await end(runtime, claim, { kind: "price_changed", amount: cart.total })
    return
  }
  if (!(await rememberCart(runtime, claim, cart.id))) {
    await dropCart(runtime, cart.id)
    return
  }
  await end(runtime, claim, await payCart(runtime, cart.id, subscription, chargeKey(renewal)))
}

/** Written before anything can be paid with it. @returns false when another worker has taken the renewal over */
async function rememberCart(runtime: Runtime, claim: Claim, cart_id: string): Promise<boolean> {
  const { subscription_id, period_index, look_at } = claim.renewal
  return runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.renewals.lock(trx, claim.renewal)
    if (row === null || row.lock_token !== claim.token) {
      return false
    }
    const key = { subscription_id, period_index, look_at: look_at?.toISOString() ?? null }
    await runtime.renewal.renewals.change(trx, [{ ...key, cart_id }])
    return true
  })
}

/**
 * A charge whose worker vanished, or whose provider did not answer. What is written down decides; where nothing is, the
 * provider is asked with the same key, and only while the shopper still wants it.
 */
async function settleRenewal(runtime: Runtime, key: Key): Promise<void> {
  const claim = await runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.renewals.lock(trx, key)
    const subscription = await runtime.renewal.subscriptions.lock(trx, key.subscription_id)
    return row === null || subscription === null || !/^(charging|unknown)$/.test(row.state)
      ? null
      : takeClaim(runtime, trx, key, subscription)
  })
  if (claim === null) {
    return
  }
  const { renewal, subscription } = claim
  const known = renewal.cart_id === null ? null : await knownOutcome(runtime, renewal.cart_id)
  if (known !== null) {
    await end(runtime, claim, known)
    return
  }
  const wanted =
    subscription.status === "active" &&
    (subscription.auto_renew_since !== null || renewal.by_hand_at !== null)
  if (renewal.cart_id === null && !wanted) {
    // It never came to a payment.
    await end(runtime, claim, { kind: "failed", reason: "no_consent" })
  } else if (wanted) {
    if (renewal.cart_id !== null) {
      await dropCart(runtime, renewal.cart_id)
    }
    await payAndEnd(runtime, claim)
  } else {
    await end(runtime, claim, { kind: "unknown" })
  }
}

/** Writes what became of a charge, tells it, and plans the next period: all of it or nothing, and by its worker alone. */
async function end(runtime: Runtime, claim: Claim, result: PaymentResult): Promise<void> {
  const outcome: ChargeOutcome = result.kind === "paid" ? { kind: "paid" } : result
  const written = await runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.renewals.lock(trx, claim.renewal)
    const subscription = await runtime.renewal.subscriptions.lock(trx, claim.subscription.id)
    if (row === null || subscription === null || row.lock_token !== claim.token) {
      return false
    }
    const now = await databaseNow(trx)
    const ended = endCharge(toRenewal(row), outcome, now.toISOString())
    const { staggerMinutes } = runtime.automation.options.renewals
    const patch = staggerRetry(toSubscription(subscription), ended, staggerMinutes)
    const key = { subscription_id: row.subscription_id, period_index: row.period_index }
    const paid = result.kind === "paid"
    const change: RenewalChange = {
      ...key,
      ...patch,
      look_at: paid ? null : (patch.next_try_at ?? now.toISOString()),
      ...(paid ? { order_id: result.order_id, paid_at: now.toISOString() } : {}),
      // The old notice told another price: it counts for nothing any more.
      ...(outcome.kind === "price_changed" ? { charged_at: null, notice_event_id: null } : {}),
    }
    await runtime.renewal.renewals.change(trx, [change])
    await tell(runtime, trx, { ...row, ...patch } as unknown as RenewalRow, subscription, outcome)
    return true
  })
  if (written) {
    await faultPoint("renewal_after_commit")
    const { paused_at, resting_since, switch_to } = claim.subscription
    const grants = paused_at !== null || resting_since !== null || switch_to !== null
    if (result.kind === "paid" && grants) {
      await settleGrants(runtime)
    }
  }
}

async function tell(
  runtime: Runtime,
  trx: Knex,
  row: RenewalRow,
  before: SubscriptionRow,
  outcome: ChargeOutcome
): Promise<void> {
  const now = await databaseNow(trx)
  const about = { renewal: row, now }
  // What was to be paid is what it was switched to; with its payment it has become that.
  const subscription = coming(before)
  if (/^(failed|price_changed)$/.test(outcome.kind) && before.status !== "active") {
    // Whoever stopped it meanwhile has not been charged for what it was switched to.
    await runtime.renewal.subscriptions.change(trx, before.id, { switch_to: null })
  }
  if (outcome.kind === "failed") {
    const key = `${row.period_index}:${row.attempts}`
    await runtime.automation.inbox.insert(
      [subscriptionEvent({ ...about, moment: "payment_failed", subscription, key })],
      trx
    )
  }
  if (outcome.kind === "paid") {
    const known = toSubscription(subscription)
    const next = plannedFor(runtime, known, row.period_index + 1)
    // Who withdrew while the provider worked gets this back, too: it lasts no longer for it.
    const [current_until, uses_left] =
      subscription.status === "withdrawn"
        ? [subscription.current_until, subscription.uses_left]
        : [new Date(next.due.at), usesAfterRenewal(known.uses)]
    const going = { current_until, uses_left, paused_at: null, resting_since: null }
    const rested = subscription.paused_at !== null || subscription.resting_since !== null
    const grants = rested ? { grants_due_at: now } : {}
    const switched = before.switch_to === null ? {} : switchedTo(before, now)
    const changes = { ...going, ...grants, ...switched }
    await runtime.renewal.subscriptions.change(trx, subscription.id, changes)
    if (subscription.status === "active") {
      const planned = { ...next, subscription_id: subscription.id, amount: row.amount }
      await runtime.renewal.renewals.plan(trx, [planned])
    }
    const renewed = { ...subscription, current_until, uses_left }
    const key = String(row.period_index)
    const concluded = row.by_hand_at !== null
    await runtime.automation.inbox.insert(
      [subscriptionEvent({ ...about, moment: "renewed", subscription: renewed, key, concluded })],
      trx
    )
  }
}

/** The row of a subscription that waited to be switched, as it is from now on. */
function switchedTo(before: SubscriptionRow, now: Date) {
  const { plan_id, plan_version, plan_name, terms, variant_id, title, moves } = coming(before)
  const { customer_group_id, tier_floor } = before.terms
  return {
    ...{ plan_id, plan_version, plan_name, terms, variant_id, title, moves },
    switch_to: null,
    granted_before: { customer_group_id, tier_floor: tier_floor ?? null },
    grants_due_at: now,
  }
}
