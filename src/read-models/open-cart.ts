import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The cart that a customer changed last and that is still open, with something in it. */
export async function openCartOf(
  knex: Knex,
  customerId: string
): Promise<{ readonly id: string; readonly last_activity_at: string } | null> {
  const { rows } = await knex.raw(
    `select c.id, coalesce(k.last_activity_at, c.updated_at) as at
     from cart c left join kairos_cart k on k.cart_id = c.id
     where c.customer_id = ? and c.completed_at is null and c.deleted_at is null
       and exists (select 1 from cart_line_item l where l.cart_id = c.id and l.deleted_at is null)
     order by at desc, c.id desc limit 1`,
    [customerId]
  )
  const row = rows[0] as { id: string; at: Date } | undefined
  return row === undefined ? null : { id: row.id, last_activity_at: row.at.toISOString() }
}
