import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type IncidentCounts, SERVICE_DAYS } from "../core/value/costs"

type Whose = { readonly ids: readonly string[] } | { readonly from: string; readonly to: string }

/**
 * What went wrong for these customers within a year, or for everybody between two ids; who is missing had no trouble. An incident that
 * knows only an address is of every customer with it.
 * @param now ISO instant
 */
export async function incidentCounts(
  knex: Knex,
  whose: Whose,
  now: string
): Promise<readonly { readonly customer_id: string; readonly counts: IncidentCounts }[]> {
  const theirs =
    "ids" in whose
      ? "= any(cast(:ids as text[]))"
      : "between cast(:from as text) and cast(:to as text)"
  const lately = `i.opened_at > cast(:now as timestamptz) - interval '${SERVICE_DAYS} days' and i.opened_at <= cast(:now as timestamptz)`
  const { rows } = await knex.raw<{
    rows: { customer_id: string; counts: IncidentCounts }[]
  }>(
    `with theirs as (
       select i.customer_id, i.kind from kairos_incident i where i.customer_id ${theirs} and ${lately}
       union all
       select c.id, i.kind from kairos_incident i join customer c on lower(trim(c.email)) = i.email
       where i.customer_id is null and c.id ${theirs} and ${lately}),
     counted as (select customer_id, kind, count(*)::int as times from theirs group by 1, 2)
     select customer_id, jsonb_object_agg(kind, times) as counts from counted group by 1 order by 1`,
    { ...("ids" in whose ? { ids: [...whose.ids] } : whose), now }
  )
  return rows
}
