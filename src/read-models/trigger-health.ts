import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { EventSource } from "../core/event/event"
import type { Rhythm } from "../core/event/silence"

const TRIGGER_DAYS = 14

export type TriggerSeen = {
  readonly code: string
  readonly last_seen_at: Date | null
  readonly automations: number
}
export type TriggerCount = {
  readonly code: string
  readonly source: EventSource
  /** A day of the shop's zone, `2026-03-02`. */
  readonly day: string
  readonly events: number
  readonly last_day: number
  readonly last_week: number
}
export type Percentiles = { readonly p50: number | null; readonly p95: number | null }
export type TriggerRhythm = Rhythm & { readonly code: string }

export type TriggerHealth = {
  /** The days that are counted, of the shop's zone, the oldest first. */
  readonly days: string[]
  readonly seen: TriggerSeen[]
  readonly counts: TriggerCount[]
  readonly decided: (Percentiles & { code: string })[]
  readonly rhythms: TriggerRhythm[]
}

/**
 * How triggers fare. Every part reads a bounded piece of the inbox through its index on name and time, so that it costs the
 * same however long the inbox has grown; EXPLAIN is part of the tests.
 * @param codes of the catalog's triggers
 */
export async function readTriggerHealth(
  knex: Knex,
  codes: readonly string[],
  time_zone: string
): Promise<TriggerHealth> {
  const given = { codes: [...codes], time_zone }
  const [days, seen, counts, decided, rhythms] = await Promise.all([
    knex.raw<{ rows: { day: string }[] }>(DAYS_SQL, { time_zone, back: TRIGGER_DAYS - 1 }),
    knex.raw(SEEN_SQL, given),
    knex.raw(COUNTS_SQL, { ...given, back: TRIGGER_DAYS - 1 }),
    knex.raw(DECIDED_SQL, given),
    knex.raw(RHYTHM_SQL, given),
  ])
  return {
    days: days.rows.map(({ day }) => day),
    seen: seen.rows,
    counts: counts.rows,
    decided: decided.rows,
    rhythms: rhythms.rows,
  }
}

const DAYS_SQL = `
  select to_char((now() at time zone :time_zone)::date - back, 'YYYY-MM-DD') as day
  from generate_series(0, :back::int) as back order by 1`

/** What is decided on the request never lies in the inbox; its decisions say when it was there. */
export const SEEN_SQL = `
  select c.code, coalesce(
      (select max(i.received_at) from kairos_inbox i where i.name = c.code),
      (select max(d.at) from kairos_automation a
        cross join lateral (select max(k.decided_at) as at from kairos_decision k where k.automation_id = a.id) d
        where a.trigger_code = c.code)) as last_seen_at,
    (select count(*)::int from kairos_automation a where a.trigger_code = c.code and a.status = 'active') as automations
  from unnest(cast(:codes as text[])) as c(code)`

export const COUNTS_SQL = `
  select i.name as code, i.source, to_char(i.received_at at time zone :time_zone, 'YYYY-MM-DD') as day,
    count(*)::int as events,
    count(*) filter (where i.received_at > now() - interval '1 day')::int as last_day,
    count(*) filter (where i.received_at > now() - interval '7 days')::int as last_week
  from kairos_inbox i
  where i.name = any(cast(:codes as text[]))
    and i.received_at >= ((now() at time zone :time_zone)::date - :back::int)::timestamp at time zone :time_zone
  group by 1, 2, 3 order by 1, 2, 3`

/** From the event to its decision, of the newest thousand of a week. Imported events happened long ago. */
export const DECIDED_SQL = `
  select c.code, percentile_cont(0.5) within group (order by r.seconds) as p50,
    percentile_cont(0.95) within group (order by r.seconds) as p95
  from unnest(cast(:codes as text[])) as c(code)
  cross join lateral (
    select greatest(0, extract(epoch from i.done_at - i.occurred_at))::float8 as seconds
    from kairos_inbox i
    where i.name = c.code and i.received_at > now() - interval '7 days' and i.status = 'done' and i.source <> 'import'
    order by i.received_at desc limit 1000
  ) r
  group by c.code`

/**
 * The same hours of the same weekday in the last four weeks, by the shop's clocks. Nothing beyond a thousand is counted: it
 * would say no more.
 */
export const RHYTHM_SQL = `
  with window_of as (
    select c.code, h.hours, w.week,
      ((now() at time zone :time_zone) - w.week * interval '7 days') at time zone :time_zone as until,
      (select min(f.received_at) from kairos_inbox f where f.name = c.code) as first_seen
    from unnest(cast(:codes as text[])) as c(code)
    cross join unnest(array[1, 3, 6, 12, 24]) as h(hours)
    cross join generate_series(0, 4) as w(week)
  ), counted as (
    select w.code, w.hours, w.week, n.events, w.first_seen <= w.until - w.hours * interval '1 hour' as known
    from window_of w
    cross join lateral (
      select count(*) as events from (
        select 1 from kairos_inbox i
        where i.name = w.code and i.received_at > w.until - w.hours * interval '1 hour' and i.received_at <= w.until
        limit 1000) bounded
    ) n
  )
  select code, hours, coalesce(sum(events) filter (where week = 0), 0)::int as seen,
    coalesce(percentile_disc(0.5) within group (order by events) filter (where week > 0 and known), 0)::int as usual,
    (count(*) filter (where week > 0 and known))::int as weeks
  from counted group by code, hours order by code, hours`
