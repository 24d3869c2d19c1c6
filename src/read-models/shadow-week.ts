import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Reason } from "../core/decision/decision"

export const SHADOW_DAYS = 7

export type ShadowWeek = {
  /** Seven calendar days of the shop, the last one today. */
  readonly days: { day: string; would_send: number; skipped: number }[]
  readonly would_send: number
  readonly people: number
  /** Why nothing would have gone. */
  readonly reasons: { reason: Reason; count: number }[]
  /** What would have become of the steps that follow the first one, in their order. */
  readonly later: {
    step: string
    would_send: number
    /** Not due yet, or held. */
    waits: number
    reasons: { reason: Reason; count: number }[]
  }[]
  readonly coupons: {
    /** At most so many: a step that waits may still be refused. */
    would_issue: number
    /** What the fixed ones among them are worth; what a percentage comes to depends on the order. */
    fixed: { currency_code: string; amount: string }[]
  }
}

/**
 * What an automation would have done in the last seven days, had it been live. Quiet hours and caps are in the decisions: shadow
 * mode decides as if what it decided before had been sent. Later steps are told as far as they are due.
 */
export async function shadowWeek(
  knex: Knex,
  automation_id: string,
  time_zone: string
): Promise<ShadowWeek> {
  const { rows } = await knex.raw(
    `with today as (select (now() at time zone :time_zone)::date as day),
     decided as (
       select d.id, coalesce(first.ended, d.reason) as reason, coalesce(d.email, d.customer_id) as person,
         d.automation_version, d.kind <> 'skip' as entered, first.step as first_step, first.ended,
         -- What would have waited for longer than it was valid would have expired; a first step that is followed says what became of it.
         case when first.ended is not null or d.until > d.decided_at + make_interval(mins =>
           coalesce((v.definition #>> '{steps,0,wait,minutes}')::int, 0) + (v.definition #>> '{steps,0,valid_for_minutes}')::int)
         then 'skip' else d.kind end as kind,
         (d.decided_at at time zone :time_zone)::date as day
       from today
       join kairos_decision d on d.decided_at >= (today.day - :back::int)::timestamp at time zone :time_zone
       join kairos_automation_version v on v.automation_id = d.automation_id and v.version = d.automation_version
       cross join lateral (
         select v.definition #>> '{steps,0,key}' as step,
           case when bool_and(x.state not in ('sent', 'queued', 'held')) then coalesce(min(x.reason), 'unavailable') end as ended
         from kairos_shadow_delivery x where x.decision_id = d.id and x.step = v.definition #>> '{steps,0,key}') as first
       where d.automation_id = :automation_id and d.mode = 'shadow'
     ),
     noted as (
       select d.id, x.step, x.content -> 'would_issue' as gifts
       from decided d join kairos_shadow_delivery x on x.decision_id = d.id
       where x.state = 'sent' and x.content -> 'would_issue' is not null
     ),
     gifts as (
       -- A step that would have gone noted what it would have issued; of all others it is what they say.
       select distinct on (gift ->> 'key') gift as args from noted cross join lateral jsonb_array_elements(gifts) as g(gift)
       union all
       select a.action -> 'args' as args
       from decided d
       join kairos_automation_version v on v.automation_id = :automation_id and v.version = d.automation_version
       cross join lateral jsonb_array_elements(v.definition -> 'steps') as s(step)
       cross join lateral jsonb_array_elements(s.step -> 'actions') as a(action)
       where d.kind <> 'skip' and a.action ->> 'code' = 'issue_coupon' and not exists (
         select from kairos_shadow_delivery x where x.decision_id = d.id and x.step = s.step ->> 'key'
           and x.state not in ('sent', 'queued', 'held'))
         and not exists (select from noted n where n.id = d.id and n.step = s.step ->> 'key')
     ),
     followed as (
       select x.step, x.state, x.due_at - x.created_at as after, coalesce(x.reason, 'unavailable') as reason
       from decided d join kairos_shadow_delivery x on x.decision_id = d.id
       where d.entered and not (x.step = d.first_step and d.ended is not null)
     ),
     per_step as (
       select f.step, min(f.after) as after, count(*) filter (where state = 'sent') as would_send,
         count(*) filter (where state in ('queued', 'held')) as waits,
         coalesce((select jsonb_agg(jsonb_build_object('reason', r.reason, 'count', r.count) order by r.count desc, r.reason)
           from (select reason, count(*) as count from followed o
             where o.step = f.step and o.state not in ('sent', 'queued', 'held') group by reason) r), '[]') as reasons
       from followed f group by f.step
     ),
     per_day as (
       select to_char(today.day - back, 'YYYY-MM-DD') as day,
         count(d.day) filter (where d.kind <> 'skip') as would_send, count(d.day) filter (where d.kind = 'skip') as skipped
       from today cross join generate_series(0, :back::int) as back
       left join decided d on d.day = today.day - back
       group by 1
     ),
     per_reason as (
       select reason, count(*) as count from decided where kind = 'skip' group by reason
     ),
     per_currency as (
       select lower(args ->> 'currency_code') as currency_code, trim_scale(sum((args ->> 'value')::numeric))::text as amount
       from gifts where args ->> 'kind' = 'fixed' group by 1
     )
     select
       (select jsonb_agg(to_jsonb(p) order by p.day) from per_day p) as days,
       (select count(*)::int from decided where kind <> 'skip') as would_send,
       (select count(distinct person)::int from decided where kind <> 'skip') as people,
       coalesce((select jsonb_agg(to_jsonb(r) order by r.count desc, r.reason) from per_reason r), '[]') as reasons,
       coalesce((select jsonb_agg(to_jsonb(p) - 'after' order by p.after, p.step) from per_step p), '[]') as later,
       jsonb_build_object('would_issue', (select count(*) from gifts), 'fixed',
         coalesce((select jsonb_agg(to_jsonb(c) order by c.currency_code) from per_currency c), '[]')) as coupons`,
    { automation_id, time_zone, back: SHADOW_DAYS - 1 }
  )
  return rows[0]
}
