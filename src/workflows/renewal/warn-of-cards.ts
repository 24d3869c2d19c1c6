import type { NewEvent } from "../../core/event/event"
import { cardExpiring, cardName } from "../../core/renewal/card-expiry"
import { type SubscriptionRow, toSubscription } from "../../modules/kairos-renewal/rows"
import { OPEN_STATES } from "../../modules/kairos-renewal/subscriptions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { askForCards } from "./change-card"
import { methodPrint, subscriptionEvent } from "./subscription-events"

const PAGE = 200
/** How many questions a provider has at once; each is a call over the network. */
const AT_ONCE = 5
/** A provider that fails so often without an answer between is left alone for the night. */
const PATIENCE = 3

/**
 * Whose card expires soon is told, once per card and month in which it ends. Only the provider knows until when a card is good,
 * so it is asked: a seventh of all each night. Nothing of its answer is kept but what the event tells.
 * @param weekday 0 to 6; without one, today's by the database
 * @returns how many were told
 */
export async function warnOfCards(runtime: Runtime, weekday?: number): Promise<number> {
  const now = await databaseNow(runtime.knex)
  const failures = new Map<string, number>()
  let [told, after] = [0, ""]
  for (;;) {
    const day = weekday ?? now.getUTCDay()
    const rows = await runtime.renewal.subscriptions.paidByMethod(day, after, PAGE)
    for (let from = 0; from < rows.length && !runtime.automation.stopping; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE)
      const events = await Promise.all(some.map((row) => warning(runtime, row, now, failures)))
      const due = events.filter((event) => event !== null)
      told += (await runtime.automation.inbox.insert(due)).length
    }
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE || runtime.automation.stopping) {
      return told
    }
  }
}

async function warning(
  runtime: Runtime,
  subscription: SubscriptionRow,
  now: Date,
  failures: Map<string, number>
): Promise<NewEvent | null> {
  const provider = subscription.payment?.provider_id ?? ""
  const failed = () => failures.get(provider) ?? 0
  if (failed() >= PATIENCE) {
    return null
  }
  const cards = await askForCards(runtime, subscription).catch((error: unknown) => {
    // Counted as it is now: others were asked at the same time.
    failures.set(provider, failed() + 1)
    const name = error instanceof Error ? error.name : "fault"
    runtime.logger.debug(`kairos: the provider ${provider} lists no cards (${name})`)
    return null
  })
  if (cards === null) {
    return null
  }
  failures.delete(provider)
  const card = cards.find(({ id }) => id === subscription.payment?.data.payment_method)
  const print = methodPrint(subscription)
  const days_left =
    card === undefined ? null : cardExpiring(toSubscription(subscription), card, now.toISOString())
  if (card === undefined || card.expires === null || days_left === null || print === null) {
    return null
  }
  const periods = await runtime.renewal.renewals.listOf([subscription.id])
  const renewal =
    periods.findLast(({ state }) => (OPEN_STATES as readonly string[]).includes(state)) ?? null
  const { brand, expires } = card
  return subscriptionEvent({
    moment: "card_expiring",
    subscription,
    renewal,
    key: `${print}:${expires}`,
    card: { print, name: cardName(card), brand, expires, days_left },
    now,
  })
}
