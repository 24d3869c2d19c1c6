import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

/**
 * Tiers that moved lately, or came to be at risk, once each. What became known only later and what a changed policy did are no
 * moments: nobody did anything now.
 */
export async function tierChanges(
  knex: Knex,
  kind: "up" | "down" | "at_risk",
  max_age_hours: number,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with change as (
       select *, 'tier.' || kind || ':' || customer_id || ':' || (extract(epoch from at) * 1000)::bigint as id
       from kairos_tier_change
       where kind = ? and kind <> 'first' and reason in ('purchase', 'refund', 'time')
         and at > now() - make_interval(hours => ?))
     select c.id, 'tier.' || c.kind as name, c.customer_id as entity_id, c.customer_id, p.email, 'job' as source,
       c.at as occurred_at,
       jsonb_build_object('tier_from', c.from_tier, 'tier_to', c.to_tier, 'tier_score', c.score) as properties
     from change c
     left join kairos_profile p on p.customer_id = c.customer_id
     where not exists (select 1 from kairos_inbox i where i.id = c.id)
     order by c.at, c.customer_id
     limit ?`,
    [kind, max_age_hours, limit]
  )
  return rows
}
