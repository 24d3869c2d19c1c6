import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** When the same person last bought something, as far as the ledger of purchases knows; null: never. @param email normalised */
export async function lastPurchaseOf(knex: Knex, email: string): Promise<string | null> {
  const { rows } = await knex.raw<{ rows: { at: Date | null }[] }>(
    `select max(p.occurred_at) as at from kairos_purchase p
     where not p.canceled and p.customer_id in (
       select id from customer where lower(trim(email)) = ? and deleted_at is null)`,
    [email]
  )
  return rows[0]?.at?.toISOString() ?? null
}
