import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type HealthFigures = {
  readonly database: { writable: boolean }
  readonly inbox: {
    pending: number
    oldest_pending_seconds: number | null
    dead: number
    done_last_hour: number
  }
  readonly deliveries: {
    queued: number
    overdue: number
    sending: number
    unknown: number
    dead: number
    failed_last_day: number
    sent_last_day: number
  }
  readonly decision_latency_seconds: { p50: number | null; p95: number | null }
  readonly swept_last_day: number
  readonly decisions_by_day: DecisionsOfDay[]
}

/** A day of the shop's zone, `2026-03-02`, also one on which nothing was decided. */
export type DecisionsOfDay = { day: string; sent: number; held: number; skipped: number }

export const CHART_DAYS = 14

/**
 * Counts for the health page. What is open is counted by indexes of what is open, and what came lately by when it came, so that the
 * page costs the same after years. What went out and what failed stands in the attempts.
 */
export async function readHealth(knex: Knex, timeZone: string): Promise<HealthFigures> {
  const [database, inbox, deliveries, latency, swept, days] = await Promise.all([
    one(knex, "select current_setting('transaction_read_only') = 'off' as writable"),
    one(
      knex,
      `select waiting.*,
        (select count(*)::int from kairos_inbox where status = 'dead') as dead,
        (select count(*)::int from kairos_inbox
         where status = 'done' and received_at > now() - interval '1 day' and done_at > now() - interval '1 hour') as done_last_hour
      from (select count(*)::int as pending,
          extract(epoch from now() - min(received_at) filter (where due_at <= now()))::int as oldest_pending_seconds
        from kairos_inbox where status = 'pending') waiting`
    ),
    one(
      knex,
      `select
        (select count(*)::int from kairos_delivery where state = 'queued') as queued,
        (select count(*)::int from kairos_delivery where state = 'queued' and due_at < now() - interval '1 minute') as overdue,
        (select count(*)::int from kairos_delivery where state = 'sending') as sending,
        (select count(*)::int from kairos_delivery where state = 'unknown') as unknown,
        (select count(*)::int from kairos_delivery where state = 'dead') as dead,
        count(*) filter (where outcome = 'permanent')::int as failed_last_day,
        count(*) filter (where outcome = 'sent')::int as sent_last_day
      from kairos_attempt where started_at > now() - interval '1 day'`
    ),
    one(
      knex,
      `select percentile_cont(0.5) within group (order by seconds) as p50,
        percentile_cont(0.95) within group (order by seconds) as p95
      from (select extract(epoch from done_at - received_at)::float8 as seconds from kairos_inbox
        where status = 'done' and received_at > now() - interval '2 days' and done_at > now() - interval '1 day' order by done_at desc limit 10000) recent`
    ),
    one(
      knex,
      `select count(*)::int as found from kairos_inbox where source = 'sweep' and received_at > now() - interval '1 day'`
    ),
    decisionsByDay(knex, timeZone),
  ])
  return {
    database: database as HealthFigures["database"],
    inbox: inbox as HealthFigures["inbox"],
    deliveries: deliveries as HealthFigures["deliveries"],
    decision_latency_seconds: latency as HealthFigures["decision_latency_seconds"],
    swept_last_day: Number(swept.found),
    decisions_by_day: days,
  }
}

async function decisionsByDay(knex: Knex, timeZone: string): Promise<DecisionsOfDay[]> {
  const { rows } = await knex.raw<{ rows: DecisionsOfDay[] }>(
    `with today as (select (now() at time zone :zone)::date as day)
     select to_char(d.day, 'YYYY-MM-DD') as day,
       count(*) filter (where k.kind = 'send')::int as sent,
       count(*) filter (where k.kind = 'hold')::int as held,
       count(*) filter (where k.kind = 'skip')::int as skipped
     from today
     cross join generate_series(today.day - :back::int, today.day, interval '1 day') as d(day)
     left join kairos_decision k on k.decided_at >= d.day::timestamp at time zone :zone
       and k.decided_at < (d.day + interval '1 day')::timestamp at time zone :zone
     group by d.day order by d.day`,
    { zone: timeZone, back: CHART_DAYS - 1 }
  )
  return rows
}

async function one(knex: Knex, sql: string): Promise<Record<string, unknown>> {
  return (await knex.raw(sql)).rows[0]
}
