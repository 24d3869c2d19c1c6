import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Of the last 24 hours and of seven days: how many contacts went within an hour of their event. */
export type ContactPromise = {
  /** A trigger's code; null for all of them together. */
  readonly code: string | null
  readonly within_hour: number
  readonly late: number
  /** Not sent at all, an hour after the event. */
  readonly missed: number
  readonly last_day: { within_hour: number; late: number; missed: number }
  /** Seconds from the event to the first contact, of those that went. */
  readonly p50: number | null
  readonly p95: number | null
}

export type WaitingEvents = { readonly code: string; readonly events: number }

/**
 * Only what was owed at once: a live decision to send whose first step waits for nothing. What quiet hours, a cap or a switch
 * held back, what was withdrawn or refused, and content on the site broke no promise.
 */
export const PROMISE_SQL = `
  with owed as (
    select d.decided_at, d.event_at, v.definition #>> '{trigger,code}' as code, c.contact_at, c.owed
    from kairos_decision d
    join kairos_automation_version v on v.automation_id = d.automation_id and v.version = d.automation_version
      and v.definition #>> '{steps,0,wait,minutes}' = '0'
    cross join lateral (
      select min(coalesce(x.sent_at, case when x.state = 'unknown' then x.send_started_at end)) as contact_at,
        bool_or(x.state in ('queued', 'sending', 'dead', 'expired')) as owed
      from kairos_delivery x
      where x.decision_id = d.id and x.step = v.definition #>> '{steps,0,key}' and x.hold is null
        and x.channel not in ('on_site', 'account')
    ) c
    where d.kind = 'send' and d.mode = 'live' and d.decided_at > now() - interval '7 days'
      and (c.contact_at is not null or (c.owed and d.event_at < now() - interval '1 hour'))
  ), judged as (
    select code, decided_at > now() - interval '1 day' as is_recent,
      coalesce(contact_at <= event_at + interval '1 hour', false) as on_time, contact_at is null as missed,
      -- greatest() alone would make 0 of a contact that never went.
      case when contact_at is not null then greatest(0, extract(epoch from contact_at - event_at))::float8 end as seconds
    from owed
  )
  select code, count(*) filter (where on_time)::int as within_hour,
    count(*) filter (where not on_time and not missed)::int as late,
    count(*) filter (where missed)::int as missed,
    jsonb_build_object('within_hour', count(*) filter (where is_recent and on_time),
      'late', count(*) filter (where is_recent and not on_time and not missed),
      'missed', count(*) filter (where is_recent and missed)) as last_day,
    percentile_cont(0.5) within group (order by seconds) as p50,
    percentile_cont(0.95) within group (order by seconds) as p95
  from judged group by grouping sets ((code), ())`

/** Events that nobody decided within the hour, of triggers that an active automation waits for: a worker stands still. */
export const WAITING_SQL = `
  select i.name as code, count(*)::int as events
  from kairos_inbox i
  where i.status = 'pending' and i.occurred_at < now() - interval '1 hour' and i.source <> 'import'
    and exists (select 1 from kairos_automation a where a.trigger_code = i.name and a.status = 'active')
  group by i.name`

export async function readContactPromise(
  knex: Knex
): Promise<{ promises: ContactPromise[]; waiting: WaitingEvents[] }> {
  const [promises, waiting] = await Promise.all([knex.raw(PROMISE_SQL), knex.raw(WAITING_SQL)])
  return { promises: promises.rows, waiting: waiting.rows }
}
