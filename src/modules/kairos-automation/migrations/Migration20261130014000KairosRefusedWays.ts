import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** The channels of a delivery on which its provider refused it for good, so that the next one is taken. */
export class Migration20261130014000KairosRefusedWays extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_delivery add column if not exists refused jsonb;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_delivery drop column if exists refused;`)
  }
}
