import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"
import { INCIDENT_PROPERTIES } from "./incident-moment"

export type UnansweredQuery = {
  readonly after_minutes: number
  /** Incidents whose moment came before this are left alone: nobody waited for just that moment then. */
  readonly from: Date | null
  readonly max_age_hours: number
}

/** What went wrong for customers and just so much later has no answer and no end; each once. */
export async function unansweredIncidents(
  knex: Knex,
  { after_minutes, from, max_age_hours }: UnansweredQuery,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with waiting as (
       select i.*, i.opened_at + make_interval(mins => :after) as occurred_at,
         'service.unanswered:' || i.id || ':' || :after as event_id,
         ${INCIDENT_PROPERTIES} || jsonb_build_object('after_minutes', cast(:after as int)) as properties
       from kairos_incident i
       where i.answered_at is null and i.closed_at is null and i.opened_at <= now() - make_interval(mins => :after)
         and i.opened_at > now() - make_interval(mins => :after, hours => :age))
     select w.event_id as id, 'service.unanswered' as name, coalesce(w.customer_id, w.email) as entity_id, w.customer_id, w.email,
       'job' as source, w.occurred_at, w.properties
     from waiting w
     where w.occurred_at >= coalesce(cast(:from as timestamptz), '-infinity')
       and not exists (select 1 from kairos_inbox x where x.id = w.event_id)
     order by w.opened_at, w.id limit :limit`,
    { after: after_minutes, age: max_age_hours, from: from?.toISOString() ?? null, limit } as never
  )
  return rows
}
