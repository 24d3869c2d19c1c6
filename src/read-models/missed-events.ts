import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../core/event/event"

export type MissedEvent = NewEvent & { readonly source: "sweep" }

/**
 * Orders and registered customers of Medusa's own tables that changed since then and that the inbox does not know: the
 * event bus lost them, or the process died between commit and event (F01). Draft orders are no orders yet; a guest's
 * customer row is no registration.
 */
export async function missedEvents(knex: Knex, since: Date, limit: number): Promise<MissedEvent[]> {
  const result = await knex.raw(
    `select 'order.placed:' || o.id as id, 'order.placed' as name, o.id as entity_id, o.customer_id, o.created_at as occurred_at
       from "order" o
       where o.created_at >= ? and o.deleted_at is null and not o.is_draft_order and o.status <> 'draft'
         and not exists (select 1 from kairos_inbox i where i.id = 'order.placed:' || o.id)
     union all
     select 'customer.registered:' || c.id, 'customer.registered', c.id, c.id, c.created_at
       from customer c
       where c.created_at >= ? and c.deleted_at is null and c.has_account
         and not exists (select 1 from kairos_inbox i where i.id = 'customer.registered:' || c.id)
     order by occurred_at
     limit ?`,
    [since, since, limit]
  )
  return result.rows.map((row: Omit<MissedEvent, "source">) => ({ ...row, source: "sweep" }))
}
