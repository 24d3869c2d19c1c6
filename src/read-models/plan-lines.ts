import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A line of an order whose shopper chose a plan, with what a renewal of it would need. */
export type PlanLine = {
  readonly line_item_id: string
  readonly plan_id: string
  readonly auto_renew: boolean
  readonly text_version: string | null
  readonly product_id: string
  readonly variant_id: string
  readonly title: string
  readonly quantity: number
  readonly order_id: string
  readonly customer_id: string | null
  readonly email: string | null
  readonly currency_code: string
  readonly country_code: string | null
  readonly placed_at: Date
  readonly provider_id: string | null
  /** What the provider wrote into the session that paid for the order. */
  readonly payment_data: Readonly<Record<string, unknown>> | null
}

/** The lines of an order that name a plan; none for an order that is a draft or was cancelled. */
export async function planLines(knex: Knex, orderId: string): Promise<readonly PlanLine[]> {
  const { rows } = await knex.raw(
    `select l.id as line_item_id, l.metadata ->> 'kairos_plan_id' as plan_id,
       coalesce(l.metadata -> 'kairos_auto_renew' = 'true'::jsonb, false) as auto_renew,
       left(l.metadata ->> 'kairos_text_version', 100) as text_version,
       l.product_id, l.variant_id, coalesce(l.product_title, l.title) as title, i.quantity::int as quantity,
       o.id as order_id, o.customer_id, o.email, o.currency_code, lower(a.country_code) as country_code,
       o.created_at as placed_at, s.provider_id, s.data as payment_data
     from "order" o
     join order_item i on i.order_id = o.id and i.version = o.version and i.deleted_at is null
     join order_line_item l on l.id = i.item_id and l.deleted_at is null
     left join order_address a on a.id = coalesce(o.shipping_address_id, o.billing_address_id)
     left join lateral (
       select s.provider_id, s.data from order_payment_collection c
       join payment_session s on s.payment_collection_id = c.payment_collection_id and s.deleted_at is null
       where c.order_id = o.id and c.deleted_at is null
       order by s.authorized_at desc nulls last limit 1) s on true
     where o.id = ? and o.deleted_at is null and not o.is_draft_order and o.status not in ('draft', 'canceled')
       and l.metadata ->> 'kairos_plan_id' is not null and l.variant_id is not null and l.product_id is not null`,
    [orderId]
  )
  return rows
}
