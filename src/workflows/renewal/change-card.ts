import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { type Card, cardName, expiryText, readCard } from "../../core/renewal/card-expiry"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { withTimeout } from "../support/with-timeout"
import type { ActResult } from "./change-subscription"
import { subscriptionEvent } from "./subscription-events"

/** A list is asked for in the time that a page may take; who is silent for longer is asked another day. */
const LIST_TIMEOUT_MS = 10_000

type SavedCard = Card & { readonly id: string; readonly label: string }

/**
 * What the payment provider holds of a customer, as it names it. None from a provider that keeps nothing, and none while it does
 * not answer: a page then says where else to go.
 */
export async function savedCards(
  runtime: Runtime,
  subscription: SubscriptionRow
): Promise<readonly SavedCard[]> {
  try {
    return (await askForCards(runtime, subscription)) ?? []
  } catch (error) {
    runtime.logger.warn(
      `kairos: the provider ${subscription.payment?.provider_id} lists no cards (${error instanceof Error ? error.name : "fault"})`
    )
    return []
  }
}

/**
 * @returns null where there is nobody to ask for: the provider was asked nothing, so it answered nothing
 * @throws what the provider throws, also one that does not list cards at all, or when it does not answer in time
 */
export async function askForCards(
  { container }: Runtime,
  { payment, customer_id }: SubscriptionRow
): Promise<readonly SavedCard[] | null> {
  if (payment === null || customer_id === null) {
    return null
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["account_holders.*"],
    filters: { id: customer_id },
  })
  const holders = ((data[0] as { account_holders?: unknown } | undefined)?.account_holders ??
    []) as readonly { readonly provider_id: string }[]
  const account_holder = holders.find(({ provider_id }) => provider_id === payment.provider_id)
  if (account_holder === undefined) {
    return null
  }
  const asked = container.resolve(Modules.PAYMENT).listPaymentMethods({
    provider_id: payment.provider_id,
    context: { account_holder },
  } as never)
  const methods = await withTimeout(asked, LIST_TIMEOUT_MS)
  return methods.map(({ id, data: details }) => {
    const card = readCard(details)
    return { ...card, id, label: labelOf(id, card) }
  })
}

/** `visa •••• 4242 12/2030`, where the provider says as much. */
function labelOf(id: string, card: Card): string {
  const until = card.expires === null ? null : expiryText(card.expires)
  const parts = [cardName(card), until].filter((part) => part !== null)
  return parts.length === 0 ? id : parts.join(" ")
}

/** Pays with another card that the provider holds of this very customer; a renewal that failed is tried with it at once. */
export async function changeCard(
  runtime: Runtime,
  id: string,
  card: string
): Promise<ActResult | null> {
  const before = await runtime.renewal.subscriptions.read(id)
  const own = before === null ? [] : await savedCards(runtime, before)
  if (!own.some((one) => one.id === card)) {
    return null
  }
  const { renewals, subscriptions } = runtime.renewal
  return runtime.knex.transaction(async (trx) => {
    const renewal = await renewals.lockOpen(trx, id)
    const subscription = await subscriptions.lock(trx, id)
    if (
      subscription === null ||
      subscription.status !== "active" ||
      subscription.payment === null
    ) {
      return { kind: "refused", reason: "over" } as const
    }
    const now = await databaseNow(trx)
    const data = { ...subscription.payment.data, payment_method: card }
    await subscriptions.change(trx, id, { payment: { ...subscription.payment, data } })
    const about = { subscription_id: id, at: now, actor: "link", source: "mail" } as const
    await subscriptions.append(trx, [
      { ...about, kind: "card_changed", period_index: renewal?.period_index ?? null },
    ])
    if (renewal?.state === "failed" && renewal.next_try_at !== null) {
      const { subscription_id, period_index } = renewal
      const at = now.toISOString()
      await renewals.change(trx, [{ subscription_id, period_index, next_try_at: at, look_at: at }])
    }
    const key = `card:${now.getTime()}`
    await runtime.automation.inbox.insert(
      [
        subscriptionEvent({
          moment: "changed",
          subscription,
          renewal,
          key,
          change: "card_changed",
          now,
        }),
      ],
      trx
    )
    return { kind: "done", subscription } as const
  })
}
