import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"
import type { YearlyDay, YearlyDayOccurrence } from "../../core/schedule/yearly-day"

export type SeasonDay = YearlyDay & YearlyDayOccurrence & { readonly max_age_hours: number }

/**
 * Everybody for whom this year's day is a moment that the inbox does not know: who has an account or has bought, each person
 * once, also when a guest and an account share an address. Nobody, once the day lies too far back.
 */
export async function seasonDays(
  knex: Knex,
  { month, day, year, began, max_age_hours }: SeasonDay,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with person as (
       select distinct on (lower(trim(c.email))) c.id, c.email
       from customer c
       where c.deleted_at is null and c.email is not null and :began::timestamptz > now() - make_interval(hours => :hours)
         and (c.has_account or exists (select 1 from kairos_purchase p where p.customer_id = c.id and not p.canceled))
       order by lower(trim(c.email)), c.has_account desc, c.created_at, c.id)
     select :prefix || p.id as id, 'season.day' as name, p.id as entity_id, p.id as customer_id, p.email, 'job' as source,
       :began::timestamptz as occurred_at, jsonb_build_object('month', :month::int, 'day', :day::int) as properties
     from person p
     where not exists (select 1 from kairos_inbox i where i.id = :prefix || p.id)
     order by p.id
     limit :limit`,
    {
      began: new Date(began).toISOString(),
      hours: max_age_hours,
      prefix: `season.day:${month}-${day}:${year}:`,
      month,
      day,
      limit,
    }
  )
  return rows
}
