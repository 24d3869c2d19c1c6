import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

/**
 * Customers whose last order lies just so many days back, once per last order. Whoever bought again under another customer
 * row of the same address (a guest, say) is not inactive. Long silence is not asked for: only the day on which the mark is
 * passed is a moment, or the first run would write to everybody who ever left.
 */
export async function inactiveCustomers(
  knex: Knex,
  { days, from, max_age_hours }: { days: number; from: Date | null; max_age_hours: number },
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with silent as (
       select p.customer_id, p.email, p.last_order_at, p.last_order_at + make_interval(days => ?) as occurred_at,
         'customer.inactive:' || p.customer_id || ':' || (extract(epoch from p.last_order_at) * 1000)::bigint || ':' || ?::text as event_id
       from kairos_profile p
       where p.last_order_at <= now() - make_interval(days => ?)
         and p.last_order_at > now() - make_interval(days => ?, hours => ?))
     select event_id as id, 'customer.inactive' as name, s.customer_id as entity_id, s.customer_id, s.email, 'job' as source,
       s.occurred_at, jsonb_build_object('days', ?::int, 'last_order_at',
         to_char(s.last_order_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as properties
     from silent s
     where s.occurred_at >= coalesce(?::timestamptz, '-infinity')
       and not exists (select 1 from kairos_purchase b
         where b.email = s.email and not b.canceled
           and b.occurred_at >= s.last_order_at + interval '1 millisecond')
       and not exists (select 1 from kairos_inbox i where i.id = s.event_id)
     order by s.last_order_at, s.customer_id
     limit ?`,
    [days, days, days, days, max_age_hours, days, from?.toISOString() ?? null, limit] as never
  )
  return rows
}
