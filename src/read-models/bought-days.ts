import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PRODUCT_KEY } from "./shop-purchases"

export type BoughtDays = {
  /** By the shop's calendar, in days since 1970, as are `days`. */
  readonly today: number
  /** On which the customer bought the product, ascending, each once; not what was cancelled or given back wholly. */
  readonly days: readonly number[]
  readonly title: string | null
}

/** When one customer bought one product. */
export async function boughtDays(
  knex: Knex,
  {
    customer_id,
    product_key,
    zone,
  }: { readonly customer_id: string; readonly product_key: string; readonly zone: string }
): Promise<BoughtDays> {
  const { rows } = await knex.raw<{ rows: BoughtDays[] }>(
    `select (now() at time zone :zone)::date - date '1970-01-01' as today,
       coalesce((select array_agg(distinct (k.occurred_at at time zone :zone)::date - date '1970-01-01')
         from kairos_purchase k join kairos_purchase_line l on l.purchase_id = k.id
         where k.customer_id = :customer_id and ${PRODUCT_KEY} = :product_key
           and not k.canceled and not (k.total > 0 and k.refunded >= k.total)), '{}') as days,
       coalesce((select g.title from product g where g.id = :product_key and g.deleted_at is null),
         (select l.title from kairos_purchase_line l join kairos_purchase k on k.id = l.purchase_id
          where k.customer_id = :customer_id and ${PRODUCT_KEY} = :product_key limit 1)) as title`,
    { customer_id, product_key, zone }
  )
  return rows[0]!
}
