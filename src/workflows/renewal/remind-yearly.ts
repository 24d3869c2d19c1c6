import { yearlyReminder } from "../../core/renewal/yearly-reminder"
import { coming, toSubscription } from "../../modules/kairos-renewal/rows"
import { OPEN_STATES } from "../../modules/kairos-renewal/subscriptions"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"
import { subscriptionEvent } from "./subscription-events"

const PAGE = 1000

/** Once a year whoever lets it renew by itself is told what it is, what it costs and how it is stopped. Each year is one event. */
export async function remindYearly(runtime: Runtime): Promise<number> {
  const { subscriptions, renewals } = runtime.renewal
  const now = await databaseNow(runtime.knex)
  let [reminded, after] = [0, ""]
  for (;;) {
    const rows = await subscriptions.longAutomatic(after, PAGE)
    const due = rows.map(coming).flatMap((subscription) => {
      const years = yearlyReminder(toSubscription(subscription), now.toISOString())
      return years === null ? [] : [{ subscription, years }]
    })
    const periods = await renewals.listOf(due.map(({ subscription: { id } }) => id))
    const events = due.map(({ subscription, years }) => {
      const renewal =
        periods.findLast(
          ({ subscription_id, state }) =>
            subscription_id === subscription.id &&
            (OPEN_STATES as readonly string[]).includes(state)
        ) ?? null
      const key = String(years)
      return subscriptionEvent({ moment: "yearly_reminder", subscription, renewal, key, now })
    })
    reminded += (await runtime.automation.inbox.insert(events)).length
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE) {
      return reminded
    }
  }
}
