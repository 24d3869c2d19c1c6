import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { KnownPurchase } from "../core/profile/known-from"

/** The first and the last purchase of a customer that count: neither cancelled nor given back wholly. */
export async function countedPurchases(
  knex: Knex,
  customerId: string
): Promise<{ readonly first: KnownPurchase | null; readonly last: KnownPurchase | null }> {
  const end = (order: "asc" | "desc"): string =>
    `(select json_build_object('external_id', external_id, 'occurred_at', occurred_at) from kairos_purchase
      where customer_id = :customer and not canceled and not (total > 0 and refunded >= total)
      order by occurred_at ${order}, id ${order} limit 1)`
  const { rows } = await knex.raw(`select ${end("asc")} as first, ${end("desc")} as last`, {
    customer: customerId,
  })
  return rows[0]
}
