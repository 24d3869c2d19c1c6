import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type SubscriptionMonth = {
  readonly month: string
  /** Periods whose day fell into the month and that are settled: paid, or not. */
  readonly settled: number
  readonly renewed: number
  /** Subscriptions that ran when the month began, and those of them that ended in it. */
  readonly running: number
  readonly ended: number
  readonly started: number
  /** Periods that were paid after a payment of theirs had failed. */
  readonly recovered: number
  /** What those paid, by currency; decimal strings. */
  readonly recovered_amounts: Readonly<Record<string, string>>
}

/** What renewed, what ended and what was won back, by the months of the shop's zone; the current one is there as far as it went. */
export async function subscriptionFigures(
  knex: Knex,
  zone: string,
  months: number
): Promise<readonly SubscriptionMonth[]> {
  const { rows } = await knex.raw(
    `with months as (
       select m, m at time zone :zone as begins, (m + interval '1 month') at time zone :zone as ends
       from (select date_trunc('month', now() at time zone :zone) - make_interval(months => n) as m
         from generate_series(0, :months - 1) n) x),
     settled as (
       select date_trunc('month', r.due_at at time zone :zone) as m, count(*)::int as settled,
         count(*) filter (where r.state = 'paid')::int as renewed
       from kairos_renewal r
       where r.state in ('paid', 'lapsed', 'cancelled') and r.due_at <= now()
         and r.due_at >= (select min(begins) from months)
       group by 1),
     recovered as (
       select date_trunc('month', r.paid_at at time zone :zone) as m, s.currency_code, count(*)::int as number, sum(r.amount) as amount
       from kairos_renewal r join kairos_subscription s on s.id = r.subscription_id
       where r.state = 'paid' and r.attempts > 1 and r.paid_at >= (select min(begins) from months)
       group by 1, 2),
     -- One pass over subscriptions for all months: over means that it ended, was cancelled and ran out, or lapsed.
     runs as (
       select m.m,
         count(*) filter (where s.started_at < m.begins and coalesce(s.ended_at, 'infinity') >= m.begins)::int as running,
         count(*) filter (where s.started_at < m.begins and s.ended_at >= m.begins and s.ended_at < m.ends)::int as ended,
         count(*) filter (where s.started_at >= m.begins and s.started_at < m.ends)::int as started
       from months m left join kairos_subscription s on s.started_at < m.ends and coalesce(s.ended_at, 'infinity') >= m.begins
       group by 1)
     select to_char(m.m, 'YYYY-MM') as month, coalesce(t.settled, 0) as settled, coalesce(t.renewed, 0) as renewed,
       r.running, r.ended, r.started,
       (select coalesce(sum(c.number), 0)::int from recovered c where c.m = m.m) as recovered,
       coalesce((select jsonb_object_agg(c.currency_code, c.amount::text) from recovered c where c.m = m.m), '{}') as recovered_amounts
     from months m join runs r on r.m = m.m left join settled t on t.m = m.m
     order by 1`,
    { zone, months }
  )
  return rows
}
