import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Reason } from "../core/decision/decision"
import { AVOIDED_REASONS } from "../core/experiment/avoided-contacts"

/**
 * By reason, the contacts of live automations that did not take place in the last so many calendar days of the shop, today included:
 * decided against at once, or refused when their turn came. A decision against has no delivery, so nothing counts twice.
 */
export async function avoidedContacts(
  knex: Knex,
  { days, time_zone }: { readonly days: number; readonly time_zone: string }
): Promise<readonly { readonly reason: Reason; readonly count: number }[]> {
  const { rows } = await knex.raw(
    `with since as (
       select ((now() at time zone :time_zone)::date - :back::int)::timestamp at time zone :time_zone as at),
     avoided as (
       select reason from kairos_decision
       where decided_at >= (select at from since) and mode = 'live' and kind = 'skip' and reason = any(:reasons::text[])
       union all
       select reason from kairos_delivery
       where created_at >= (select at from since) and state in ('refused', 'expired') and reason = any(:reasons::text[]))
     select reason, count(*)::int as count from avoided group by reason`,
    { time_zone, back: days - 1, reasons: [...AVOIDED_REASONS] }
  )
  return rows
}
