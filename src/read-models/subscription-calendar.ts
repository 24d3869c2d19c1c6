import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type Expected = {
  readonly automatic: number
  readonly manual: number
  /** Of those that renew by themselves: what was told, and what they will probably cost where nothing was told yet. */
  readonly expected: Readonly<Record<string, string>>
  /** The part of it that a notice has told, and that will be charged. */
  readonly told: Readonly<Record<string, string>>
}
export type CalendarMonth = Expected & { readonly month: string }
/** By its Monday. */
export type CalendarWeek = Expected & { readonly week: string }

const MONTHS = 12
const WEEKS = 8

/**
 * The ends of what is paid, by month: each subscription's next date alone, because nobody knows who will be there for the one
 * after it. Months without any are there, too.
 */
export async function subscriptionCalendar(
  knex: Knex,
  zone: string
): Promise<readonly CalendarMonth[]> {
  const rows = await calendar(knex, zone, "month", MONTHS)
  return rows.map(({ begins, ...rest }) => ({ month: begins.slice(0, 7), ...rest }))
}

/** The same for the coming weeks. */
export async function subscriptionWeeks(
  knex: Knex,
  zone: string
): Promise<readonly CalendarWeek[]> {
  const rows = await calendar(knex, zone, "week", WEEKS)
  return rows.map(({ begins, ...rest }) => ({ week: begins, ...rest }))
}

/**
 * What is overdue counts for the stretch that runs now: that is when it will be charged. Where no renewal's cart was built yet, the
 * plan's price is expected, or else what the line cost that began the subscription: both without shipping.
 */
async function calendar(
  knex: Knex,
  zone: string,
  unit: "month" | "week",
  count: number
): Promise<readonly (Expected & { readonly begins: string })[]> {
  const { rows } = await knex.raw(
    `with stretches as (
       select date_trunc('${unit}', now() at time zone :zone) + n * interval '1 ${unit}' as begins from generate_series(0, :count - 1) n),
     next as (
       select date_trunc('${unit}', greatest(r.due_at, now()) at time zone :zone) as begins, s.auto_renew_since is not null as automatic,
         s.currency_code, r.noticed_at is not null and r.noticed_amount = r.amount as told,
         coalesce(r.amount, s.quantity * coalesce(
           case when s.terms #>> '{price,currency_code}' = s.currency_code then (s.terms #>> '{price,amount}')::numeric end,
           (select l.unit_price from order_line_item l where l.id = s.line_item_id))) as amount
       from kairos_renewal r join kairos_subscription s on s.id = r.subscription_id
       where s.status = 'active' and r.state in ('due', 'notified', 'charging', 'unknown', 'failed')),
     money as (
       select begins, currency_code, sum(amount) as amount, sum(amount) filter (where told) as told from next
       where automatic and amount is not null group by 1, 2)
     select to_char(m.begins, 'YYYY-MM-DD') as begins,
       (select count(*)::int from next n where n.begins = m.begins and n.automatic) as automatic,
       (select count(*)::int from next n where n.begins = m.begins and not n.automatic) as manual,
       coalesce((select jsonb_object_agg(c.currency_code, c.amount::text) from money c where c.begins = m.begins), '{}') as expected,
       coalesce((select jsonb_object_agg(c.currency_code, c.told::text) from money c where c.begins = m.begins and c.told is not null), '{}') as told
     from stretches m order by 1`,
    { zone, count }
  )
  return rows
}
