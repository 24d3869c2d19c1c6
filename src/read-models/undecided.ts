import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * What should have been decided and was not: events of the last day that were closed with their snapshot while an automation was
 * active for their trigger, and of which that automation has no decision. It is zero, or something is broken: a decision and the end
 * of its event commit together. What led to nothing (a draft order) has no snapshot.
 * @param triggers those whose every event enters every automation of theirs
 */
export async function undecidedLastDay(knex: Knex, triggers: readonly string[]): Promise<number> {
  const { rows } = await knex.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count
     from kairos_inbox i
     join kairos_automation a on a.trigger_code = i.name and a.status = 'active' and a.activated_at < i.received_at
     where i.received_at > now() - interval '1 day' and i.status = 'done' and i.snapshot is not null and i.name = any(?)
       and not exists (select 1 from kairos_decision d where d.event_id = i.id and d.automation_id = a.id)`,
    [[...triggers]] as never
  )
  return rows[0]?.count ?? 0
}
