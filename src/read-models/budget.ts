import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { addAmounts } from "../core/money/money"
import { redemptions } from "./redemptions"

/** What left, or may have left, for an automation on the shop's calendar day. */
export async function deliveriesToday(
  knex: Knex,
  automationId: string,
  timeZone: string
): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `with day as (select date_trunc('day', now() at time zone :zone) at time zone :zone as began)
     select count(*)::int as count from day, kairos_delivery d
     where d.automation_id = :id and d.state in ('sent', 'sending', 'unknown') and d.updated_at >= day.began
       and coalesce(d.sent_at, d.updated_at) >= day.began`,
    { id: automationId, zone: timeZone }
  )
  return rows[0]?.count ?? 0
}

/**
 * What an automation's coupons took off orders in the shop's calendar month, and what the fixed ones that are still open
 * could take off; a decimal string. What a percentage will come to nobody knows before it is used.
 */
export async function discountThisMonth(
  knex: Knex,
  automationId: string,
  { currency_code, time_zone }: { readonly currency_code: string; readonly time_zone: string }
): Promise<string> {
  const { rows } = await knex.raw<{ rows: { from: string; to: string; open: string }[] }>(
    `with month as (select date_trunc('month', now() at time zone :zone) as began)
     select to_char(began, 'YYYY-MM-DD') as from, to_char(now() at time zone :zone, 'YYYY-MM-DD') as to,
       (select coalesce(sum(c.value), 0)::text from kairos_coupon c
        where c.automation_id = :id and c.kind = 'fixed' and c.currency_code = :currency
          and c.status in ('open', 'presented') and c.created_at >= began at time zone :zone) as open
     from month`,
    { id: automationId, zone: time_zone, currency: currency_code }
  )
  const { from, to, open } = rows[0] as { from: string; to: string; open: string }
  const used = await redemptions(knex, { from, to, time_zone }, automationId)
  return used
    .filter((row) => row.currency_code === currency_code)
    .reduce((sum, row) => addAmounts(sum, row.discount), open)
}
