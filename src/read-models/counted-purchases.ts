import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { KnownPurchase } from "../core/profile/known-from"

/** The first and the last purchase of a customer that count: neither cancelled nor given back wholly. */
export async function countedPurchases(
  knex: Knex,
  customerId: string
): Promise<{ readonly first: KnownPurchase | null; readonly last: KnownPurchase | null }> {
  const end = (order: "asc" | "desc"): string =>
    `(select json_build_object('name', coalesce('#' || (select o.display_id from "order" o where o.id = p.external_id and p.source = 'medusa'), p.external_id),
        'occurred_at', p.occurred_at) from kairos_purchase p
      where p.customer_id = :customer and not p.canceled and not (p.total > 0 and p.refunded >= p.total)
      order by p.occurred_at ${order}, p.id ${order} limit 1)`
  const { rows } = await knex.raw(`select ${end("asc")} as first, ${end("desc")} as last`, {
    customer: customerId,
  })
  return rows[0]
}
