import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Contacts are a small part of all decisions; whether they went within the hour is asked of them alone. */
export class Migration20261122131500KairosTriggerHealth extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_decision_contacts on kairos_decision (decided_at) where kind = 'send' and mode = 'live';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_decision_contacts;`)
  }
}
