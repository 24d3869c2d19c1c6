import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** The nightly job finds what is old without reading whole ledgers. Rows come in the order of their time, so a few pages are enough. */
export class Migration20261122190000KairosRetention extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_attempt_started on kairos_attempt using brin (started_at);`
    )
    this.addSql(
      `create index if not exists kairos_inbox_received on kairos_inbox using brin (received_at);`
    )
    this.addSql(
      `create index if not exists kairos_exposure_occurred on kairos_exposure using brin (occurred_at);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_exposure_occurred;`)
    this.addSql(`drop index if exists kairos_inbox_received;`)
    this.addSql(`drop index if exists kairos_attempt_started;`)
  }
}
