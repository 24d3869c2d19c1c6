import type { RenewalRow, SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { conclusionsOf } from "../../read-models/conclusions"
import { withdrawUntil } from "../present/present-subscription"
import type { Runtime } from "../support/runtime"

export type OpenPeriod = {
  readonly subscription: SubscriptionRow
  /** What comes next, or is under way; null when nothing does. */
  readonly next: RenewalRow | null
  /** Until when it may be withdrawn from; null where it may not. */
  readonly withdraw_until: string | null
  /** The language that the person chose; null where they did not. */
  readonly locale: string | null
}

/** What a page about a subscription has to say. Null when there is none. */
export async function openPeriod(runtime: Runtime, id: string): Promise<OpenPeriod | null> {
  const { subscriptions, renewals } = runtime.renewal
  const subscription = await subscriptions.read(id)
  if (subscription === null) {
    return null
  }
  const [rows, conclusions] = await Promise.all([
    renewals.listOf([id]),
    conclusionsOf(runtime.knex, [id]),
  ])
  const contact =
    subscription.email === null ? null : await runtime.consent.readContact(subscription.email)
  return {
    subscription,
    next: rows.findLast(({ state }) => !/^(paid|skipped|cancelled|lapsed)$/.test(state)) ?? null,
    withdraw_until: withdrawUntil(subscription, conclusions.get(id) ?? [], runtime.clock.now()),
    locale: contact?.locale ?? null,
  }
}
