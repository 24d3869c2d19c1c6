import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Longer than the job that asks may stand still between two turns. */
const LATELY = "2 hours"

/**
 * Subscriptions whose notice may come after a visit, and whose holder was in the storefront of late. A visitor belongs to a customer as
 * long as both storage and profiling are allowed: an objection takes the link away, and with it the visit from here.
 * @returns when they were seen last, by the subscription's id
 */
export async function visitedLately(knex: Knex): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await knex.raw(
    `select s.id, max(v.session_seen_at) as seen_at
     from kairos_visitor v
     join kairos_subscription s on s.customer_id = v.customer_id and s.status = 'active'
       and s.terms -> 'notice_after_visit' = 'true'::jsonb
     join kairos_renewal r on r.subscription_id = s.id and r.state = 'due' and r.notice_round = 0 and r.notice_at > now()
     where v.last_seen_at > now() - interval '${LATELY}' and v.session_seen_at > now() - interval '${LATELY}'
     group by s.id`
  )
  return new Map((rows as { id: string; seen_at: Date }[]).map(({ id, seen_at }) => [id, seen_at]))
}
