import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type TimelineEntry = {
  readonly at: Date
  readonly kind: "event" | "decision" | "delivery" | "purchase" | "consent" | "behaviour"
  readonly id: string
  readonly name: string
  readonly state: string | null
  readonly reason: string | null
  /** What was looked at, and the product that led there. The title is null for a product that is gone. */
  readonly product: TimelineProduct | null
  readonly stimulated_by: TimelineProduct | null
}

type TimelineProduct = { readonly id: string; readonly title: string | null }

const SQL = `
  select * from (
    select occurred_at as at, 'event' as kind, id, name, status as state, null as reason,
      null as product_id, null as from_product_id from kairos_inbox where customer_id = :customer
    union all
    select d.decided_at, 'decision', d.id, coalesce(a.name, d.automation_id), d.kind, d.reason, null, null from kairos_decision d
      left join kairos_automation a on a.id = d.automation_id where d.customer_id = :customer
    union all
    select coalesce(d.sent_at, d.created_at), 'delivery', d.id, d.channel, d.state, d.reason, null, null from kairos_delivery d
      where d.customer_id = :customer
    union all
    select occurred_at, 'purchase', id, total::text || ' ' || upper(currency_code), case when canceled then 'canceled' else 'placed' end, null, null, null
      from kairos_purchase where customer_id = :customer
    union all
    select occurred_at, 'consent', id, purpose || ':' || channel, case when granted then 'granted' else 'withdrawn' end, source, null, null
      from kairos_consent where email = :email
    union all
    select occurred_at, 'behaviour', id, name, path, null, product_id, from_product_id
      from kairos_behaviour where customer_id = :customer
  ) entries`

const titled = (id: string): string =>
  `case when page.${id} is null then null else json_build_object('id', page.${id},
     'title', (select title from product where product.id = page.${id})) end`

const PAGE = `
  select at, kind, id, name, state, reason, ${titled("product_id")} as product, ${titled("from_product_id")} as stimulated_by
  from (${SQL} order by at desc, id desc offset :offset limit :limit) page
  order by at desc, id desc`

/** All that happened with one customer, newest first, over all modules. */
export async function readTimeline(
  knex: Knex,
  person: { readonly customer: string; readonly email: string | null },
  page: { readonly offset: number; readonly limit: number }
): Promise<{ rows: TimelineEntry[]; count: number }> {
  const bindings = { customer: person.customer, email: person.email ?? "" }
  const [rows, total] = await Promise.all([
    knex.raw(PAGE, { ...bindings, ...page }),
    knex.raw(`select count(*)::int as count from (${SQL}) counted`, bindings),
  ])
  return { rows: rows.rows, count: total.rows[0].count }
}
