import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"
import { INCIDENT_PROPERTIES } from "./incident-moment"

/**
 * What went wrong for customers and nobody answered yet: the first within two weeks, and the second, which makes it worse; more of
 * them are no new occasion, or an unlucky customer would get a mail for each.
 */
export async function serviceIncidents(
  knex: Knex,
  maxAgeHours: number,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with fresh as (
       select i.*, 'service.incident:' || i.id as event_id, ${INCIDENT_PROPERTIES} as properties
       from kairos_incident i
       where i.opened_at > now() - make_interval(hours => ?) and i.opened_at <= now())
     select f.event_id as id, 'service.incident' as name, coalesce(f.customer_id, f.email) as entity_id, f.customer_id, f.email,
       'job' as source, f.opened_at as occurred_at, f.properties
     from fresh f
     where (f.properties ->> 'incident_count')::int <= 2 and not exists (select 1 from kairos_inbox x where x.id = f.event_id)
     order by f.opened_at, f.id limit ?`,
    [maxAgeHours, limit]
  )
  return rows
}
