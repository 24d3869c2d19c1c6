import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The customer's newest order that was not canceled; null when there is none. */
export async function lastOrderOf(knex: Knex, customerId: string): Promise<string | null> {
  const row: { id: string } | undefined = await knex("order")
    .where({ customer_id: customerId, is_draft_order: false })
    .whereNull("deleted_at")
    .whereNull("canceled_at")
    .orderBy("created_at", "desc")
    .first("id")
  return row?.id ?? null
}
