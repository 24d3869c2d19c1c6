import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type OrphanedOrder = {
  readonly id: string
  readonly payment_collection_id: string | null
}

/**
 * The order of a renewal's cart that Medusa wrote and did not come to link: its process died in between. Known by the period that
 * the cart's metadata names, which the order's has from it. Null when there is none. Spelt so that the index of orders by customer
 * serves, which `is not distinct from` cannot use.
 */
export async function orphanedOrder(knex: Knex, cartId: string): Promise<OrphanedOrder | null> {
  const { rows } = await knex.raw(
    `select o.id, p.payment_collection_id
     from cart c
     join "order" o on o.metadata ->> 'kairos_renewal' = c.metadata ->> 'kairos_renewal' and o.created_at >= c.created_at
       and (o.customer_id = c.customer_id or o.customer_id is null and c.customer_id is null)
       and o.deleted_at is null and o.canceled_at is null
     left join cart_payment_collection p on p.cart_id = c.id and p.deleted_at is null
     where c.id = ? and not exists (select 1 from order_cart l where l.order_id = o.id and l.deleted_at is null)
     order by o.created_at limit 1`,
    [cartId]
  )
  return rows[0] ?? null
}

export type MissingReservation = {
  readonly line_item_id: string
  readonly inventory_item_id: string
  readonly location_id: string
  readonly quantity: number
  readonly allow_backorder: boolean
}

/** What an order's items need of the stock and have not reserved, each where most of it lies. */
export async function missingReservations(
  knex: Knex,
  orderId: string
): Promise<readonly MissingReservation[]> {
  const { rows } = await knex.raw(
    `select distinct on (l.id, v.inventory_item_id) l.id as line_item_id, v.inventory_item_id, s.location_id,
       (i.quantity * v.required_quantity)::float as quantity, pv.allow_backorder
     from "order" o
     join order_item i on i.order_id = o.id and i.version = o.version and i.deleted_at is null
     join order_line_item l on l.id = i.item_id and l.deleted_at is null
     join product_variant pv on pv.id = l.variant_id and pv.manage_inventory and pv.deleted_at is null
     join product_variant_inventory_item v on v.variant_id = pv.id and v.deleted_at is null
     join inventory_level s on s.inventory_item_id = v.inventory_item_id and s.deleted_at is null
     join sales_channel_stock_location c on c.stock_location_id = s.location_id and c.sales_channel_id = o.sales_channel_id
       and c.deleted_at is null
     where o.id = ? and not exists (select 1 from reservation_item r where r.line_item_id = l.id and r.deleted_at is null)
     order by l.id, v.inventory_item_id, s.stocked_quantity - s.reserved_quantity desc`,
    [orderId]
  )
  return rows
}
