import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Incident, INCIDENT_MATTERS_DAYS, type IncidentKind } from "../core/incident/incident"

type Person = { readonly customer_id: string | null; readonly email: string | null }

/** What went wrong for a person of late, as far as it may matter. */
export async function incidentsOf(
  trx: Knex,
  { customer_id, email }: Person
): Promise<readonly Incident[]> {
  const { rows } = await trx
    .raw(
      `select id, kind, opened_at, closed_at from kairos_incident
       where (customer_id = ? or email = ?) and opened_at > now() - interval '${INCIDENT_MATTERS_DAYS} days'`,
      [customer_id, email]
    )
    .options({ name: "kairos_incidents_of" })
  return (
    rows as (Record<"opened_at", Date> & {
      id: string
      kind: IncidentKind
      closed_at: Date | null
    })[]
  ).map(({ opened_at, closed_at, ...rest }) => ({
    ...rest,
    opened_at: opened_at.toISOString(),
    closed_at: closed_at?.toISOString() ?? null,
  }))
}

export type FoundIncident = {
  readonly id: string
  readonly kind: IncidentKind
  readonly customer_id: string | null
  readonly email: string | null
  readonly order_id: string
  readonly opened_at: Date
  readonly answered_at: Date | null
  readonly closed_at: Date | null
}

/**
 * Medusa's returns, claims, exchanges and refunds that changed since then, with whom they happened to. Medusa keeps no end of a
 * claim or an exchange: it is over with its return, or when it was cancelled. A refund is over when it is made. What somebody of the
 * shop opened themselves (claims, exchanges, returns in the admin) is answered with that: nobody waits to be heard.
 */
export async function changedIncidents(knex: Knex, since: Date): Promise<readonly FoundIncident[]> {
  const { rows } = await knex.raw(
    `with found as (
       select 'return:' || r.id as id, 'return' as kind, r.order_id, r.requested_at as opened_at,
         case when r.created_by is not null then r.requested_at end as answered_at, coalesce(r.received_at, r.canceled_at) as closed_at
       from "return" r
       where r.updated_at >= :since and r.requested_at is not null and r.claim_id is null and r.exchange_id is null
         and r.deleted_at is null
       union all
       select 'claim:' || c.id, 'claim', c.order_id, h.confirmed_at, h.confirmed_at, coalesce(c.canceled_at, r.received_at, r.canceled_at)
       from order_claim c
       join lateral (select min(confirmed_at) as confirmed_at, max(updated_at) as updated_at
         from order_change where claim_id = c.id and deleted_at is null) h on h.confirmed_at is not null
       left join "return" r on r.id = c.return_id
       where greatest(c.updated_at, h.updated_at, r.updated_at) >= :since and c.deleted_at is null
       union all
       select 'exchange:' || e.id, 'exchange', e.order_id, h.confirmed_at, h.confirmed_at, coalesce(e.canceled_at, r.received_at, r.canceled_at)
       from order_exchange e
       join lateral (select min(confirmed_at) as confirmed_at, max(updated_at) as updated_at
         from order_change where exchange_id = e.id and deleted_at is null) h on h.confirmed_at is not null
       left join "return" r on r.id = e.return_id
       where greatest(e.updated_at, h.updated_at, r.updated_at) >= :since and e.deleted_at is null
       union all
       select 'refund:' || f.id, 'refund', l.order_id, f.created_at, f.created_at, f.created_at
       from refund f
       join payment p on p.id = f.payment_id
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id and l.deleted_at is null
       where f.created_at >= :since and f.deleted_at is null)
     select f.id, f.kind, f.order_id, f.opened_at, f.answered_at, f.closed_at, o.customer_id, nullif(lower(trim(o.email)), '') as email
     from found f join "order" o on o.id = f.order_id and o.deleted_at is null`,
    { since }
  )
  return rows
}
