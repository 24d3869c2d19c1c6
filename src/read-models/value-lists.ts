import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BuyerClass } from "../core/predict/buyer-class"
import type { Missing, Risk } from "../core/predict/prediction"
import type { Rise } from "../core/predict/rise"
import type { Tier } from "../core/value/tier"
import { PRODUCT_KEY } from "./shop-purchases"

export const VALUE_ORDERS = ["best", "leaving", "next_order"] as const
export type ValueOrder = (typeof VALUE_ORDERS)[number]

/** One customer with what is known and what is foretold; dates are `2026-03-02`. */
export type ValuedCustomer = {
  readonly customer_id: string
  readonly tier: Tier | null
  readonly tier_score: number | null
  readonly order_count: number
  readonly spent: Readonly<Record<string, string>>
  readonly last_order_at: string | null
  readonly currency_code: string | null
  readonly alive: number | null
  readonly risk: Risk | null
  readonly purchases_90: number | null
  readonly purchases_365: number | null
  readonly value_90: number | null
  readonly value_365: number | null
  readonly next_from: string | null
  readonly next_median: string | null
  readonly next_to: string | null
  readonly buyer_class: BuyerClass | null
  readonly class_set_by: string | null
  readonly discount_reliance: number | null
  readonly repeats: number | null
  readonly missing: Readonly<Record<string, Missing>>
}

const COLUMNS = `p.customer_id, p.tier, p.tier_score, p.order_count, p.spent, p.last_order_at, f.currency_code, f.alive, f.risk,
  f.purchases_90, f.purchases_365, f.value_90, f.value_365, f.next_from::text, f.next_median::text, f.next_to::text,
  coalesce(b.buyer_class, f.buyer_class) as buyer_class, b.set_by as class_set_by, f.discount_reliance, f.repeats,
  coalesce(f.missing, '{}') as missing`
const FROM = `kairos_profile p
  left join kairos_prediction f on f.customer_id = p.customer_id
  left join kairos_buyer_class b on b.customer_id = p.customer_id`

// Nobody without a tier: whoever objected to profiling has none, and is on no such list.
const LISTS: Readonly<Record<ValueOrder, { readonly where: string; readonly order: string }>> = {
  best: {
    where: "p.tier is not null",
    order: "p.tier, p.tier_score desc, p.customer_id",
  },
  // The more a customer was worth, the more is lost with them.
  leaving: {
    where: "p.tier is not null and f.risk in ('medium', 'high')",
    order: "p.tier, f.alive, p.customer_id",
  },
  next_order: {
    where: "p.tier is not null and f.next_median >= current_date",
    order: "f.next_median, p.customer_id",
  },
}

type Slice = { readonly offset: number; readonly limit: number }

export async function valuedCustomers(
  knex: Knex,
  list: ValueOrder,
  { offset, limit }: Slice
): Promise<{ rows: ValuedCustomer[]; count: number }> {
  const { where, order } = LISTS[list]
  const [rows, counted] = await Promise.all([
    knex.raw<{ rows: ValuedCustomer[] }>(
      `select ${COLUMNS} from ${FROM} where ${where} order by ${order} offset ? limit ?`,
      [offset, limit]
    ),
    knex.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from ${FROM} where ${where}`
    ),
  ])
  return { rows: rows.rows, count: counted.rows[0]!.count }
}

/** Null before anything was bought. */
export async function valuedCustomer(
  knex: Knex,
  customerId: string
): Promise<ValuedCustomer | null> {
  const { rows } = await knex.raw<{ rows: ValuedCustomer[] }>(
    `select ${COLUMNS} from ${FROM} where p.customer_id = ?`,
    [customerId]
  )
  return rows[0] ?? null
}

export type DueCustomer = {
  readonly customer_id: string
  readonly product_key: string
  readonly title: string | null
  readonly last_bought: string
  readonly due_from: string
  readonly due_median: string
  readonly due_to: string
  /** From when on they are likely to buy it again; null where that is not clear. */
  readonly due_rise: string | null
  /** How much the customer's own intervals count against everybody's: 0 to 1. */
  readonly own_weight: number
}

/** What a product is called: by the shop now, else by a purchase. */
const titleOf = (key: string): string =>
  `coalesce((select g.title from product g where g.id = ${key} and g.deleted_at is null),
     (select l.title from kairos_purchase_line l where l.product_id = ${key} limit 1), replace(${key}, 'sku:', ''))`

/** Who will need what again, the soonest first; of one customer when asked for. */
export async function dueCustomers(
  knex: Knex,
  customerId: string | null,
  { offset, limit }: Slice
): Promise<{ rows: DueCustomer[]; count: number }> {
  const where = "(?::text is null or d.customer_id = ?)"
  const [rows, counted] = await Promise.all([
    knex.raw<{ rows: DueCustomer[] }>(
      `select d.customer_id, d.product_key, ${titleOf("d.product_key")} as title, d.last_bought::text, d.due_from::text,
         d.due_median::text, d.due_to::text, d.due_rise::text, d.own_weight
       from (select * from kairos_due d where ${where} order by due_median, customer_id, product_key offset ? limit ?) d
       order by d.due_median, d.customer_id, d.product_key`,
      [customerId, customerId, offset, limit] as never
    ),
    knex.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from kairos_due d where ${where}`,
      [customerId, customerId] as never
    ),
  ])
  return { rows: rows.rows, count: counted.rows[0]!.count }
}

/** What a customer said to reminders of a purchase after which they have not bought it again. */
export async function notNeededYet(knex: Knex, customerId: string): Promise<NotYetAnswer[]> {
  const { rows } = await knex.raw<{ rows: NotYetAnswer[] }>(
    `select n.product_key, ${titleOf("n.product_key")} as title, n.last_bought::text, n.said_on::text,
       n.said_on - n.last_bought as at_least_days, n.remind_on::text
     from kairos_not_yet n where n.customer_id = ?
       and not exists (select 1 from kairos_purchase k join kairos_purchase_line l on l.purchase_id = k.id
         where k.customer_id = n.customer_id and not k.canceled and ${PRODUCT_KEY} = n.product_key
           and k.occurred_at >= n.last_bought + interval '2 days')
     order by n.said_on desc, n.product_key limit 5`,
    [customerId]
  )
  return rows
}

export type NotYetAnswer = {
  readonly product_key: string
  readonly title: string | null
  readonly last_bought: string
  readonly said_on: string
  readonly at_least_days: number
  readonly remind_on: string
}

export const PRODUCT_LISTS = ["affinity", "next", "replacement"] as const
export type ProductList = (typeof PRODUCT_LISTS)[number]

/** A pair, a follower or a product's interval, as far as each has it. */
export type ProductLesson = {
  readonly product_key: string
  readonly title: string | null
  readonly other_key: string | null
  readonly other_title: string | null
  readonly support: number | null
  readonly confidence: number | null
  readonly lift: number | null
  readonly baskets: number | null
  readonly customers: number | null
  readonly eligible: number | null
  readonly median_days: number | null
  readonly learned: LearnedInterval | null
}

export type LearnedInterval = {
  readonly events: number
  readonly km_q25: number | null
  readonly km_median: number | null
  readonly km_q75: number | null
  readonly weibull: { readonly median_between: readonly [number, number] }
  readonly rise?: Rise
  readonly back_test: {
    readonly customers: number
    readonly expected: number
    readonly actual: number
  } | null
}

const PRODUCT_SQL: Readonly<
  Record<ProductList, { readonly from: string; readonly order: string }>
> = {
  affinity: {
    from: `select product_key, other_key, support, confidence, lift, baskets, null::int as customers, null::int as eligible,
        null::float8 as median_days, null::jsonb as learned from kairos_pair where lift > 1`,
    order: "lift desc, baskets desc, product_key, other_key",
  },
  next: {
    from: `select product_key, other_key, null::float8 as support, probability as confidence, null::float8 as lift,
        null::int as baskets, customers, eligible, median_days, null::jsonb as learned
        from kairos_follower where product_key <> other_key`,
    order: "confidence desc, customers desc, product_key, other_key",
  },
  replacement: {
    from: `select product_key, null::text as other_key, null::float8 as support, null::float8 as confidence,
        null::float8 as lift, null::int as baskets, null::int as customers, null::int as eligible,
        (learned ->> 'km_median')::float8 as median_days, learned from kairos_replacement`,
    order: "(learned ->> 'events')::int desc, product_key",
  },
}

/** What the nights learned of products; of one product when asked for. */
export async function productLessons(
  knex: Knex,
  list: ProductList,
  productKey: string | null,
  { offset, limit }: Slice
): Promise<{ rows: ProductLesson[]; count: number }> {
  const { from, order } = PRODUCT_SQL[list]
  const where = "(?::text is null or product_key = ?)"
  const [rows, counted] = await Promise.all([
    knex.raw<{ rows: ProductLesson[] }>(
      `select t.*, ${titleOf("t.product_key")} as title,
         case when t.other_key is null then null else ${titleOf("t.other_key")} end as other_title
       from (select * from (${from}) l where ${where} order by ${order} offset ? limit ?) t order by ${order}`,
      [productKey, productKey, offset, limit] as never
    ),
    knex.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from (${from}) l where ${where}`,
      [productKey, productKey] as never
    ),
  ])
  return { rows: rows.rows, count: counted.rows[0]!.count }
}

export type ValueCounts = {
  readonly customers: number
  readonly tiers: Readonly<Partial<Record<Tier, number>>>
  readonly risks: Readonly<Partial<Record<Risk, number>>>
  readonly classes: Readonly<Partial<Record<BuyerClass, number>>>
  /** Customers by the half point of their value score. */
  readonly scores: readonly { readonly from: number; readonly customers: number }[]
  readonly expected: readonly {
    readonly currency_code: string
    readonly value_90: number
    readonly value_365: number
  }[]
}

/** How many customers are what. */
export async function valueCounts(knex: Knex): Promise<ValueCounts> {
  const counts = (name: string, from: string): string =>
    `(select coalesce(jsonb_object_agg(name, n), '{}') from (select ${name} as name, count(*)::int as n from ${from} group by 1) t
       where name is not null)`
  const { rows } = await knex.raw<{ rows: ValueCounts[] }>(
    `select (select count(*)::int from kairos_profile where tier is not null) as customers,
       ${counts("tier", "kairos_profile")} as tiers, ${counts("risk", "kairos_prediction")} as risks,
       ${counts(
         "coalesce(b.buyer_class, f.buyer_class)",
         "kairos_prediction f full join kairos_buyer_class b using (customer_id)"
       )} as classes,
       (select coalesce(jsonb_agg(jsonb_build_object('from', half, 'customers', n) order by half), '[]') from (
         select floor(tier_score * 2) / 2 as half, count(*)::int as n from kairos_profile where tier is not null group by 1) s) as scores,
       (select coalesce(jsonb_agg(jsonb_build_object('currency_code', currency_code, 'value_90', soon, 'value_365', year)), '[]') from (
         select currency_code, sum(value_90) as soon, sum(value_365) as year from kairos_prediction
         where value_365 is not null and currency_code is not null group by 1) e) as expected`
  )
  return rows[0]!
}
