import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Objective } from "../core/decision/automation"
import { BOUNDS_SQL, type MeasuredPeriod } from "./measured-period"

/** What became of one group: those who were to be sent something, or those who were left out to compare. */
export type GroupCounts = {
  readonly decisions: number
  readonly people: number
  /** Decisions after which their goal happened in time; each counts once. */
  readonly goals: number
  /** People whose first decision of the period reached its goal. */
  readonly people_reached: number
  /** People whose first decision has not reached its goal and still has time for it. */
  readonly people_open: number
}

export type OutcomesOfObjective = {
  readonly objective: Objective
  readonly automations: number
  readonly sent: GroupCounts
  readonly holdout: GroupCounts
}

export type OutcomesOfDay = {
  readonly day: string
  readonly sent: number
  readonly sent_goals: number
  readonly held_out: number
  readonly held_out_goals: number
}

/**
 * Live decisions of the period, each with the goal of the version that made it and the first time that the same person
 * reached it afterwards. The event that began the journey is not its goal, nor is an order that was canceled.
 *
 * Who is held out has no re-entry limit and is decided more often than who is sent something. So shares compare people by
 * their first decision of the period; counting decisions would flatter the holdout.
 */
export const COHORT_SQL = `${BOUNDS_SQL},
  cohort as (
    select d.id, d.event_id, d.automation_id, d.customer_id, d.email, coalesce(d.email, d.customer_id) as person,
      d.kind <> 'skip' as treated, d.decided_at, to_char(d.decided_at at time zone :time_zone, 'YYYY-MM-DD') as day,
      v.definition ->> 'objective' as objective, v.definition #>> '{goal,event}' as goal,
      d.decided_at + (v.definition #>> '{goal,within_days}')::numeric * interval '1 day' as goal_until
    from bounds b
    join kairos_decision d on d.decided_at >= b.since and d.decided_at < b.until
    join kairos_automation_version v on v.automation_id = d.automation_id and v.version = d.automation_version
    where d.mode = 'live' and (d.kind in ('send', 'hold') or d.reason = 'holdout')
      and (cast(:automation_id as text) is null or d.automation_id = :automation_id)
  ),
  hit as (
    select c.id, i.id as event_id, i.name, i.entity_id
    from cohort c
    join kairos_inbox i on i.customer_id = c.customer_id and i.name = c.goal
      and i.occurred_at > c.decided_at and i.occurred_at <= c.goal_until and i.id <> c.event_id
    union
    select c.id, i.id, i.name, i.entity_id
    from cohort c
    join kairos_inbox i on i.email = c.email and i.name = c.goal
      and i.occurred_at > c.decided_at and i.occurred_at <= c.goal_until and i.id <> c.event_id
  ),
  reached as (
    select distinct h.id from hit h
    left join kairos_purchase p on h.name = 'order.placed' and p.id = 'medusa:' || h.entity_id
    where p.canceled is not true
  ),
  judged as (select c.*, r.id is not null as reached from cohort c left join reached r on r.id = c.id)`

const groupSql = (name: string, condition: string, first: string) => `
  jsonb_build_object(
    'decisions', count(*) filter (where ${condition}),
    'people', count(*) filter (where ${condition} and ${first}),
    'goals', count(*) filter (where ${condition} and reached),
    'people_reached', count(*) filter (where ${condition} and ${first} and reached),
    'people_open', count(*) filter (where ${condition} and ${first} and not reached and goal_until > now())
  ) as ${name}`

/** Content for visitors without a name is decided for nobody in particular: such decisions count, people do not. */
const FIRST = "nth = 1 and person is not null"

/** What an automation's decisions of a period led to. */
export async function outcomesOf(
  knex: Knex,
  automation_id: string,
  period: MeasuredPeriod
): Promise<{ sent: GroupCounts; holdout: GroupCounts }> {
  const { rows } = await knex.raw(
    `with ${COHORT_SQL},
     ranked as (
       select *, row_number() over (partition by treated, person order by decided_at, id) as nth from judged)
     select ${groupSql("sent", "treated", FIRST)}, ${groupSql("holdout", "not treated", FIRST)} from ranked`,
    { ...period, automation_id }
  )
  return rows[0]
}

/** The same for all automations together, by what they are for. */
export async function outcomesByObjective(
  knex: Knex,
  period: MeasuredPeriod
): Promise<OutcomesOfObjective[]> {
  const { rows } = await knex.raw(
    `with ${COHORT_SQL},
     ranked as (
       select *, row_number() over (partition by objective, treated, person order by decided_at, id) as nth from judged)
     select objective, count(distinct automation_id)::int as automations,
       ${groupSql("sent", "treated", FIRST)}, ${groupSql("holdout", "not treated", FIRST)}
     from ranked group by objective order by objective`,
    { ...period, automation_id: null }
  )
  return rows
}

/** Every day of the period, also one without decisions. A goal counts on the day of the decision that it followed. */
export async function outcomesByDay(
  knex: Knex,
  automation_id: string,
  period: MeasuredPeriod
): Promise<OutcomesOfDay[]> {
  const { rows } = await knex.raw(
    `with ${COHORT_SQL}
     select to_char(s.day, 'YYYY-MM-DD') as day,
       count(*) filter (where j.treated)::int as sent,
       count(*) filter (where j.treated and j.reached)::int as sent_goals,
       count(*) filter (where not j.treated)::int as held_out,
       count(*) filter (where not j.treated and j.reached)::int as held_out_goals
     from generate_series(cast(:from as date)::timestamp, cast(:to as date)::timestamp, interval '1 day') as s(day)
     left join judged j on j.day = to_char(s.day, 'YYYY-MM-DD')
     group by s.day order by s.day`,
    { ...period, automation_id }
  )
  return rows
}
