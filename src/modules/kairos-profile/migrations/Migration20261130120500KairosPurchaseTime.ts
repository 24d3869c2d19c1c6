import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What was bought about a year ago is looked for every minute. */
export class Migration20261130120500KairosPurchaseTime extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_purchase_time on kairos_purchase (occurred_at) where not canceled;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_purchase_time;`)
  }
}
