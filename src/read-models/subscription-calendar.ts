import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type CalendarMonth = {
  readonly month: string
  readonly automatic: number
  readonly manual: number
  readonly expected: Readonly<Record<string, string>>
}

/**
 * The ends of what is paid, by month: each subscription's next date alone, because nobody knows who will be there for the one
 * after it. Months without any are there, too.
 */
export async function subscriptionCalendar(
  knex: Knex,
  zone: string
): Promise<readonly CalendarMonth[]> {
  const { rows } = await knex.raw(
    `with months as (
       select date_trunc('month', now() at time zone :zone) + make_interval(months => n) as month from generate_series(0, 11) n),
     next as (
       select date_trunc('month', r.due_at at time zone :zone) as month, s.auto_renew_since is not null as automatic,
         s.currency_code, r.amount
       from kairos_renewal r join kairos_subscription s on s.id = r.subscription_id
       where s.status = 'active' and r.state in ('due', 'notified', 'charging', 'unknown', 'failed')),
     money as (
       select month, currency_code, sum(amount) as amount from next
       where automatic and amount is not null group by 1, 2)
     select to_char(m.month, 'YYYY-MM') as month,
       (select count(*)::int from next n where n.month = m.month and n.automatic) as automatic,
       (select count(*)::int from next n where n.month = m.month and not n.automatic) as manual,
       coalesce((select jsonb_object_agg(c.currency_code, c.amount::text) from money c where c.month = m.month), '{}') as expected
     from months m order by 1`,
    { zone }
  )
  return rows
}
