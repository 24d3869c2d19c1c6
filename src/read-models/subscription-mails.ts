import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What was to be told about a subscription, and what became of it. */
export type SubscriptionMail = {
  readonly moment: string
  readonly at: Date
  readonly decision_id: string
  /** Of the decision where it made no delivery, else of the delivery. */
  readonly state: string
  readonly reason: string | null
  readonly sent_at: Date | null
}

const MOST = 100

/** The newest first: decisions about this subscription with their deliveries; one that sent nothing says why. */
export async function mailsOfSubscription(
  knex: Knex,
  id: string
): Promise<readonly SubscriptionMail[]> {
  const { rows } = await knex.raw(
    `select i.name as moment, coalesce(d.sent_at, c.decided_at) as at, c.id as decision_id,
       coalesce(d.state, c.kind) as state, coalesce(d.reason, c.reason) as reason, d.sent_at
     from kairos_inbox i
     join kairos_decision c on c.event_id = i.id
     left join kairos_delivery d on d.decision_id = c.id
     where i.entity_id = ? and i.name like 'subscription.%'
     order by 2 desc limit ?`,
    [id, MOST]
  )
  return rows
}
