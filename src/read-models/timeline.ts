import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type TimelineEntry = {
  readonly at: Date
  readonly kind: "event" | "decision" | "delivery" | "purchase" | "consent"
  readonly id: string
  readonly name: string
  readonly state: string | null
  readonly reason: string | null
}

const SQL = `
  select * from (
    select occurred_at as at, 'event' as kind, id, name, status as state, null as reason from kairos_inbox where customer_id = :customer
    union all
    select d.decided_at, 'decision', d.id, coalesce(a.name, d.automation_id), d.kind, d.reason from kairos_decision d
      left join kairos_automation a on a.id = d.automation_id where d.customer_id = :customer
    union all
    select coalesce(d.sent_at, d.created_at), 'delivery', d.id, d.channel, d.state, d.reason from kairos_delivery d
      where d.customer_id = :customer
    union all
    select occurred_at, 'purchase', id, total::text || ' ' || upper(currency_code), case when canceled then 'canceled' else 'placed' end, null
      from kairos_purchase where customer_id = :customer
    union all
    select occurred_at, 'consent', id, purpose || ':' || channel, case when granted then 'granted' else 'withdrawn' end, source
      from kairos_consent where email = :email
  ) entries order by at desc, id desc`

/** All that happened with one customer, newest first, over all modules. */
export async function readTimeline(
  knex: Knex,
  person: { readonly customer: string; readonly email: string | null },
  page: { readonly offset: number; readonly limit: number }
): Promise<{ rows: TimelineEntry[]; count: number }> {
  const bindings = { customer: person.customer, email: person.email ?? "" }
  const [rows, total] = await Promise.all([
    knex.raw(`${SQL} offset :offset limit :limit`, { ...bindings, ...page }),
    knex.raw(`select count(*)::int as count from (${SQL}) counted`, bindings),
  ])
  return { rows: rows.rows, count: total.rows[0].count }
}
