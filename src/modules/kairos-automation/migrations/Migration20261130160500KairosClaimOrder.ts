import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Messages and those that shadow mode pretends, and what the index by time alone was of, which this one takes the place of. */
const TABLES = [
  ["kairos_delivery", "state = 'queued'"],
  ["kairos_shadow_delivery", "state in ('queued', 'held')"],
] as const

/** What waits stands in the order in which it is claimed: a claim takes the first few and sorts nothing, however many are due. */
export class Migration20261130160500KairosClaimOrder extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    for (const [table] of TABLES) {
      this.addSql(
        `create index if not exists ${table}_claim on ${table} (due_at, priority desc, id)
         where state = 'queued' or (state = 'held' and hold is not null);`
      )
      this.addSql(`drop index if exists ${table}_due;`)
    }
  }

  override async down(): Promise<void> {
    for (const [table, waiting] of TABLES) {
      this.addSql(`create index if not exists ${table}_due on ${table} (due_at) where ${waiting};`)
      this.addSql(`drop index if exists ${table}_claim;`)
    }
  }
}
