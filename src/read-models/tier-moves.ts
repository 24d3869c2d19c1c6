import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Tier } from "../core/value/tier"
import type { TierFlow } from "../core/value/tier-matrix"

type MonthlyFlow = TierFlow & { readonly month: string }

type TierMoves = {
  readonly now: Readonly<Partial<Record<Tier, number>>>
  readonly moves: readonly MonthlyFlow[]
  /** The shop's months, none from before the history of tiers began; the running one at least. */
  readonly months: readonly string[]
}

/** The last months of the shop's calendar, each with when it began and ended. */
const MONTHS_SQL = `month as (
       select to_char(first, 'YYYY-MM') as month, first at time zone :time_zone as began,
         (first + interval '1 month') at time zone :time_zone as ended
       from generate_series(
         date_trunc('month', now() at time zone :time_zone) - make_interval(months => :months::int - 1),
         date_trunc('month', now() at time zone :time_zone), interval '1 month') as first)`

/** None from before the history of tiers began; the running one at least. */
const KNOWN_MONTHS_SQL = `(select jsonb_agg(month order by month) from month
         where ended > coalesce((select min(at) from kairos_tier_change), now())
           or month = to_char(now() at time zone :time_zone, 'YYYY-MM'))`

/** How many customers each tier has now, and whose tier changed in each of the last months of the shop's calendar. */
export async function tierMoves(knex: Knex, months: number, time_zone: string): Promise<TierMoves> {
  // One statement sees one state: a tier that moves meanwhile is either in both or in neither.
  const { rows } = await knex.raw(
    `with ${MONTHS_SQL},
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
       ${KNOWN_MONTHS_SQL} as months`,
    { months, time_zone }
  )
  return rows[0]
}

/**
 * The tier that a customer had at an instant: what the first change after it began from, or what they have now. `null` is nobody's
 * tier and a tier of null alike, so whether there was a change is asked apart.
 */
const tierAt = (instant: string, alias: string): string => `
     left join lateral (
       select c.from_tier, true as changed from kairos_tier_change c
       where c.customer_id = s.customer_id and c.kind <> 'at_risk' and c.at >= ${instant} order by c.at limit 1) as ${alias} on true`

/** Where those customers went whom an automation addressed in a month: from the tier with which they began it to that of its end. */
export async function tierMovesOf(
  knex: Knex,
  automation_id: string,
  months: number,
  time_zone: string
): Promise<Omit<TierMoves, "now">> {
  const { rows } = await knex.raw(
    `with ${MONTHS_SQL},
     sent as (
       select distinct m.month, m.began, m.ended, d.customer_id
       from month m join kairos_decision d on d.decided_at >= m.began and d.decided_at < m.ended
       where d.automation_id = :automation_id and d.mode = 'live' and d.kind in ('send', 'hold') and d.customer_id is not null),
     flow as (
       select s.month, case when b.changed then b.from_tier else p.tier end as from_tier,
         case when e.changed then e.from_tier else p.tier end as to_tier, count(*)::int as customers
       from sent s left join kairos_profile p on p.customer_id = s.customer_id ${tierAt("s.began", "b")} ${tierAt("s.ended", "e")}
       group by 1, 2, 3)
     select
       (select coalesce(jsonb_agg(jsonb_build_object(
         'month', month, 'from', from_tier, 'to', to_tier, 'customers', customers)), '[]') from flow) as moves,
       ${KNOWN_MONTHS_SQL} as months`,
    { automation_id, months, time_zone }
  )
  return rows[0]
}
