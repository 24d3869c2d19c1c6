import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Who asked for a pause, a frequency and hours: an account loosens none that was asked for through a mail to the address. */
export class Migration20261130112000KairosLimitedBy extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_contact add column if not exists limited_by jsonb not null default '{}';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_contact drop column if exists limited_by;`)
  }
}
