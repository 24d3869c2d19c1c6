import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MeasuredPeriod } from "./measured-period"
import { COHORT_SQL } from "./outcomes"

export type ConversionRow = {
  readonly decision_id: string
  readonly automation_id: string
  readonly customer_id: string | null
  readonly objective: string
  readonly group: "sent" | "holdout"
  readonly decided_at: Date
  /** The first event that was its goal. */
  readonly event_id: string
  readonly event_name: string
  readonly entity_id: string
  readonly reached_at: Date
}

type Asked = {
  readonly automation_id: string | null
  readonly period: MeasuredPeriod
  readonly offset: number
  readonly limit: number
}

/**
 * Every decision of the period that reached its goal, newest first, with the first event that did it: what the counts of the
 * measurement are made of, those of the holdout too.
 */
export async function conversions(
  knex: Knex,
  { period, automation_id, offset, limit }: Asked
): Promise<{ readonly rows: ConversionRow[]; readonly count: number }> {
  const { rows } = await knex.raw<{ rows: (ConversionRow & { count: number })[] }>(
    `with ${COHORT_SQL}
     select j.id as decision_id, j.automation_id, j.customer_id, j.objective, j.decided_at,
       case when j.treated then 'sent' else 'holdout' end as "group",
       first.event_id, first.name as event_name, first.entity_id, first.occurred_at as reached_at,
       count(*) over ()::int as count
     from judged j
     cross join lateral (
       select h.event_id, h.name, h.entity_id, i.occurred_at
       from hit h join kairos_inbox i on i.id = h.event_id
       left join kairos_purchase p on h.name = 'order.placed' and p.id = 'medusa:' || h.entity_id
       where h.id = j.id and p.canceled is not true
       order by i.occurred_at, h.event_id limit 1
     ) first
     where j.reached
     order by j.decided_at desc, j.id
     offset :offset limit :limit`,
    { ...period, automation_id, offset, limit }
  )
  return {
    rows: rows.map(({ count: _count, ...row }) => row),
    count: rows[0]?.count ?? 0,
  }
}
