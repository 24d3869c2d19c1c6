import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** From which day on somebody is likely to buy a product again; null where the history does not tell. */
export class Migration20261130175000KairosDueRise extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_due add column if not exists due_rise date;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_due drop column if exists due_rise;`)
  }
}
