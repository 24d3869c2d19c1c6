import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Of some subscriptions those that something else is on offer for: another plan of their product, or another variant, at a price in
 * their currency. What each costs is asked when somebody looks.
 */
export async function switchable(knex: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) {
    return new Set()
  }
  const { rows } = await knex.raw(
    `select s.id from kairos_subscription s
     where s.id = any(?::text[]) and s.terms #>> '{term,unit}' <> 'use' and exists (
       select 1 from kairos_plan p
       join product_variant v on v.product_id = p.product_id and v.deleted_at is null and v.id = coalesce(p.variant_id, v.id)
       cross join lateral (select case when p.id = s.plan_id then s.terms else p.terms end as terms) t
       where p.product_id = s.product_id and p.status = 'active' and (p.id, v.id) <> (s.plan_id, s.variant_id)
         and t.terms #>> '{term,unit}' <> 'use' and (p.id = s.plan_id or (p.terms ->> 'trial_days')::int = 0)
         and case when t.terms #>> '{price,currency_code}' = s.currency_code then (t.terms #>> '{price,amount}')::numeric > 0
           else exists (
             select 1 from product_variant_price_set l join price c on c.price_set_id = l.price_set_id and c.deleted_at is null
             where l.variant_id = v.id and l.deleted_at is null and c.currency_code = s.currency_code and c.amount > 0) end)`,
    [[...ids]]
  )
  return new Set((rows as { readonly id: string }[]).map(({ id }) => id))
}
