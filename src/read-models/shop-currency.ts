import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The store's default currency in lower case; null while none is set. */
export async function shopCurrency(knex: Knex): Promise<string | null> {
  const { rows } = await knex.raw(
    `select lower(currency_code) as currency_code from store_currency
     where is_default and deleted_at is null order by created_at limit 1`
  )
  return (rows as { currency_code: string }[])[0]?.currency_code ?? null
}
