import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What a profile was folded from, as a print, and when time alone changes it next: so a night looks at every customer and touches
 * only those of whom something is different.
 */
export class Migration20261130012500KairosNight extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      alter table kairos_profile
        add column if not exists tier_review_at timestamptz,
        add column if not exists fold_print bigint not null default 0;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table kairos_profile drop column if exists tier_review_at, drop column if exists fold_print;`
    )
  }
}
