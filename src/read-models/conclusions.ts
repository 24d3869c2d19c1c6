import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Conclusion } from "../core/renewal/withdrawal"

type Row = {
  readonly subscription_id: string
  readonly period_index: number | null
  readonly at: Date
  readonly goods: boolean
  readonly shipped_at: Date | null
  readonly delivered_at: Date | null
}

/** What was concluded of some subscriptions, in its order, and when Medusa says that its goods left and came. */
export async function conclusionsOf(
  knex: Knex,
  ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Conclusion[]>> {
  const { rows } = await knex.raw(
    `with concluded as (
       select s.id as subscription_id, null::int as period_index, s.started_at as at, s.order_id, s.line_item_id
       from kairos_subscription s where s.id = any(:ids::text[])
       union all
       select r.subscription_id, r.period_index, r.by_hand_at, r.order_id, null
       from kairos_renewal r join kairos_subscription s on s.id = r.subscription_id
       where r.subscription_id = any(:ids::text[]) and r.state = 'paid' and r.by_hand_at is not null)
     select c.subscription_id, c.period_index, c.at, coalesce(l.goods, false) as goods, l.shipped_at, l.delivered_at
     from concluded c
     left join lateral (
       select bool_or(x.requires_shipping) as goods, max(f.shipped_at) as shipped_at,
         -- Of several parcels the last one counts.
         case when bool_and(f.delivered_at is not null) then max(f.delivered_at) end as delivered_at
       from order_item i
       -- The order of a renewal has no other line; of what, a switch since then may have changed.
       join order_line_item x on x.id = i.item_id and x.id = coalesce(c.line_item_id, x.id) and x.deleted_at is null
       left join fulfillment_item p on p.line_item_id = x.id and p.deleted_at is null
       left join fulfillment f on f.id = p.fulfillment_id and f.canceled_at is null and f.deleted_at is null
       where i.order_id = c.order_id and i.deleted_at is null) l on true
     order by c.subscription_id, c.at`,
    { ids: [...ids] }
  )
  const found = new Map<string, Conclusion[]>()
  for (const { subscription_id, at, shipped_at, delivered_at, ...rest } of rows as Row[]) {
    const conclusion = {
      ...rest,
      at: at.toISOString(),
      shipped_at: shipped_at?.toISOString() ?? null,
      delivered_at: delivered_at?.toISOString() ?? null,
    }
    found.set(subscription_id, [...(found.get(subscription_id) ?? []), conclusion])
  }
  return found
}
