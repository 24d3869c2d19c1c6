import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type RecoverableCart = {
  readonly id: string
  readonly customer_id: string | null
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly completed: boolean
  readonly deleted: boolean
  /** One per variant, however many lines of the cart hold it. */
  readonly lines: readonly {
    readonly variant_id: string
    readonly quantity: number
    /** The lines themselves, the oldest first. */
    readonly parts: readonly { readonly id: string; readonly quantity: number }[]
  }[]
}

/** A cart as a recovery link sees it; null when it is gone for good. Lines without a variant cannot be put in again. */
export async function recoverableCart(knex: Knex, id: string): Promise<RecoverableCart | null> {
  const { rows } = await knex.raw(
    `select c.id, c.customer_id, c.region_id, c.sales_channel_id, c.deleted_at is not null as deleted,
       c.completed_at is not null or exists (
         select 1 from order_cart o where o.cart_id = c.id and o.deleted_at is null) as completed,
       coalesce((
         select jsonb_agg(jsonb_build_object('variant_id', l.variant_id, 'quantity', l.quantity, 'parts', l.parts) order by l.variant_id)
         from (select variant_id, sum(quantity) as quantity, jsonb_agg(jsonb_build_object('id', id, 'quantity', quantity) order by created_at, id) as parts from cart_line_item
           where cart_id = c.id and deleted_at is null and variant_id is not null group by variant_id) l), '[]') as lines
     from cart c where c.id = ?`,
    [id]
  )
  return (rows[0] as RecoverableCart | undefined) ?? null
}
