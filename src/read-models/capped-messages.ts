import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type CappedOfAutomation = {
  readonly automation_id: string
  readonly name: string
  readonly later: number
  readonly lost: number
  readonly waiting: number
}

/**
 * By automation, the messages that waited for room under a cap: those whose waiting ended in the last so many calendar days of the
 * shop, today included, and those that wait now. What had lost its reason meanwhile (bought, withdrawn) is no cost.
 */
export async function cappedMessages(
  knex: Knex,
  { days, time_zone }: { readonly days: number; readonly time_zone: string }
): Promise<readonly CappedOfAutomation[]> {
  const { rows } = await knex.raw(
    `select d.automation_id, a.name,
       count(*) filter (where d.state in ('sent', 'sending', 'unknown'))::int as later,
       count(*) filter (where d.state = 'expired')::int as lost,
       count(*) filter (where d.state in ('held', 'queued'))::int as waiting
     from kairos_delivery d join kairos_automation a on a.id = d.automation_id
     where d.held_for = 'capped'
       and (d.state in ('held', 'queued') or (d.state in ('sent', 'sending', 'unknown', 'expired')
         and d.updated_at >= ((now() at time zone :time_zone)::date - :back::int)::timestamp at time zone :time_zone))
     group by d.automation_id, a.name order by lost desc, later desc, a.name`,
    { time_zone, back: days - 1 }
  )
  return rows
}
