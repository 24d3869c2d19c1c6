import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Several soft bounces pause an address for a while; every other suppression has no end. */
export class Migration20261122183500KairosSuppressionUntil extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_suppression add column if not exists until timestamptz;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_suppression drop column if exists until;`)
  }
}
