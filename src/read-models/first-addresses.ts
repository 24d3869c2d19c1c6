import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ShippingAddress } from "../core/renewal/shipping-address"

/** To where orders were sent, by the order's id; none for an order of which nothing is sent. */
export async function firstAddresses(
  knex: Knex,
  orderIds: readonly string[]
): Promise<ReadonlyMap<string, ShippingAddress>> {
  if (orderIds.length === 0) {
    return new Map()
  }
  const { rows } = await knex.raw(
    `select o.id, nullif(a.first_name, '') as first_name, nullif(a.last_name, '') as last_name,
       nullif(a.address_1, '') as address_1, nullif(a.address_2, '') as address_2,
       nullif(a.postal_code, '') as postal_code, nullif(a.city, '') as city,
       nullif(a.province, '') as province, lower(a.country_code) as country_code
     from "order" o
     join order_address a on a.id = o.shipping_address_id and a.deleted_at is null
     where o.id = any(?::text[]) and exists (
       select 1 from order_shipping s
       where s.order_id = o.id and s.version = o.version and s.deleted_at is null)`,
    [[...orderIds]]
  )
  return new Map(
    (rows as (ShippingAddress & { readonly id: string })[]).map(({ id, ...address }) => [
      id,
      address,
    ])
  )
}
