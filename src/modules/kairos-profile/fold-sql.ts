import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IncidentCounts } from "../../core/value/costs"
import { looksFor, type Tier, type TierPolicy } from "../../core/value/tier"

/** Whose purchases are folded: these customers', or everybody's between two ids. */
export type Folded =
  { readonly ids: readonly string[] } | { readonly from: string; readonly to: string }

export type Folding = {
  readonly policy: TierPolicy
  /** Null where nobody counts policies. */
  readonly policy_version: number | null
  /** Who objected to profiling. */
  readonly objected: ReadonlySet<string>
  /** What went wrong for them within a year; who is not there had no trouble. Asked for only where the policy looks for service. */
  readonly incidents?: readonly CustomerIncidents[]
  /** The key of the question whose answer is the share of wallet; null where the shop asks none. */
  readonly wallet_question?: string | null
  /** The tier that a membership grants; who is not there holds none. */
  readonly floors?: TierFloors
}

export type TierFloors = ReadonlyMap<string, Tier>

export type CustomerIncidents = { readonly customer_id: string; readonly counts: IncidentCounts }

const OF_IDS = "= any(:ids::text[])"
const BETWEEN = "between :from::text and :to::text"

/**
 * The fold of core/profile/fold.ts over many customers at once; both replay spec/profile. Bound by `foldBindings`.
 * Two levels (currency, then customer) because counting distinct orders per customer was 2.3 times slower. What the policy does not
 * look for is not read.
 */
function foldSql(whose: string, policy: TierPolicy): string {
  const [returns, discounts, potential, margin, service, referrals, wallet] = (
    ["returns", "discounts", "potential", "margin", "service", "referrals", "wallet"] as const
  ).map((name) => looksFor(policy, name))
  return `
  with money as (
    select :currency::text as currency_code
  ),
  rate as materialized (
    select r.* from money m, jsonb_to_recordset(:rates::jsonb) as r("from" text, "to" text, date date, rate numeric)
    where r."to" = m.currency_code
  ),
  kept as materialized (
    select p.id, p.customer_id, p.email, p.occurred_at, lower(p.currency_code) as currency_code, p.item_count,
      greatest(p.total - greatest(p.refunded, 0), 0) as net,
      ${rateOf("lower(p.currency_code)")} as rate${
        margin
          ? `,
      p.goods_cost, coalesce(p.goods_known, 0) as goods_known, ${rateOf("p.cost_currency")} as cost_rate`
          : ""
      }
    from money m, kairos_purchase p
    where p.customer_id ${whose}
      and not p.canceled
      and not (p.total > 0 and p.refunded >= p.total)
  ),
  by_currency as (
    select customer_id, currency_code, count(*) as orders, sum(item_count) as items, sum(net) as spent,
      sum(net * rate) as value, bool_or(rate is null and net > 0) as is_missing,
      min(occurred_at) as first_at, max(occurred_at) as last_at${margin ? COST_SUMS : ""}
    from kept
    group by customer_id, currency_code
  ),
  by_customer as (
    select customer_id, sum(orders)::int as order_count, least(sum(items), 2147483647)::int as item_count,
      min(first_at) as first_order_at, max(last_at) as last_order_at,
      jsonb_object_agg(c.currency_code, trim_scale(spent)::text) as spent,
      case when m.currency_code is not null then trim_scale(coalesce(sum(value), 0))::text end as value,
      case when m.currency_code is not null
        then array_agg(c.currency_code order by c.currency_code collate "C") filter (where is_missing) end as missing_rates${
          margin
            ? `,
      coalesce(sum(goods_cost), 0)::text as goods_cost, coalesce(sum(uncosted), 0)::text as uncosted,
      bool_or(is_cost_missing or is_missing) as is_rate_missing`
            : ""
        }
    from by_currency c, money m
    group by customer_id, m.currency_code
  ),
  newest as (
    select distinct on (customer_id collate "C") customer_id, currency_code, email
    from kept
    order by customer_id collate "C", occurred_at desc, id collate "C" desc
  ),
  folded as (
    select b.*, n.currency_code, n.email, ${returns ? "g.share::float8" : "null::float8"} as returns,
      ${discounts ? "f.discount_reliance" : "null::float8"} as discounts,
      ${potential ? "f.value_365" : "null::float8"} as potential,
      ${potential ? "f.currency_code" : "null::text"} as potential_currency,
      ${service ? "coalesce(s.counts, '{}'::jsonb)" : "null::jsonb"} as incidents${
        referrals
          ? `,
      coalesce(q.brought, 0) as brought, case when q.is_missing then null else coalesce(q.spent, 0) end::float8 as referrals`
          : ", 0 as brought, null::float8 as referrals"
      }, ${wallet ? "w.share" : "null::float8"} as wallet
    from by_customer b
    join newest n using (customer_id)
    ${returns ? `left join (${givenBack(whose)}) g on g.customer_id = b.customer_id and g.currency_code = n.currency_code` : ""}
    ${discounts || potential ? "left join kairos_prediction f on f.customer_id = b.customer_id" : ""}
    ${service ? `left join ${TROUBLES} on s.customer_id = b.customer_id` : ""}
    ${referrals ? `left join (${broughtBy(whose)}) q on q.customer_id = b.customer_id` : ""}
    ${wallet ? `left join (${toldShare(whose)}) w on w.customer_id = b.customer_id` : ""}
  )`
}

/** What one unit of a currency was worth on the day of a purchase; null without a rate. */
const rateOf = (currency: string): string => `case when ${currency} = m.currency_code then 1 else (
        select r.rate from rate r
        where r."from" = ${currency} and r.date <= (p.occurred_at at time zone 'UTC')::date
        order by r.date desc limit 1) end`

const COST_SUMS = `,
      sum(goods_cost * cost_rate) as goods_cost, sum((1 - goods_known) * net * rate) as uncosted,
      bool_or(goods_cost > 0 and cost_rate is null) as is_cost_missing`

const TROUBLES = "jsonb_to_recordset(:incidents::jsonb) as s(customer_id text, counts jsonb)"

const IS_VOID = "(p.canceled or (p.total > 0 and p.refunded >= p.total))"

/** What the customers whom somebody brought have spent; only theirs, not of those whom these brought. */
const broughtBy = (whose: string): string => `
      select customer_id, count(distinct brought)::int as brought, sum(net * rate) as spent, bool_or(rate is null and net > 0) as is_missing
      from (
        select r.referrer_id as customer_id, p.customer_id as brought, greatest(p.total - greatest(p.refunded, 0), 0) as net,
          ${rateOf("lower(p.currency_code)")} as rate
        from money m, kairos_referral r join kairos_purchase p on p.customer_id = r.customer_id
        where r.referrer_id ${whose} and not ${IS_VOID}) as theirs
      group by 1`

/** The purchases of those whom somebody brought, as a print. */
const broughtPrints = (whose: string): string => `
      select r.referrer_id, bit_xor(hash_record_extended(row(p.id, p.customer_id, p.occurred_at, lower(p.currency_code), p.total, p.refunded,
        p.canceled), 0)) as purchases
      from kairos_referral r join kairos_purchase p on p.customer_id = r.customer_id
      where r.referrer_id ${whose} group by 1`

/** What customers say of themselves; an answer that is no percentage, of a question that once was another, is none. */
const toldShare = (whose: string): string => `
      select customer_id, (answer ->> 'value')::float8 / 100 as share
      from (
        select d.customer_id, d.answers -> cast(:wallet_question as text) as answer
        from kairos_declaration d where d.customer_id ${whose}) as told
      where jsonb_typeof(answer -> 'value') = 'number' and (answer ->> 'value')::float8 between 0 and 100`

const givenBack = (whose: string): string => `
      select customer_id, lower(currency_code) as currency_code,
        sum(least(greatest(refunded, 0), total)) / nullif(sum(total), 0) as share
      from kairos_purchase
      where customer_id ${whose} and not canceled and total > 0
      group by 1, 2`

/** One row per customer of whom a purchase counts. */
export const readFoldsSql = (policy: TierPolicy): string =>
  `${foldSql(OF_IDS, policy)} select * from folded`

/**
 * The same as long as everything is that a score is made of, but the time. The order in which rows are read does not matter, so
 * nothing is sorted, and looking at a customer costs a fraction of folding them.
 */
function printsSql(whose: string, policy: TierPolicy): string {
  const foretold = [
    ...(looksFor(policy, "discounts") ? ["f.discount_reliance"] : []),
    ...(looksFor(policy, "potential") ? ["f.value_365", "f.currency_code"] : []),
  ]
  const [service, referrals] = [looksFor(policy, "service"), looksFor(policy, "referrals")]
  const wallet = looksFor(policy, "wallet")
  const parts = [
    "b.purchases",
    ":version::int",
    // Of a shop without memberships it reads as it did before there were any, or all of it would be scored anew.
    "case when b.customer_id = any(:objected::text[]) then 't' else 'f' end || coalesce(:floors::jsonb ->> b.customer_id, '')",
    ...foretold,
    ...(service ? ["s.counts"] : []),
    ...(referrals ? ["q.purchases"] : []),
    ...(wallet ? ["w.share"] : []),
  ]
  return `
    select b.customer_id, hashtextextended(row(${parts.join(", ")})::text, 0) as print
    from (
      select customer_id, bit_xor(hash_record_extended(row(id, email, occurred_at, lower(currency_code), total, refunded,
        canceled, item_count${looksFor(policy, "margin") ? ", goods_cost, goods_known, cost_currency" : ""}), 0)) as purchases
      from kairos_purchase where customer_id ${whose} group by 1) as b
    ${foretold.length > 0 ? "left join kairos_prediction f on f.customer_id = b.customer_id" : ""}
    ${service ? `left join ${TROUBLES} on s.customer_id = b.customer_id` : ""}
    ${referrals ? `left join (${broughtPrints(whose)}) q on q.referrer_id = b.customer_id` : ""}
    ${wallet ? `left join (${toldShare(whose)}) w on w.customer_id = b.customer_id` : ""}`
}

export const readPrintsSql = (policy: TierPolicy): string => printsSql(OF_IDS, policy)

/** The print of nobody's purchases. */
export const EMPTY_PRINT = "0"

/**
 * Customers between two ids whose profile is not what a scoring at :now would write: something was bought, given back, imported or
 * objected to that it does not know, the policy is another, or time has come to change it.
 */
export const outdatedSql = (policy: TierPolicy): string => `
  select coalesce(p.customer_id, f.customer_id) as customer_id
  from (select customer_id, fold_print, tier_review_at, computed_at from kairos_profile where customer_id ${BETWEEN}) p
  full join (${printsSql(BETWEEN, policy)}) f on f.customer_id = p.customer_id
  where p.customer_id is null or p.computed_at = '-infinity' or p.tier_review_at <= :now::timestamptz
    or p.fold_print <> coalesce(f.print, ${EMPTY_PRINT})
  order by 1`

export const foldBindings = (
  whose: Folded,
  {
    policy,
    policy_version,
    objected,
    incidents = [],
    floors = new Map(),
    wallet_question = null,
  }: Folding
): Record<string, Knex.RawBinding> => ({
  currency: policy.currency_code,
  rates: JSON.stringify(policy.rates ?? []),
  version: policy_version,
  objected: [...objected],
  incidents: JSON.stringify(incidents),
  floors: JSON.stringify(Object.fromEntries(floors)),
  wallet_question,
  ...("ids" in whose ? { ids: [...whose.ids] } : whose),
})

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
      tier_below_since timestamptz, tier_policy_version int, tier_review_at timestamptz, fold_print bigint)
  )
  update kairos_profile p set
    email = i.email, currency_code = i.currency_code, order_count = i.order_count, item_count = i.item_count,
    first_order_at = i.first_order_at, last_order_at = i.last_order_at, spent = i.spent,
    tier = i.tier, tier_score = i.tier_score, tier_breakdown = i.tier_breakdown,
    tier_since = i.tier_since, tier_is_first = i.tier_is_first, tier_below_since = i.tier_below_since,
    tier_policy_version = i.tier_policy_version, tier_review_at = i.tier_review_at, fold_print = i.fold_print,
    computed_at = ?::timestamptz
  from input i
  where p.customer_id = i.customer_id
    and (p.computed_at = '-infinity' or (p.email, p.currency_code, p.order_count, p.item_count, p.first_order_at, p.last_order_at, p.spent,
        p.tier, p.tier_score, p.tier_since, p.tier_is_first, p.tier_below_since, p.tier_policy_version,
        p.tier_review_at, p.fold_print, p.tier_breakdown #- '{computed_at}' #- '{components,0,value}')
      is distinct from (i.email, i.currency_code, i.order_count, i.item_count, i.first_order_at,
        i.last_order_at, i.spent, i.tier, i.tier_score, i.tier_since, i.tier_is_first, i.tier_below_since,
        i.tier_policy_version, i.tier_review_at, i.fold_print,
        i.tier_breakdown #- '{computed_at}' #- '{components,0,value}'))
`
