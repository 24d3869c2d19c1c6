import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Objective } from "../core/decision/automation"
import { BOUNDS_SQL, type MeasuredPeriod } from "./measured-period"

export type RedemptionRow = {
  readonly automation_id: string
  readonly objective: Objective
  /** The order's, in lower case. */
  readonly currency_code: string
  readonly coupons: number
  readonly orders: number
  /** Coupons whose order was canceled afterwards; their order and discount are in no sum. */
  readonly canceled: number
  /** What the orders came to, tax and shipping included, as decimal strings. */
  readonly order_total: string
  /** What our coupons took off these orders; other promotions are not counted. */
  readonly discount: string
}

/**
 * Coupons that were redeemed in the period, by the day of their order. The discount is what Medusa wrote down on the
 * order's lines and shipping under the coupon's code, of the newest version that it wrote. Amounts in different currencies
 * are never added.
 */
export async function redemptions(
  knex: Knex,
  period: MeasuredPeriod,
  automation_id: string | null
): Promise<RedemptionRow[]> {
  const { rows } = await knex.raw(
    `with ${BOUNDS_SQL},
     used as (
       select c.id, c.code, c.automation_id, v.definition ->> 'objective' as objective, o.id as order_id, o.version,
         lower(o.currency_code) as currency_code,
         o.status = 'canceled' or o.canceled_at is not null or o.deleted_at is not null as canceled
       from bounds b
       join kairos_coupon c on c.redeemed_order_id is not null and c.redeemed_at >= b.since and c.redeemed_at < b.until
       join kairos_decision d on d.id = c.decision_id
       join kairos_automation_version v on v.automation_id = d.automation_id and v.version = d.automation_version
       join "order" o on o.id = c.redeemed_order_id
       where cast(:automation_id as text) is null or c.automation_id = :automation_id
     ),
     given as (
       select u.id, sum(a.amount) as amount
       from used u
       cross join lateral (
         select a.amount from order_item i
         join order_line_item_adjustment a on a.item_id = i.item_id and a.code = u.code and a.deleted_at is null
         where i.order_id = u.order_id and i.version = u.version and i.deleted_at is null
           and a.version = (select max(n.version) from order_line_item_adjustment n
             where n.item_id = i.item_id and n.deleted_at is null and n.version <= u.version)
         union all
         select a.amount from order_shipping s
         join order_shipping_method_adjustment a on a.shipping_method_id = s.shipping_method_id and a.code = u.code
           and a.deleted_at is null
         where s.order_id = u.order_id and s.version = u.version and s.deleted_at is null
           and a.version = (select max(n.version) from order_shipping_method_adjustment n
             where n.shipping_method_id = s.shipping_method_id and n.deleted_at is null and n.version <= u.version)
       ) a
       group by u.id
     ),
     ordered as (
       select distinct u.automation_id, u.objective, u.currency_code, u.order_id, p.total
       from used u left join kairos_purchase p on p.id = 'medusa:' || u.order_id
       where not u.canceled
     ),
     totals as (
       select automation_id, objective, currency_code, count(*)::int as orders, sum(total) as total
       from ordered group by 1, 2, 3
     )
     select u.automation_id, u.objective, u.currency_code, count(*)::int as coupons,
       count(*) filter (where u.canceled)::int as canceled, coalesce(t.orders, 0) as orders,
       trim_scale(coalesce(t.total, 0))::text as order_total,
       trim_scale(coalesce(sum(g.amount) filter (where not u.canceled), 0))::text as discount
     from used u
     left join given g on g.id = u.id
     left join totals t on t.automation_id = u.automation_id and t.objective = u.objective
       and t.currency_code = u.currency_code
     group by u.automation_id, u.objective, u.currency_code, t.orders, t.total
     order by u.currency_code, u.automation_id`,
    { ...period, automation_id }
  )
  return rows
}
