import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

/**
 * Who needs a product again in so many days: by what last night learned of them and of the product, else by the life that a plan
 * states for it, counted from the last purchase. Whoever subscribes to it is told by their subscription. Only the day on which the
 * mark is passed is a moment. Days are the shop's in both, so that one purchase has one name whoever knew of it.
 */
export async function dueProducts(
  knex: Knex,
  {
    days,
    from,
    zone,
    max_age_hours,
  }: { days: number; from: Date | null; zone: string; max_age_hours: number },
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with stated as (
       select product_id, min(case terms #>> '{term,unit}'
         when 'day' then make_interval(days => (terms #>> '{term,count}')::int)
         when 'month' then make_interval(months => (terms #>> '{term,count}')::int)
         else make_interval(years => (terms #>> '{term,count}')::int) end) as life
       from kairos_plan where status = 'active' and terms ->> 'renewal' = 'manual' group by product_id),
     due as (
       select d.customer_id, d.product_key as product_id, d.last_bought, d.due_median::timestamp at time zone :zone as due_at, 'learned' as known_by
       from kairos_due d
       union all
       select p.customer_id, l.product_id, (max(p.occurred_at) at time zone :zone)::date,
         (max(p.occurred_at) at time zone :zone + t.life) at time zone :zone, 'plan'
       from stated t
       join kairos_purchase_line l on l.product_id = t.product_id
       join kairos_purchase p on p.id = l.purchase_id and not p.canceled and p.customer_id is not null
       where not exists (select 1 from kairos_due d where d.customer_id = p.customer_id and d.product_key = l.product_id)
       group by p.customer_id, l.product_id, t.life),
     marks as (
       select d.*, d.due_at - make_interval(days => :days) as occurred_at,
         concat_ws(':', 'product.due', d.customer_id, d.product_id, d.last_bought, cast(:days as int)) as event_id
       from due d)
     select m.event_id as id, 'product.due' as name, m.customer_id as entity_id, m.customer_id, c.email, 'job' as source, m.occurred_at,
       jsonb_build_object('days', cast(:days as int), 'product_id', m.product_id, 'known_by', m.known_by, 'last_bought', m.last_bought,
         'due_at', to_char(m.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as properties
     from marks m
     join kairos_profile c on c.customer_id = m.customer_id
     where m.occurred_at <= now() and m.occurred_at > now() - make_interval(hours => :max_age_hours)
       and m.occurred_at >= coalesce(cast(:from as timestamptz), '-infinity')
       and not exists (select 1 from kairos_subscription s
         where s.customer_id = m.customer_id and s.product_id = m.product_id and s.status = 'active')
       and not exists (select 1 from kairos_inbox i where i.id = m.event_id)
     order by m.occurred_at, m.event_id limit :limit`,
    { days, from: from?.toISOString() ?? null, zone, max_age_hours, limit }
  )
  return rows
}
