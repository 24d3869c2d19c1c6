import type { TierPolicy } from "../../core/value/tier"

/**
 * The fold of core/profile/fold.ts over many customers at once; both replay spec/profile. Bound by `foldBindings`.
 * Two levels (currency, then customer) because counting distinct orders per customer was 2.3 times slower.
 */
export const FOLD_SQL = `
  with money as (
    select ?::text as currency_code
  ),
  rate as materialized (
    select r.* from money m, jsonb_to_recordset(?::jsonb) as r("from" text, "to" text, date date, rate numeric)
    where r."to" = m.currency_code
  ),
  kept as (
    select p.id, p.customer_id, p.email, p.occurred_at, lower(p.currency_code) as currency_code, p.item_count,
      greatest(p.total - greatest(p.refunded, 0), 0) as net,
      case when lower(p.currency_code) = m.currency_code then 1 else (
        select r.rate from rate r
        where r."from" = lower(p.currency_code) and r.date <= (p.occurred_at at time zone 'UTC')::date
        order by r.date desc limit 1) end as rate
    from money m, kairos_purchase p
    where p.customer_id = any(?::text[])
      and not p.canceled
      and not (p.total > 0 and p.refunded >= p.total)
  ),
  by_currency as (
    select customer_id, currency_code, count(*) as orders, sum(item_count) as items, sum(net) as spent,
      sum(net * rate) as value, bool_or(rate is null and net > 0) as is_missing,
      min(occurred_at) as first_at, max(occurred_at) as last_at
    from kept
    group by customer_id, currency_code
  ),
  by_customer as (
    select customer_id, sum(orders)::int as order_count, least(sum(items), 2147483647)::int as item_count,
      min(first_at) as first_order_at, max(last_at) as last_order_at,
      jsonb_object_agg(c.currency_code, trim_scale(spent)::text) as spent,
      case when m.currency_code is not null then trim_scale(coalesce(sum(value), 0))::text end as value,
      case when m.currency_code is not null
        then array_agg(c.currency_code order by c.currency_code collate "C") filter (where is_missing) end as missing_rates
    from by_currency c, money m
    group by customer_id, m.currency_code
  ),
  given_back as (
    select customer_id, lower(currency_code) as currency_code,
      sum(least(greatest(refunded, 0), total)) / nullif(sum(total), 0) as share
    from kairos_purchase
    where customer_id = any(?::text[]) and not canceled and total > 0
    group by 1, 2
  ),
  newest as (
    select distinct on (customer_id) customer_id, currency_code, email
    from kept
    order by customer_id, occurred_at desc, id collate "C" desc
  )
  select b.*, n.currency_code, n.email, g.share::float8 as returns, f.discount_reliance as discounts, f.value_365 as potential,
    f.currency_code as potential_currency
  from by_customer b
  join newest n using (customer_id)
  left join given_back g on g.customer_id = b.customer_id and g.currency_code = n.currency_code
  left join kairos_prediction f on f.customer_id = b.customer_id
`

export const foldBindings = (
  customer_ids: readonly string[],
  { currency_code, rates = [] }: Pick<TierPolicy, "currency_code" | "rates">
): [string | null, string, string[], string[]] => [
  currency_code,
  JSON.stringify(rates),
  [...customer_ids],
  [...customer_ids],
]

/**
 * Writes profiles that differ from what is stored. The days of the recency component and the time of the computation
 * grow by themselves every day, so they alone are no reason to write a row. Bound: profiles (jsonb array), now.
 */
export const WRITE_PROFILES_SQL = `
  with input as (
    select * from jsonb_to_recordset(?::jsonb) as r(
      customer_id text, email text, currency_code text, order_count int, item_count int,
      first_order_at timestamptz, last_order_at timestamptz, spent jsonb,
      tier text, tier_score double precision, tier_breakdown jsonb, tier_since timestamptz, tier_is_first boolean,
      tier_below_since timestamptz, tier_policy_version int)
  )
  update kairos_profile p set
    email = i.email, currency_code = i.currency_code, order_count = i.order_count, item_count = i.item_count,
    first_order_at = i.first_order_at, last_order_at = i.last_order_at, spent = i.spent,
    tier = i.tier, tier_score = i.tier_score, tier_breakdown = i.tier_breakdown,
    tier_since = i.tier_since, tier_is_first = i.tier_is_first, tier_below_since = i.tier_below_since,
    tier_policy_version = i.tier_policy_version,
    computed_at = ?::timestamptz
  from input i
  where p.customer_id = i.customer_id
    and (p.computed_at = '-infinity' or (p.email, p.currency_code, p.order_count, p.item_count, p.first_order_at, p.last_order_at, p.spent,
        p.tier, p.tier_score, p.tier_since, p.tier_is_first, p.tier_below_since, p.tier_policy_version,
        p.tier_breakdown #- '{computed_at}' #- '{components,0,value}')
      is distinct from (i.email, i.currency_code, i.order_count, i.item_count, i.first_order_at,
        i.last_order_at, i.spent, i.tier, i.tier_score, i.tier_since, i.tier_is_first, i.tier_below_since,
        i.tier_policy_version,
        i.tier_breakdown #- '{computed_at}' #- '{components,0,value}'))
`
