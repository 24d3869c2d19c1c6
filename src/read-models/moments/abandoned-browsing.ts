import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

export type BrowsingQuery = {
  readonly after_minutes: number
  /** Visits whose moment came before this are left alone: nobody waited for just that moment then. */
  readonly from: Date | null
  readonly max_age_hours: number
}

/** A line with this product in a cart of this customer: put there since, or lying there still (SQL). */
const IN_CART = (customer: string, product: string, since: string): string => `
  select 1 from cart c join cart_line_item l on l.cart_id = c.id and l.deleted_at is null
  where c.customer_id = ${customer} and c.deleted_at is null and l.product_id = ${product}
    and (c.completed_at is null or l.created_at > ${since})`

/**
 * Customers who looked at a product in their newest visit and went, once per visit: of what they looked at the last product
 * that lies in no cart of theirs, and only if they bought nothing since. Whoever is back on another device is not gone.
 */
export async function abandonedBrowsing(
  knex: Knex,
  { after_minutes, from, max_age_hours }: BrowsingQuery,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with gone as (
       select distinct on (v.customer_id) v.*, v.session_seen_at + make_interval(mins => ?) as occurred_at,
         'browse.abandoned:' || v.customer_id || ':' || (extract(epoch from v.session_seen_at) * 1000)::bigint || ':' || ?::text as event_id
       from kairos_visitor v
       where v.customer_id is not null and v.session_seen_at <= now() - make_interval(mins => ?)
         and v.session_seen_at > now() - make_interval(mins => ?, hours => ?)
         and not exists (select 1 from kairos_visitor o
           where o.customer_id = v.customer_id and o.session_seen_at > v.session_seen_at)
       order by v.customer_id, v.session_seen_at desc, v.visitor_id)
     select g.event_id as id, 'browse.abandoned' as name, b.product_id as entity_id, g.customer_id, null as email, 'job' as source,
       g.occurred_at, jsonb_build_object('after_minutes', ?::int, 'product_id', b.product_id, 'viewed_at',
         to_char(b.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as properties
     from gone g
     join lateral (
       select b.product_id, b.occurred_at from kairos_behaviour b
       where b.visitor_id = g.visitor_id and b.customer_id = g.customer_id and b.name = 'product_viewed'
         and b.occurred_at >= g.session_started_at and b.occurred_at <= g.session_seen_at
         and not exists (${IN_CART("g.customer_id", "b.product_id", "b.occurred_at")})
       order by b.occurred_at desc limit 1) b on true
     where g.occurred_at >= coalesce(?::timestamptz, '-infinity')
       and not exists (select 1 from "order" o where o.customer_id = g.customer_id and o.deleted_at is null
         and o.canceled_at is null and not o.is_draft_order and o.created_at > b.occurred_at)
       and not exists (select 1 from kairos_inbox i where i.id = g.event_id)
     order by g.session_seen_at, g.customer_id
     limit ?`,
    [
      after_minutes,
      after_minutes,
      after_minutes,
      after_minutes,
      max_age_hours,
      after_minutes,
      from?.toISOString() ?? null,
      limit,
    ] as never
  )
  return rows
}

/**
 * What became of a look at a product: `in_cart`, `forgotten` when the customer took the consent back and with it what was
 * kept, or null when it stands as it was.
 */
export async function viewOver(
  knex: Knex,
  view: { readonly customer_id: string; readonly product_id: string; readonly viewed_at: string }
): Promise<"in_cart" | "forgotten" | null> {
  const { rows } = await knex.raw<{ rows: { in_cart: boolean; kept: boolean }[] }>(
    `select exists (${IN_CART("seen.customer_id", "seen.product_id", "seen.at")}) as in_cart,
       exists (select 1 from kairos_behaviour b where b.customer_id = seen.customer_id
         and b.occurred_at between seen.at and seen.at + interval '1 millisecond'
         and b.product_id = seen.product_id) as kept
     from (select ?::text as customer_id, ?::text as product_id, ?::timestamptz as at) seen`,
    [view.customer_id, view.product_id, view.viewed_at] as never
  )
  const { in_cart, kept } = rows[0]!
  return !kept ? "forgotten" : in_cart ? "in_cart" : null
}
