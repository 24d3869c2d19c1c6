import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Rate } from "../core/value/rates"
import { copyOutOf, type TakeChunk } from "./copy-out"
import { type MonthOfShop, monthsOfShop } from "./shop-months"

/** What has no product of the shop is known by its code. */
export const PRODUCT_KEY = "coalesce(l.product_id, 'sku:' || l.sku)"

/** A product as purchases name it; the most bought have the smallest numbers. */
export type Goods = {
  readonly no: number
  readonly key: string
  readonly sku: string | null
  readonly lines: number
}

/** One transaction's view of all purchases that models may learn from. */
export type ShopPurchases = {
  readonly goods: readonly Goods[]
  readonly customers: number
  /**
   * Lines of some customers' orders, one customer after the other: customer, purchase, day, hour, currency, amount, product, quantity and
   * price, tab by tab; a purchase without lines has product -1.
   */
  readonly orders: (mostCustomers: number, onData: TakeChunk) => Promise<void>
  /** A number for the purchase and one for the product, one purchase after the other. */
  readonly baskets: (onData: TakeChunk) => Promise<void>
  /**
   * Of every customer: id, repeats, first and last day, days with an amount, their sum, the first day's amount; and what is foretold of
   * them so far, as `kairos_prediction` names it.
   */
  readonly customerDays: (currency: string | null, onData: TakeChunk) => Promise<void>
  /** The shop's books month by month. */
  readonly months: () => Promise<readonly MonthOfShop[]>
  /** Customer, product number and days of whoever bought one of these products on three days or more. */
  readonly replacements: (products: readonly number[], onData: TakeChunk) => Promise<void>
}

/** What days and amounts are counted by. */
export type ShopCalendar = {
  readonly time_zone: string
  /** What purchases in other currencies are counted in, by the rate of their day. */
  readonly currency_code: string | null
  readonly rates: readonly Rate[]
  /** Customers who are too young to be learned from; as objectors they are left out. */
  readonly minors: readonly string[]
}

// One connection without parallel workers and with little memory took as long as with much, and nine times less of it.
const MEMORY =
  "set local work_mem = '16MB'; set local max_parallel_workers_per_gather = 0; set local jit = off"

/** Whoever objected to profiling or is a minor teaches nothing; nor does what was cancelled or given back wholly. */
const LEFT_OUT = `
  create temp table kairos_left_out on commit drop as
    select id from kairos_purchase where canceled or (total > 0 and refunded >= total)
    union
    select p.id from kairos_purchase p join kairos_objector o on o.customer_id = p.customer_id;
  create unique index on kairos_left_out (id);
  analyze kairos_left_out;`

const OBJECTORS = `
  create temp table kairos_objector on commit drop as
    select p.customer_id from kairos_contact k join kairos_purchase p on p.email = k.email where k.profiling_objected
    union
    select c.id from customer c join kairos_contact k on k.email = lower(trim(c.email)) where k.profiling_objected;`

const GOODS = `
  create temp table kairos_goods on commit drop as
    select row_number() over (order by lines desc, key collate "C")::int - 1 as no, key, sku, lines from (
      select ${PRODUCT_KEY} as key, min(l.sku) as sku, count(*)::int as lines
      from kairos_purchase_line l where l.product_id is not null or l.sku <> '' group by 1) as product;
  create unique index on kairos_goods (key);
  analyze kairos_goods;`

/** The rates into the shop's currency; never one of that currency itself. */
const RATES = `
  create temp table kairos_rate on commit drop as
    select r.* from jsonb_to_recordset(?::jsonb) as r("from" text, "to" text, date date, rate numeric)
    where r."to" = ? and r."from" <> r."to"`

const KEPT = `not k.canceled and not (k.total > 0 and k.refunded >= k.total)
  and not exists (select from kairos_objector o where o.customer_id = k.customer_id)`
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** One transaction, so that all that is read in it sees the same shop, with whom not to learn from and the rates beside the purchases. */
async function withShop<T>(
  knex: Knex,
  { minors, rates, currency_code }: ShopCalendar,
  work: (trx: Knex) => Promise<T>
): Promise<T> {
  return knex.transaction(
    async (trx) => {
      await trx.raw(MEMORY)
      await trx.raw(OBJECTORS)
      await trx.raw("insert into kairos_objector select unnest(?::text[])", [[...minors]])
      await trx.raw("analyze kairos_objector")
      await trx.raw(RATES, [JSON.stringify(rates), currency_code])
      return work(trx)
    },
    { isolationLevel: "repeatable read" }
  )
}

/** Reads purchases for the models: streams, so that a shop of any size passes through little memory. */
export async function withShopPurchases<T>(
  knex: Knex,
  shop: ShopCalendar,
  work: (purchases: ShopPurchases) => Promise<T>
): Promise<T> {
  return withShop(knex, shop, async (trx) => {
    await trx.raw(LEFT_OUT)
    await trx.raw(GOODS)
    const goods = await trx.raw<{ rows: Goods[] }>(
      "select no, key, sku, lines from kairos_goods order by no"
    )
    const counted = await trx.raw<{ rows: { count: number }[] }>(
      "select count(*)::int as count from (select from kairos_purchase group by customer_id) as c"
    )
    const customers = counted.rows[0]!.count
    const months = () => monthsOfShop(trx, shop.time_zone)
    return work({ goods: goods.rows, customers, months, ...streams(trx, shop, customers) })
  })
}

/** Whom something has changed for: an instant since when, and a day until which what was told has to be looked at again. */
export type ChangesSince = {
  readonly since: string
  readonly today: string
  /** Of these products it is asked when they will be needed again. */
  readonly products: readonly string[]
}

export type ChangedPurchases = Pick<ShopPurchases, "customerDays" | "replacements"> & {
  readonly customer_ids: readonly string[]
}

const CHANGED = `
  create temp table kairos_changed on commit drop as
    select customer_id from kairos_purchase where updated_at > ?
    union
    select customer_id from kairos_prediction where review_on <= ?`

/**
 * Reads the purchases of those customers alone for whom something has changed, with all that they ever bought; no line of anybody else
 * is looked at. A product's number is its place in the list.
 */
export async function withChangedPurchases<T>(
  knex: Knex,
  shop: ShopCalendar,
  { since, today, products }: ChangesSince,
  work: (purchases: ChangedPurchases) => Promise<T>
): Promise<T> {
  return withShop(knex, shop, async (trx) => {
    await trx.raw(CHANGED, [since, today])
    await trx.raw(
      `create temp table kairos_goods on commit drop as
         select ordinality::int - 1 as no, key from unnest(?::text[]) with ordinality as g(key)`,
      [[...products]]
    )
    await trx.raw("analyze kairos_changed; analyze kairos_goods")
    const { rows } = await trx.raw<{ rows: { customer_id: string }[] }>(
      "select customer_id from kairos_changed"
    )
    const customer_ids = rows.map(({ customer_id }) => customer_id)
    const among = "and k.customer_id in (select customer_id from kairos_changed)"
    return work({ customer_ids, ...streams(trx, shop, customer_ids.length, among) })
  })
}

function streams(
  trx: Knex,
  shop: ShopCalendar,
  customers: number,
  among = ""
): Omit<ShopPurchases, "goods" | "customers" | "months"> {
  const local = `(k.occurred_at at time zone ${quoted(shop.time_zone)})`
  const day = `${local}::date - date '1970-01-01'`
  const { code, net } = moneyOf(shop)
  return {
    orders: (mostCustomers, onData) => {
      const every = Math.max(1, Math.ceil(customers / mostCustomers))
      return copyOutOf(
        trx,
        `copy (
          select k.customer_id, hashtext(k.id), ${day}, extract(hour from ${local})::int, ${code},
            trim_scale(${net}), coalesce(g.no, -1), coalesce(l.quantity, 0), coalesce(l.unit_price, 0)::float8
          from kairos_purchase k
          left join kairos_purchase_line l on l.purchase_id = k.id
          left join kairos_goods g on g.key = ${PRODUCT_KEY}
          where ${KEPT} and (hashtext(k.customer_id) & 2147483647) % ${every} = 0
          order by k.customer_id, k.occurred_at, k.id) to stdout`,
        onData
      )
    },
    baskets: (onData) =>
      copyOutOf(
        trx,
        `copy (
          select hashtext(l.purchase_id), g.no
          from kairos_purchase_line l
          join kairos_goods g on g.key = ${PRODUCT_KEY}
          where not exists (select from kairos_left_out o where o.id = l.purchase_id)
          order by l.purchase_id) to stdout`,
        onData
      ),
    customerDays: (currency, onData) =>
      copyOutOf(
        trx,
        `copy (
          select d.customer_id, d.repeats, d.first_day, d.last_day, d.known, d.sum, d.first_amount,
            p.repeats, p.currency_code, p.alive, p.risk, p.purchases_90, p.purchases_365, p.value_90, p.value_365,
            to_char(p.next_from, 'YYYY-MM-DD'), to_char(p.next_median, 'YYYY-MM-DD'), to_char(p.next_to, 'YYYY-MM-DD'),
            p.buyer_class, p.discount_reliance, p.missing, to_char(p.review_on, 'YYYY-MM-DD')
          from (
            select customer_id, count(*) - 1 as repeats, min(day) as first_day, max(day) as last_day,
              count(amount) as known, coalesce(sum(amount), 0) as sum, (min(array[day, amount]))[2] as first_amount
            from (
              select k.customer_id, ${day} as day,
                sum(${net}::float8) filter (where ${code} = ${quoted(currency ?? "")}) as amount
              from kairos_purchase k where ${KEPT} ${among} group by 1, 2) as each
            group by customer_id) as d
          left join kairos_prediction p on p.customer_id = d.customer_id) to stdout`,
        onData
      ),
    replacements: (products, onData) =>
      copyOutOf(
        trx,
        `copy (
          select customer_id, no, string_agg(day::text, ',' order by day) from (
            select distinct k.customer_id, g.no, ${day} as day
            from kairos_goods g
            join kairos_purchase_line l on ${PRODUCT_KEY} = g.key
            join kairos_purchase k on k.id = l.purchase_id
            where g.no = any('{${products.join(",")}}'::int[]) and ${KEPT} ${among}) as d
          group by 1, 2 having count(*) >= 3 order by 1, 2) to stdout`,
        onData
      ),
  }
}

/** A purchase's currency and what the shop kept of it: in the shop's own where there is a rate for its day, else as it was paid. */
function moneyOf({ rates }: ShopCalendar): { readonly code: string; readonly net: string } {
  const [code, net] = ["lower(k.currency_code)", "greatest(k.total - greatest(k.refunded, 0), 0)"]
  if (rates.length === 0) {
    return { code, net }
  }
  const rate = (what: string): string => `(
    select ${what} from kairos_rate r
    where r."from" = ${code} and r.date <= (k.occurred_at at time zone 'UTC')::date order by r.date desc limit 1)`
  return {
    code: `coalesce(${rate('r."to"')}, ${code})`,
    net: `${net} * coalesce(${rate("r.rate")}, 1)`,
  }
}
