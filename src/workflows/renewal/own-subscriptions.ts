import type { Language } from "../../core/text/localized"
import type { RenewalRow, SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { OwnSubscriptionResponse } from "../../types"
import { conclusionsOf } from "../../read-models/conclusions"
import { switchable } from "../../read-models/switchable"
import { subscriptionLink } from "../messages/links"
import { presentOwnSubscription } from "../present/present-subscription"
import type { Runtime } from "../support/runtime"
import { addressesOf } from "./ships-to"
import { isPaidByCard } from "./subscription-events"

/** Subscriptions as their holder sees them, each with the signed page on which another card is chosen. */
export async function ownSubscriptions(
  runtime: Runtime,
  rows: readonly SubscriptionRow[],
  language: Language
): Promise<readonly OwnSubscriptionResponse[]> {
  const ids = rows.map(({ id }) => id)
  const [renewals, conclusions, addresses, offered] = await Promise.all([
    runtime.renewal.renewals.listOf(ids),
    conclusionsOf(runtime.knex, ids),
    addressesOf(runtime, rows),
    switchable(runtime.knex, ids),
  ])
  const now = runtime.clock.now()
  return Promise.all(
    rows.map(async (row) => {
      const own = renewals.filter(({ subscription_id }) => subscription_id === row.id)
      const card_url = await cardUrl(runtime, row, own)
      const concluded = conclusions.get(row.id) ?? []
      const ships_to = addresses.get(row.id) ?? null
      const known = { card_url, ships_to, conclusions: concluded, offered: offered.has(row.id) }
      return presentOwnSubscription(row, own, { language, now, ...known })
    })
  )
}

async function cardUrl(
  runtime: Runtime,
  subscription: SubscriptionRow,
  renewals: readonly RenewalRow[]
): Promise<string | null> {
  const { id, status } = subscription
  const next = renewals.findLast(({ state }) => /^(due|notified|failed)$/.test(state))
  if (status !== "active" || next === undefined || !isPaidByCard(subscription)) {
    return null
  }
  return subscriptionLink(runtime, "card", { id, period_index: next.period_index })
}
