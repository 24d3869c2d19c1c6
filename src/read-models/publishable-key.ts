import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Whether Medusa would let a storefront in with this key. */
export async function knowsPublishableKey(knex: Knex, token: string): Promise<boolean> {
  const row: unknown = await knex("api_key")
    .where({ token, type: "publishable" })
    .whereNull("deleted_at")
    .whereRaw("(revoked_at is null or revoked_at > now())")
    .first("id")
  return row !== undefined
}
