import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * A person's purchases in so many days, and how many of them were made with a coupon of an automation that is for `objective`.
 * Cancelled ones count in neither.
 */
export async function codePurchases(
  knex: Knex,
  person: { readonly customer_id: string | null; readonly email: string | null },
  { objective, days }: { readonly objective: string; readonly days: number }
): Promise<{ readonly purchases: number; readonly with_discount: number }> {
  const { rows } = await knex.raw(
    `with bought as (
       select p.external_id from kairos_purchase p
       where p.customer_id = :customer_id and not p.canceled and p.occurred_at > now() - make_interval(days => :days)
       union
       select p.external_id from kairos_purchase p
       where p.email = :email and not p.canceled and p.occurred_at > now() - make_interval(days => :days)),
     used as (
       select c.automation_id, c.redeemed_order_id from kairos_coupon c
       where c.customer_id = :customer_id and c.redeemed_order_id is not null
       union
       select c.automation_id, c.redeemed_order_id from kairos_coupon c
       where c.email = :email and c.redeemed_order_id is not null)
     select count(*)::int as purchases, count(*) filter (where b.external_id in (
         select u.redeemed_order_id from used u
         join kairos_automation a on a.id = u.automation_id
         join kairos_automation_version v on v.automation_id = a.id and v.version = a.version
         where v.definition ->> 'objective' = :objective))::int as with_discount
     from bought b`,
    { customer_id: person.customer_id ?? "", email: person.email ?? "", objective, days }
  )
  return rows[0]
}
