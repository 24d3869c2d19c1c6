import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** A budget is asked for at every claim of its automation: what went today, what was issued this month. */
export class Migration20261122151000KairosBudgets extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_delivery_spent on kairos_delivery (automation_id, updated_at) where state in ('sent', 'sending', 'unknown');`
    )
    this.addSql(
      `create index if not exists kairos_coupon_automation on kairos_coupon (automation_id, created_at) where status in ('open', 'presented');`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_coupon_automation;`)
    this.addSql(`drop index if exists kairos_delivery_spent;`)
  }
}
