import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The language in which a subscription was bought; null where the storefront did not say. */
export async function subscriptionLocale(knex: Knex, id: string): Promise<string | null> {
  const { rows } = await knex.raw(
    `select o.locale from kairos_subscription s join "order" o on o.id = s.order_id where s.id = ?`,
    [id]
  )
  return (rows as readonly { locale: string | null }[])[0]?.locale ?? null
}
