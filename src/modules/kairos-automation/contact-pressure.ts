import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Contacted } from "../../core/decision/timing"
import type { DeliveryRow, Person, Rival } from "./delivery-rows"
import { samePerson } from "./delivery-sql"

/** How much contact somebody had or is about to have: what frequency caps and budgets are held against. */
export class ContactPressureStore {
  constructor(private readonly table: string) {}

  /** What reached, or may have reached, the person lately, service messages left out. Asked under the person's lock. */
  async contacted(trx: Knex, person: Person, days: number): Promise<Contacted[]> {
    const rows: { channel: string; at: Date }[] = await trx(this.table)
      .select("channel", trx.raw("coalesce(sent_at, updated_at) as at"))
      .where((query) => samePerson(query, person))
      .whereIn("state", ["sent", "sending", "unknown"])
      .whereNot("purpose", "service")
      .whereRaw("updated_at > now() - make_interval(days => ?)", [days])
    return rows.map(({ channel, at }) => ({ channel, at: at.toISOString() }))
  }

  /** What an automation has sent, or may have sent, since an instant. */
  async countSent(trx: Knex, automation_id: string, since: Date): Promise<number> {
    const [row] = await trx(this.table)
      .where({ automation_id })
      .whereIn("state", ["sent", "sending", "unknown"])
      .where("updated_at", ">=", since)
      .whereRaw("coalesce(sent_at, updated_at) >= ?", [since])
      .count({ count: "*" })
    return Number(row?.count ?? 0)
  }

  /** Deliveries of the same person that are due as well and come first, the first of them on top. */
  async rivals(trx: Knex, row: DeliveryRow, channels: readonly string[]): Promise<Rival[]> {
    return trx(this.table)
      .select("id", "automation_id", "priority")
      .where((query) => samePerson(query, row))
      .whereNot("id", row.id)
      .whereIn("state", ["queued", "held"])
      .whereRaw("(state = 'queued' or hold is not null)")
      .whereNot("purpose", "service")
      .whereIn("channel", [...channels])
      .whereRaw("due_at <= now() and expires_at > now()")
      .whereRaw(
        `(priority > ? or (priority = ? and (created_at, id) < (select d.created_at, d.id from ${this.table} d where d.id = ?)))`,
        [row.priority, row.priority, row.id]
      )
      .orderBy([{ column: "priority", order: "desc" }, { column: "created_at" }])
      .limit(20)
  }
}
