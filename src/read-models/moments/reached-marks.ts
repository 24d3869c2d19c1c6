import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

type Window = { readonly from: Date | null; readonly max_age_hours: number }

/** Purchases that count, of customers who ordered lately: the mark can only have been passed by one of their last orders. */
const COUNTED = `
  recent as (select customer_id from kairos_profile where last_order_at > now() - make_interval(hours => ?)),
  kept as (
    select p.customer_id, p.email, p.id, p.source, p.occurred_at, lower(p.currency_code) as currency_code,
      greatest(p.total - greatest(p.refunded, 0), 0) as net
    from kairos_purchase p join recent r on r.customer_id = p.customer_id
    where not p.canceled and not (p.total > 0 and p.refunded >= p.total))`

/** Customers whose so-many-th order was placed lately, once each. An order that was imported is no moment. */
export async function reachedOrderCount(
  knex: Knex,
  { count, from, max_age_hours }: Window & { readonly count: number },
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with ${COUNTED},
     numbered as (
       select *, row_number() over (partition by customer_id order by occurred_at, id) as number from kept)
     select 'customer.order_count_reached:' || n.customer_id || ':' || ?::text as id, 'customer.order_count_reached' as name,
       n.customer_id as entity_id, n.customer_id, n.email, 'job' as source, n.occurred_at,
       jsonb_build_object('count', ?::int, 'purchase_id', n.id) as properties
     from numbered n
     where n.number = ? and n.source = 'medusa'
       and n.occurred_at > now() - make_interval(hours => ?)
       and n.occurred_at >= coalesce(?::timestamptz, '-infinity')
       and not exists (select 1 from kairos_inbox i
         where i.id = 'customer.order_count_reached:' || n.customer_id || ':' || ?::text)
     order by n.occurred_at, n.customer_id limit ?`,
    [
      max_age_hours,
      count,
      count,
      count,
      max_age_hours,
      from?.toISOString() ?? null,
      count,
      limit,
    ] as never
  )
  return rows
}

/**
 * Customers whose spending in one currency passed an amount lately, once each.
 * @param key how the amount was asked for; the same amount asked for otherwise is another moment
 */
export async function reachedSpend(
  knex: Knex,
  mark: Window & { readonly amount: number; readonly currency_code: string; readonly key: string },
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with ${COUNTED},
     running as (
       select *, sum(net) over (partition by customer_id order by occurred_at, id) as spent
       from kept where currency_code = ?),
     passing as (
       select distinct on (customer_id) * from running where spent >= ?::numeric order by customer_id, occurred_at, id)
     select 'customer.spend_reached:' || p.customer_id || ':' || ?::text as id, 'customer.spend_reached' as name,
       p.customer_id as entity_id, p.customer_id, p.email, 'job' as source, p.occurred_at,
       jsonb_build_object('mark', ?::text, 'spent', trim_scale(p.spent)::text, 'currency_code', p.currency_code) as properties
     from passing p
     where p.source = 'medusa'
       and p.occurred_at > now() - make_interval(hours => ?)
       and p.occurred_at >= coalesce(?::timestamptz, '-infinity')
       and not exists (select 1 from kairos_inbox i
         where i.id = 'customer.spend_reached:' || p.customer_id || ':' || ?::text)
     order by p.occurred_at, p.customer_id limit ?`,
    [
      mark.max_age_hours,
      mark.currency_code,
      mark.amount,
      mark.key,
      mark.key,
      mark.max_age_hours,
      mark.from?.toISOString() ?? null,
      mark.key,
      limit,
    ] as never
  )
  return rows
}
