import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type BoughtOrder = {
  readonly id: string
  readonly display_id: number | null
  readonly placed_at: string
}

/**
 * The first order that the same person placed after an instant, which is known to the millisecond (the database counts finer,
 * and the order that somebody's silence is counted from must not end it): under any customer row of the normalised address, or as a
 * guest with it. Medusa's own table is asked, because its event bus may have lost the event. Canceled orders are no purchase.
 * @param person `email` is normalised
 */
export async function boughtSince(
  knex: Knex,
  person: { readonly customer_id: string | null; readonly email: string | null },
  since: string
): Promise<BoughtOrder | null> {
  const { rows } = await knex.raw(
    `with person as (
       select ?::text as customer_id, ?::text as email),
     own as (
       select p.customer_id as id from person p where p.customer_id is not null
       union
       select c.id from person p join customer c on p.email is not null and lower(trim(c.email)) = p.email)
     select o.id, o.display_id, o.created_at
     from "order" o, person p
     where o.created_at >= ?::timestamptz + interval '1 millisecond' and o.deleted_at is null and o.canceled_at is null
       and not o.is_draft_order and o.status not in ('draft', 'canceled')
       and (o.customer_id in (select id from own) or (p.email is not null and lower(trim(o.email)) = p.email))
     order by o.created_at, o.id limit 1`,
    [person.customer_id, person.email, since] as never
  )
  const row = rows[0] as { id: string; display_id: number | null; created_at: Date } | undefined
  return row === undefined
    ? null
    : { id: row.id, display_id: row.display_id, placed_at: row.created_at.toISOString() }
}
