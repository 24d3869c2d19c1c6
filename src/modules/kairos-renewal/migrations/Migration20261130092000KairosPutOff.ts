import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Which periods were put off to which day, whether what is paid has ended for a pause, and the day that was named. */
export class Migration20261130092000KairosPutOff extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      alter table kairos_subscription
        add column if not exists moves jsonb not null default '[]',
        add column if not exists paused_at timestamptz,
        add column if not exists resting_since timestamptz;
    `)
    this.addSql(`alter table kairos_subscription_record add column if not exists day text;`)
  }

  override async down(): Promise<void> {
    this.addSql(`
      alter table kairos_subscription
        drop column if exists moves, drop column if exists paused_at, drop column if exists resting_since;
    `)
    this.addSql(`alter table kairos_subscription_record drop column if exists day;`)
  }
}
