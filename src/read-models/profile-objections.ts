import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Which of these customers objected to profiling, by any address that they are known by: their own and those that they
 * bought with.
 */
export async function objectorsAmong(
  knex: Knex,
  customer_ids: readonly string[]
): Promise<ReadonlySet<string>> {
  const { rows } = await knex.raw(
    `with address as (
       select id as customer_id, lower(trim(email)) as email from customer where id = any(?::text[])
       union
       select customer_id, email from kairos_purchase where customer_id = any(?::text[])
     )
     select distinct a.customer_id
     from address a
     join kairos_contact c on c.email = a.email and c.profiling_objected`,
    [[...customer_ids], [...customer_ids]]
  )
  return new Set((rows as { customer_id: string }[]).map((row) => row.customer_id))
}
