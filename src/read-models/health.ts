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

/** Counts for the health page. Every partial index that they use covers only rows that are still open. */
export async function readHealth(knex: Knex, timeZone: string): Promise<HealthFigures> {
  const [database, inbox, deliveries, latency, swept, days] = await Promise.all([
    one(knex, "select current_setting('transaction_read_only') = 'off' as writable"),
    one(
      knex,
      `select count(*) filter (where status = 'pending')::int as pending,
        extract(epoch from now() - min(received_at) filter (where status = 'pending' and due_at <= now()))::int as oldest_pending_seconds,
        count(*) filter (where status = 'dead')::int as dead,
        count(*) filter (where status = 'done' and done_at > now() - interval '1 hour')::int as done_last_hour
      from kairos_inbox`
    ),
    one(
      knex,
      `select count(*) filter (where state = 'queued')::int as queued,
        count(*) filter (where state = 'queued' and due_at < now() - interval '1 minute')::int as overdue,
        count(*) filter (where state = 'sending')::int as sending,
        count(*) filter (where state = 'unknown')::int as unknown,
        count(*) filter (where state = 'dead')::int as dead,
        count(*) filter (where state = 'failed' and updated_at > now() - interval '1 day')::int as failed_last_day,
        count(*) filter (where state = 'sent' and sent_at > now() - interval '1 day')::int as sent_last_day
      from kairos_delivery`
    ),
    one(
      knex,
      `select percentile_cont(0.5) within group (order by seconds) as p50,
        percentile_cont(0.95) within group (order by seconds) as p95
      from (select extract(epoch from done_at - received_at)::float8 as seconds from kairos_inbox
        where status = 'done' and done_at > now() - interval '1 day' order by done_at desc limit 10000) recent`
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
