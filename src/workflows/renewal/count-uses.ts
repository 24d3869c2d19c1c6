import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { movedTo } from "../../core/renewal/put-off"
import { afterUse, dayAfterLastUse } from "../../core/renewal/uses"
import {
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { subscriptionEvent } from "./subscription-events"
import { plannedFor } from "./planned-for"

type ReportedUse = {
  /** Under which it was reported: reported twice, it is one. */
  readonly id: string
  readonly person: Pick<SubscriptionRow, "customer_id" | "email">
  readonly wanted: { readonly subscription_id?: string; readonly product_id?: string }
  readonly uses: number
  readonly at: Date
}

/** `uncounted`: nothing that they have is counted by the use. */
type UseCount = "counted" | "known" | "uncounted" | { readonly left: number }

/**
 * Takes uses from what somebody subscribed to by the use. With few left its holder is told; with the last one it ends, or its next
 * period comes forward, and is told anew before anything is charged.
 */
export async function countUses(runtime: Runtime, use: ReportedUse): Promise<UseCount> {
  const { subscriptions } = runtime.renewal
  const id = await subscriptions.findCounted(use.person, use.wanted, use)
  if (id === null) {
    return "uncounted"
  }
  return runtime.knex.transaction(async (trx) => {
    const renewal = await runtime.renewal.renewals.lockOpen(trx, id)
    const subscription = await subscriptions.lock(trx, id)
    const known = subscription && toSubscription(subscription)
    if (subscription === null || known?.uses == null) {
      return "uncounted"
    }
    if (await subscriptions.isUseKnown(trx, use.id)) {
      return "known"
    }
    const after = afterUse(known, known.uses, use.uses)
    if (after === null) {
      return { left: known.uses.left }
    }
    const { uses, at: used_at } = use
    if (!(await subscriptions.appendUse(trx, { id: use.id, subscription_id: id, uses, used_at }))) {
      return "known"
    }
    const now = await databaseNow(trx)
    const used = { ...subscription, uses_left: after.left }
    await subscriptions.change(trx, id, { uses_left: after.left })
    if (after.few) {
      await tellFew(runtime, trx, used, renewal, now)
    }
    if (after.left === 0) {
      await useUp(runtime, trx, used, renewal, now)
    }
    return "counted"
  })
}

async function tellFew(
  runtime: Runtime,
  trx: Knex,
  subscription: SubscriptionRow,
  renewal: RenewalRow | null,
  now: Date
): Promise<void> {
  // Whoever cancelled knows that it ends, and somebody who pressed the button has more in a moment.
  if (subscription.status !== "active" || renewal === null || renewal.by_hand_at !== null) {
    return
  }
  const key = `few:${renewal.period_index}`
  const about = { moment: "expiring", subscription, renewal, key, few_left: true, now } as const
  await runtime.automation.inbox.insert([subscriptionEvent(about)], trx)
}

async function useUp(
  runtime: Runtime,
  trx: Knex,
  subscription: SubscriptionRow,
  renewal: RenewalRow | null,
  now: Date
): Promise<void> {
  const { id, status } = subscription
  const { subscriptions, renewals } = runtime.renewal
  const record = {
    subscription_id: id,
    kind: "used_up",
    at: now,
    actor: "kairos",
    source: "use",
  } as const
  if (status === "cancelled") {
    await subscriptions.append(trx, [record])
    await subscriptions.change(trx, id, { current_until: now })
    return
  }
  const known = toSubscription(subscription)
  const day =
    renewal === null ? null : dayAfterLastUse(known, toRenewal(renewal), now.toISOString())
  await subscriptions.append(trx, [
    { ...record, day, ...(renewal === null ? {} : { period_index: renewal.period_index }) },
  ])
  if (renewal === null || day === null) {
    return
  }
  const { period_index } = renewal
  const moves = movedTo(known, period_index, day)
  const planned = plannedFor(runtime, { ...known, moves }, period_index)
  await renewals.replan(trx, { ...planned, subscription_id: id })
  await subscriptions.change(trx, id, { moves, current_until: new Date(planned.due.at) })
}
