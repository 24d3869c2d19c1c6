import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../core/identity/email"
import type { PurchaseRow } from "../core/profile/profile"

/**
 * ISO 4217's code for "no currency": an old order without one was bought all the same, for an amount that is compared with
 * no other.
 */
const NO_CURRENCY = "xxx"

/**
 * Medusa's own tables, as its order module writes them: items and summaries carry the order's version, an order's newest
 * version is the one that counts. `current_order_total` includes tax and shipping and is already lower by what was
 * returned and by credit lines; a refund of the payment alone only leaves a transaction. So what was kept is the lower
 * of the current total and the highest total less the refunds, which counts a return that was refunded once, not twice.
 * Credits of the first version were there when the order was placed, as a gift card is: what they pay was paid when the card was
 * bought, so it is neither a part of this order's total nor given back. Later ones (goodwill, a refund) take from the total.
 */
const PURCHASES_SQL = `
  with chosen as (
    select o.* from "order" o
    where o.id = any(?::text[]) and o.customer_id is not null and not o.is_draft_order and o.status <> 'draft'
  ),
  summary as (
    select s.order_id,
      max(${totalOf("current_order_total")} + ${totalOf("credit_line_total")}) as gross,
      max(${totalOf("current_order_total")}) filter (where s.version = o.version) as current
    from chosen o
    join order_summary s on s.order_id = o.id and s.deleted_at is null
    group by s.order_id
  ),
  presented as (
    select c.order_id, sum(c.amount) as amount
    from chosen o
    join order_credit_line c on c.order_id = o.id and c.version = 1 and c.deleted_at is null
    group by c.order_id
  ),
  refund as (
    select t.order_id, sum(-t.amount) as amount
    from chosen o
    join order_transaction t on t.order_id = o.id and t.deleted_at is null and t.amount < 0
    group by t.order_id
  ),
  item as (
    select i.order_id,
      row_number() over (partition by i.order_id order by l.created_at, l.id)::int as line_no,
      l.product_id, l.variant_id, l.variant_sku as sku, coalesce(l.product_title, l.title) as title,
      least(round(i.quantity - i.return_received_quantity - i.return_dismissed_quantity), 2147483647)::int
        as quantity,
      trim_scale(round(coalesce(i.unit_price, l.unit_price), 8))::text as unit_price
    from chosen o
    join order_item i on i.order_id = o.id and i.version = o.version and i.deleted_at is null
    join order_line_item l on l.id = i.item_id and l.deleted_at is null
  ),
  lines as (
    select order_id, least(sum(quantity), 2147483647)::int as item_count,
      jsonb_agg(jsonb_build_object('line_no', line_no, 'product_id', product_id, 'variant_id', variant_id,
        'sku', sku, 'title', title, 'quantity', quantity, 'unit_price', unit_price) order by line_no) as lines
    from item where quantity > 0
    group by order_id
  )
  select 'medusa:' || o.id as id, 'medusa' as source, o.id as external_id, o.customer_id, o.email,
    o.created_at as occurred_at,
    case when o.currency_code ~* '^[a-z]{3}$' then lower(o.currency_code) else '${NO_CURRENCY}' end as currency_code,
    trim_scale(round(coalesce(paid.total, 0), 8))::text as total,
    trim_scale(round(greatest(0, coalesce(paid.total - s.current, 0), coalesce(r.amount, 0)), 8))::text as refunded,
    o.status = 'canceled' or o.canceled_at is not null or o.deleted_at is not null as canceled,
    coalesce(l.item_count, 0) as item_count, coalesce(l.lines, '[]'::jsonb) as lines
  from chosen o
  left join summary s on s.order_id = o.id
  left join presented c on c.order_id = o.id
  cross join lateral (select s.gross - coalesce(c.amount, 0) as total) paid
  left join refund r on r.order_id = o.id
  left join lines l on l.order_id = o.id
  order by o.id
`

/** The exact decimal that Medusa stores beside the number; the number where an old order has nothing else. */
function totalOf(name: string): string {
  return `coalesce(s.totals -> 'raw_${name}' ->> 'value', s.totals ->> '${name}', '0')::numeric`
}

/**
 * Medusa's orders as purchases, as they stand now: with refunds, returns and cancellations. Drafts and orders without a
 * customer are left out: there is nobody to credit them to.
 */
export async function purchaseRowsOfOrders(
  knex: Knex,
  order_ids: readonly string[]
): Promise<PurchaseRow[]> {
  const { rows } = await knex.raw(PURCHASES_SQL, [[...order_ids]])
  return (rows as (PurchaseRow & { occurred_at: unknown })[]).map((row) => ({
    ...row,
    email: row.email === null ? null : normaliseEmail(row.email),
    occurred_at: (row.occurred_at as unknown as Date).toISOString(),
  }))
}

export type OrderCursor = { readonly changed_at: string; readonly id: string }

/**
 * Orders of which anything changed since an instant (also a payment that was given back, which leaves the order's own
 * row as it was), in the order of their change. Page on by handing in the last cursor.
 */
export async function changedOrders(
  knex: Knex,
  since: string | null,
  after: OrderCursor | null,
  limit: number
): Promise<readonly OrderCursor[]> {
  const from = since ?? "1900-01-01T00:00:00.000Z"
  const { rows } = await knex.raw(
    `with touched as (
       select id, updated_at from "order" where updated_at >= ?::timestamptz
       union all
       select order_id, updated_at from order_summary where updated_at >= ?::timestamptz
       union all
       select order_id, updated_at from order_transaction where updated_at >= ?::timestamptz
     ),
     newest as (select id, max(updated_at) as changed_at from touched group by id)
     select id, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_at
     from newest
     where (newest.changed_at, id) > (?::timestamptz, ?::text)
     order by newest.changed_at, id limit ?`,
    [from, from, from, after?.changed_at ?? "1900-01-01T00:00:00.000Z", after?.id ?? "", limit]
  )
  return rows
}

/** Null when the payment belongs to no order (yet). */
export async function orderOfPayment(knex: Knex, payment_id: string): Promise<string | null> {
  const { rows } = await knex.raw<{ rows: { order_id: string }[] }>(
    `select l.order_id from payment p
     join order_payment_collection l on l.payment_collection_id = p.payment_collection_id and l.deleted_at is null
     where p.id = ?`,
    [payment_id]
  )
  return rows[0]?.order_id ?? null
}
