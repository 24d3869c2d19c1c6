import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * A delivery may have several channels, and remembers which did not reach its person; and what it was last held for, which its
 * reason no longer says once it expired. An old row has one channel, as it always had.
 */
export class Migration20261129221500KairosWays extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_delivery add column if not exists choices jsonb, add column if not exists passed jsonb, add column if not exists held_for text;`
    )
    this.addSql(
      `create index if not exists kairos_delivery_capped on kairos_delivery (updated_at) where held_for = 'capped';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_delivery_capped;`)
    this.addSql(
      `alter table kairos_delivery drop column if exists held_for, drop column if exists passed, drop column if exists choices;`
    )
  }
}
