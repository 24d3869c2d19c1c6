import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { entrySource, foreignHost, SESSION_IDLE_MINUTES } from "../core/behaviour/session"
import { hostOf } from "../core/behaviour/page-address"
import type { BehaviourSnapshot, SessionSnapshot } from "../core/catalog/definitions"

/** What the database knows of a visitor's newest visit. */
export type VisitColumns = {
  /** False: the visit is over, and the page that is asked for begins the next one. */
  readonly active: boolean
  readonly time_zone: string | null
  readonly entry_path: string | null
  readonly entry_referrer_host: string | null
  readonly entry_utm: Readonly<Record<string, string>>
  readonly page_count: number
  readonly seconds_on_page: number
  readonly seconds_on_site: number
  readonly product_ids_viewed: readonly string[]
  readonly stimulating_product_ids: readonly string[]
}

export type BehaviourColumns = {
  readonly last_seen_at: string | null
  readonly product_ids_viewed_7d: readonly string[]
}

/** The newest visit as JSON. `visitor` is a row of kairos_visitor, `path` the page that is looked at (both SQL). */
export const visitJson = (visitor: string, path: string): string => `
  (select json_build_object('active', ${visitor}.session_seen_at > now() - interval '${SESSION_IDLE_MINUTES} minutes',
      'time_zone', ${visitor}.time_zone, 'entry_path', ${visitor}.entry_path,
      'entry_referrer_host', ${visitor}.entry_referrer_host, 'entry_utm', ${visitor}.entry_utm,
      'page_count', count(*) filter (where b.name = 'page_viewed'),
      'seconds_on_page', coalesce(sum(b.seconds) filter (where b.path = ${path}), 0),
      'seconds_on_site', coalesce(sum(b.seconds), 0),
      'product_ids_viewed', coalesce(json_agg(distinct b.product_id) filter (where b.name = 'product_viewed'), '[]'::json),
      'stimulating_product_ids', coalesce(json_agg(distinct b.from_product_id) filter (where b.from_product_id <> b.product_id), '[]'::json))
   from kairos_behaviour b
   where b.visitor_id = ${visitor}.visitor_id and b.occurred_at >= ${visitor}.session_started_at)`

/** The last seven days as JSON, by customer or, where there is none, by visitor (both SQL). */
export const behaviourJson = (customer: string, visitor: string): string => `
  (select json_build_object('last_seen_at', max(b.occurred_at),
      'product_ids_viewed_7d', coalesce(json_agg(distinct b.product_id) filter (where b.name = 'product_viewed'), '[]'::json))
   from (
     select name, product_id, occurred_at from kairos_behaviour
     where customer_id = ${customer} and occurred_at > now() - interval '7 days' and occurred_at <= now()
     union all
     select name, product_id, occurred_at from kairos_behaviour
     where ${customer} is null and visitor_id = ${visitor} and occurred_at > now() - interval '7 days'
       and occurred_at <= now()) b)`

/**
 * The visit as facts read it: what was stored with consent, on top of what the request itself says. Without a running visit
 * the request is its beginning, as far as it tells where it came from.
 */
export function sessionWith(
  request: SessionSnapshot,
  visit: VisitColumns | null,
  storefrontUrl: string
): SessionSnapshot {
  if (visit === null || !visit.active) {
    const referrer_host = foreignHost(request.referrer, hostOf(storefrontUrl))
    const begins = referrer_host !== null || request.utm.source !== undefined || visit !== null
    return {
      ...request,
      ...(visit === null ? {} : { time_zone: visit.time_zone }),
      ...(begins
        ? {
            entry_source: entrySource({ path: request.path, referrer_host, utm: request.utm }),
            entry_path: request.path,
          }
        : {}),
    }
  }
  const { active: _active, entry_referrer_host, entry_utm, ...known } = visit
  const entry = { path: visit.entry_path, referrer_host: entry_referrer_host, utm: entry_utm }
  return {
    ...request,
    // A later page carries no campaign: the one that began the visit still brought the visitor.
    utm: { ...entry_utm, ...request.utm },
    ...known,
    entry_source: entrySource(entry),
  }
}

export const behaviourOf = (columns: BehaviourColumns): BehaviourSnapshot => ({
  ...columns,
  last_seen_at: columns.last_seen_at === null ? null : new Date(columns.last_seen_at).toISOString(),
})

/** The zone that a customer's browser told last, as SQL for a select list. */
export const BROWSER_TIME_ZONE = (customer: string): string => `
  (select v.time_zone from kairos_visitor v where v.customer_id = ${customer} and v.time_zone is not null
   order by v.last_seen_at desc limit 1)`

const CUSTOMERS_VISIT = `
  select case when v.session_started_at is null then null else ${visitJson("v", "null")} end as visit,
    ${behaviourJson("asked.customer_id", "null")} as behaviour
  from (select ?::text as customer_id) asked
  left join lateral (select * from kairos_visitor where customer_id = asked.customer_id
    order by last_seen_at desc limit 1) v on true`

/** A customer's newest visit on any device, for a decision that no page waits for. */
export async function readCustomersVisit(
  knex: Knex,
  customerId: string,
  storefrontUrl: string
): Promise<{ readonly session: SessionSnapshot | null; readonly behaviour: BehaviourSnapshot }> {
  const { rows } = await knex.raw<{
    rows: { visit: VisitColumns | null; behaviour: BehaviourColumns }[]
  }>(CUSTOMERS_VISIT, [customerId])
  const { visit, behaviour } = rows[0]!
  const nowhere: SessionSnapshot = { path: null, referrer: null, utm: {}, locale: null }
  return {
    // Whether it still goes on does not matter to somebody who is written to.
    session:
      visit === null ? null : sessionWith(nowhere, { ...visit, active: true }, storefrontUrl),
    behaviour: behaviourOf(behaviour),
  }
}
