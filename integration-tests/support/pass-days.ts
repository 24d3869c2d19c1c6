import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { dateOf, dayOf } from "../../src/core/renewal/recurrence"
import { addDays } from "../../src/core/schedule/time-zone"
import { planRenewal } from "../../src/core/renewal/schedule-renewal"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toSubscription,
} from "../../src/modules/kairos-renewal/rows"

/** As if everything about all subscriptions had happened so many days earlier. */
export async function passDays(knex: Knex, days: number): Promise<void> {
  const shift = (table: string, columns: readonly string[], where = "true") =>
    knex.raw(
      `update ${table} set ${columns.map((one) => `${one} = ${one} - interval '${days} days'`).join(", ")} where ${where}`
    )
  await shift("kairos_subscription", [
    "started_at",
    "current_until",
    "auto_renew_since",
    "last_used_at",
    "kept_at",
    "paused_at",
    "resting_since",
  ])
  await knex.raw(
    `update kairos_subscription set anchor_date = to_char(anchor_date::date - ${days}, 'YYYY-MM-DD')`
  )
  await knex.raw("alter table kairos_subscription_record disable trigger all")
  await shift("kairos_subscription_record", ["at"])
  await knex.raw("alter table kairos_subscription_record enable trigger all")
  await shift("kairos_renewal", [
    "noticed_at",
    "notice_made_at",
    "by_hand_at",
    "asked_at",
    "next_try_at",
    "look_at",
    "charged_at",
    "paid_at",
  ])
  await shift("kairos_delivery", ["sent_at"], "sent_at is not null")
  await reanchor(knex, days)
}

/** The dates follow the anchor, over changes of the clocks, too. */
async function reanchor(knex: Knex, days: number): Promise<void> {
  const subscriptions: SubscriptionRow[] = await knex("kairos_subscription")
  for (const { moves, ...rest } of subscriptions) {
    const subscription = {
      ...rest,
      moves: moves.map((move) => ({ ...move, date: dayOf(addDays(dateOf(move.date), -days)) })),
    }
    await knex("kairos_subscription")
      .where({ id: subscription.id })
      .update({ moves: JSON.stringify(subscription.moves) })
    const renewals: RenewalRow[] = await knex("kairos_renewal").where({
      subscription_id: subscription.id,
    })
    for (const { period_index } of renewals) {
      const { due, notice_at } = planRenewal(toSubscription(coming(subscription)), period_index)
      await knex("kairos_renewal")
        .where({ subscription_id: subscription.id, period_index })
        .update({ due_at: due.at, due_local: due.local, notice_at })
    }
  }
}
