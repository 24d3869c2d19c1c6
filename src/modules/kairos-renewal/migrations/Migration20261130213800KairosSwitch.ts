import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What a subscription becomes with its next payment, what the plan before it granted, and what a switch was from and to. */
export class Migration20261130213800KairosSwitch extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      alter table kairos_subscription
        add column if not exists switch_to jsonb,
        add column if not exists granted_before jsonb;
    `)
    this.addSql(`alter table kairos_subscription_record add column if not exists detail jsonb;`)
  }

  override async down(): Promise<void> {
    this.addSql(`
      alter table kairos_subscription
        drop column if exists switch_to, drop column if exists granted_before;
    `)
    this.addSql(`alter table kairos_subscription_record drop column if exists detail;`)
  }
}
