import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Tier } from "../core/value/tier"
import type { TierFlow } from "../core/value/tier-matrix"

type TierMoves = {
  readonly now: Readonly<Partial<Record<Tier, number>>>
  readonly moves: readonly (TierFlow & { readonly month: string })[]
  /** The shop's months, none from before the history of tiers began; the running one at least. */
  readonly months: readonly string[]
}

/** How many customers each tier has now, and whose tier changed in each of the last months of the shop's calendar. */
export async function tierMoves(knex: Knex, months: number, time_zone: string): Promise<TierMoves> {
  // One statement sees one state: a tier that moves meanwhile is either in both or in neither.
  const { rows } = await knex.raw(
    `with month as (
       select to_char(first, 'YYYY-MM') as month, first at time zone :time_zone as began
       from generate_series(
         date_trunc('month', now() at time zone :time_zone) - make_interval(months => :months::int - 1),
         date_trunc('month', now() at time zone :time_zone), interval '1 month') as first),
     moved as (
       select c.customer_id, to_char(c.at at time zone :time_zone, 'YYYY-MM') as month,
         (array_agg(c.from_tier order by c.at))[1] as from_tier,
         (array_agg(c.to_tier order by c.at desc))[1] as to_tier
       from kairos_tier_change c
       where c.kind <> 'at_risk' and c.at >= (select min(began) from month)
       group by 1, 2),
     flow as (
       select month, from_tier, to_tier, count(*)::int as customers from moved group by 1, 2, 3)
     select
       (select coalesce(jsonb_object_agg(tier, customers), '{}') from (
         select tier, count(*) as customers from kairos_profile where tier is not null group by tier) as t) as now,
       (select coalesce(jsonb_agg(jsonb_build_object(
         'month', month, 'from', from_tier, 'to', to_tier, 'customers', customers)), '[]') from flow) as moves,
       (select jsonb_agg(month order by month) from month
         where began + interval '1 month' > coalesce((select min(at) from kairos_tier_change), now())
           or month = to_char(now() at time zone :time_zone, 'YYYY-MM')) as months`,
    { months, time_zone }
  )
  return rows[0]
}
