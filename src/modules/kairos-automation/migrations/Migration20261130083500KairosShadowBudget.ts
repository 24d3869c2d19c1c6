import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What shadow mode would have sent of one automation: its budgets ask at every claim. */
export class Migration20261130083500KairosShadowBudget extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_shadow_delivery_sent on kairos_shadow_delivery (automation_id, updated_at) where state = 'sent';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_shadow_delivery_sent;`)
  }
}
