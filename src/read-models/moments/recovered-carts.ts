import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"

/** Carts that had been abandoned and became an order, once each. */
export async function recoveredCarts(
  knex: Knex,
  max_age_hours: number,
  limit: number
): Promise<NewEvent[]> {
  const { rows } = await knex.raw(
    `select 'cart.recovered:' || k.cart_id as id, 'cart.recovered' as name, k.order_id as entity_id, o.customer_id, k.email,
       'job' as source, k.recovered_at as occurred_at,
       jsonb_build_object('cart_id', k.cart_id, 'abandoned_at',
         to_char(k.abandoned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as properties
     from kairos_cart k
     join "order" o on o.id = k.order_id
     where k.state = 'recovered' and k.armed and k.recovered_at > now() - make_interval(hours => ?)
       and not exists (select 1 from kairos_inbox i where i.id = 'cart.recovered:' || k.cart_id)
     order by k.recovered_at, k.cart_id
     limit ?`,
    [max_age_hours, limit]
  )
  return rows
}
