import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

export type AbandonedQuery = {
  readonly after_minutes: number
  /** Carts whose moment came before this are left alone: nobody waited for just that moment then. */
  readonly from: Date | null
  readonly max_age_hours: number
}

/**
 * Carts with something in them that were left for just so long, once per last activity. Medusa's own row is asked again,
 * because a cart that was bought a moment ago is folded a moment later.
 */
export async function abandonedCarts(
  knex: Knex,
  { after_minutes, from, max_age_hours }: AbandonedQuery,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `with left_alone as (
       select k.*, k.last_activity_at + make_interval(mins => ?) as occurred_at,
         'cart.abandoned:' || k.cart_id || ':' || (extract(epoch from k.last_activity_at) * 1000)::bigint || ':' || ?::text as event_id
       from kairos_cart k
       where k.state in ('active', 'abandoned') and k.armed
         and k.last_activity_at <= now() - make_interval(mins => ?)
         and k.last_activity_at > now() - make_interval(mins => ?, hours => ?)
         and (k.customer_id is not null or k.email is not null))
     select event_id as id, 'cart.abandoned' as name, k.cart_id as entity_id, k.customer_id, k.email, 'job' as source,
       k.occurred_at, jsonb_build_object('after_minutes', ?::int, 'last_activity_at',
         to_char(k.last_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as properties
     from left_alone k
     join cart c on c.id = k.cart_id and c.completed_at is null and c.deleted_at is null
     where k.occurred_at >= coalesce(?::timestamptz, '-infinity')
       and not exists (select 1 from kairos_inbox i where i.id = k.event_id)
     order by k.last_activity_at, k.cart_id
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
