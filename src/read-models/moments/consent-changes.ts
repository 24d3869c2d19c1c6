import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

/**
 * What people said for themselves lately, once each. An import, an inquiry and a choice that moved along with an address are
 * no moments: nobody said anything now. Guests enter by the row that Medusa made of them.
 */
export async function consentChanges(
  knex: Knex,
  granted: boolean,
  max_age_hours: number,
  limit: number
): Promise<NewEvent[]> {
  const name = granted ? "consent.given" : "consent.withdrawn"
  const { rows } = await knex.raw(
    `select ? || ':' || e.id as id, ? as name, coalesce(e.customer_id, c.id) as entity_id,
       coalesce(e.customer_id, c.id) as customer_id, e.email, 'job' as source, e.occurred_at,
       jsonb_build_object('consent_purpose', e.purpose, 'consent_channel', e.channel, 'consent_source', e.source) as properties
     from kairos_consent e
     left join lateral (
       select id from customer where lower(trim(email)) = e.email and deleted_at is null
       order by has_account desc, created_at limit 1) c on e.customer_id is null
     where e.granted = ? and e.occurred_at > now() - make_interval(hours => ?)
       and e.source not in ('import', 'email_change') and coalesce(e.basis, 'consent') = 'consent'
       and e.email not like 'erased:%' and coalesce(e.customer_id, c.id) is not null
       and not exists (select 1 from kairos_inbox i where i.id = ? || ':' || e.id)
     order by e.occurred_at, e.id limit ?`,
    [name, name, granted, max_age_hours, name, limit]
  )
  return rows
}
