import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CartRecord, CartState } from "../core/cart/cart"
import type { ReminderFound } from "../core/cart/reminder"

export type ListedCart = Pick<
  CartRecord,
  | "cart_id"
  | "customer_id"
  | "email"
  | "state"
  | "armed"
  | "item_count"
  | "item_total"
  | "currency_code"
  | "order_id"
> & {
  readonly last_activity_at: Date
  readonly abandoned_at: Date | null
  readonly emptied_at: Date | null
  readonly placed_at: Date | null
  readonly recovered_at: Date | null
  readonly decision_id: string | null
  readonly delivery_id: string | null
  readonly found: ReminderFound | null
}

type Asked = {
  readonly state?: CartState | undefined
  readonly customer_id?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** Of all decisions about a cart that was left the one that got furthest: sent before held, held before skipped. */
const REMINDER = `
  left join lateral (
    select d.id as decision_id, x.id as delivery_id, jsonb_build_object('mode', d.mode, 'kind', d.kind, 'reason', d.reason,
      'delivery', case when x.id is null then null else jsonb_build_object('state', x.state, 'reason', x.reason, 'detail', x.detail,
        'due_at', to_char(x.due_at at time zone 'UTC', :iso), 'sent_at', to_char(x.sent_at at time zone 'UTC', :iso)) end) as found
    from kairos_inbox i
    join kairos_decision d on d.event_id = i.id
    left join lateral (
      select * from kairos_delivery where decision_id = d.id
      order by (state = 'sent') desc, (state in ('queued', 'held', 'sending', 'unknown')) desc, due_at limit 1) x on true
    where i.name = 'cart.abandoned' and i.entity_id = k.cart_id and (i.customer_id = k.customer_id or i.email = k.email)
    order by (x.state is not distinct from 'sent') desc, (d.kind <> 'skip') desc, d.decided_at desc limit 1
  ) r on true`

/** Carts with their state and what came of their being left, the latest activity first (E4). */
export async function listCarts(
  knex: Knex,
  { state, customer_id, offset, limit }: Asked
): Promise<{ readonly rows: ListedCart[]; readonly count: number }> {
  const where = `where (cast(:state as text) is null or state = :state)
    and (cast(:customer_id as text) is null or customer_id = :customer_id)`
  const asked = { state: state ?? null, customer_id: customer_id ?? null }
  const [{ rows }, counted] = await Promise.all([
    knex.raw<{ rows: ListedCart[] }>(
      `with k as (
         select cart_id, customer_id, email, state, armed, item_count, trim_scale(item_total)::text as item_total, currency_code,
           order_id, last_activity_at, abandoned_at, emptied_at, placed_at, recovered_at
         from kairos_cart ${where} order by last_activity_at desc, cart_id offset :offset limit :limit)
       select k.*, r.decision_id, r.delivery_id, r.found from k ${REMINDER}
       order by k.last_activity_at desc, k.cart_id`,
      { ...asked, offset, limit, iso: 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' }
    ),
    knex.raw<{ rows: [{ count: number }] }>(
      `select count(*)::int as count from kairos_cart ${where}`,
      asked
    ),
  ])
  return { rows, count: counted.rows[0].count }
}

export type CartWeek = {
  /** Its Monday, as the shop's calendar has it. */
  readonly week: string
  /** Carts that were left in it, and how many of those became an order since. */
  readonly abandoned: number
  readonly recovered: number
}

/** So many weeks up to the running one, each by the carts that were left in it. */
export async function cartWeeks(
  knex: Knex,
  { weeks, time_zone }: { readonly weeks: number; readonly time_zone: string }
): Promise<readonly CartWeek[]> {
  const { rows } = await knex.raw<{ rows: CartWeek[] }>(
    `with this as (select date_trunc('week', now() at time zone :time_zone) as monday),
     week as (
       select generate_series(monday - make_interval(weeks => :weeks - 1), monday, interval '1 week') as monday from this)
     select to_char(w.monday, 'YYYY-MM-DD') as week, count(k.cart_id)::int as abandoned,
       (count(*) filter (where k.state = 'recovered'))::int as recovered
     from week w
     left join kairos_cart k on k.abandoned_at >= w.monday at time zone :time_zone
       and k.abandoned_at < (w.monday + interval '1 week') at time zone :time_zone
     group by 1 order by 1`,
    { weeks, time_zone }
  )
  return rows
}
