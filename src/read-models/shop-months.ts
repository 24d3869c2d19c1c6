import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type MonthOfShop = {
  /** `2026-03` on the shop's calendar. */
  readonly month: string
  readonly currency_code: string
  readonly orders: number
  readonly customers: number
  /** Orders of customers who had bought in an earlier month. */
  readonly repeat_orders: number
  /** Decimal string, refunds taken off. */
  readonly net: string
}

/** The first month of which a purchase was touched since an instant, as `2026-03`; null without any. */
export async function firstMonthTouched(
  knex: Knex,
  timeZone: string,
  since: string
): Promise<string | null> {
  const { rows } = await knex.raw<{ rows: { month: string | null }[] }>(
    `select to_char(min(occurred_at at time zone ?), 'YYYY-MM') as month from kairos_purchase where updated_at > ?`,
    [timeZone, since]
  )
  return rows[0]!.month
}

/**
 * The shop's books month by month and currency by currency, over the last three years.
 * @param from only the months from this one on, as `2026-03`
 */
export async function monthsOfShop(
  knex: Knex,
  timeZone: string,
  from: string | null = null
): Promise<readonly MonthOfShop[]> {
  const month = "date_trunc('month', occurred_at at time zone :zone)"
  const newcomer = from === null ? "kept" : "of_buyers"
  const { rows } = await knex.raw<{ rows: MonthOfShop[] }>(
    `with kept as (
       select customer_id, lower(currency_code) as currency_code, ${month} as month,
         count(*) as orders, sum(total - greatest(refunded, 0)) as net
       from kairos_purchase where not canceled
         ${from === null ? "" : "and occurred_at >= (:from || '-01')::timestamp at time zone :zone"} group by 1, 2, 3),
     of_buyers as (
       select customer_id, ${month} as month from kairos_purchase
       where not canceled and customer_id in (select customer_id from kept)),
     newcomer as (select customer_id, min(month) as month from ${newcomer} group by 1)
     select to_char(k.month, 'YYYY-MM') as month, currency_code, sum(orders)::int as orders, count(*)::int as customers,
       coalesce(sum(orders) filter (where k.month > n.month), 0)::int as repeat_orders, trim_scale(sum(net))::text as net
     from kept k join newcomer n using (customer_id)
     where k.month > date_trunc('month', now() at time zone :zone) - interval '36 months'
     group by k.month, currency_code order by k.month, currency_code`,
    { zone: timeZone, ...(from === null ? {} : { from }) }
  )
  return rows
}
