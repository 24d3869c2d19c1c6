import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Since when what a subscription grants its holder is to be put right: written with what changed it, and taken away once it is done,
 * so that a crash between the two is made good with the next minute.
 */
export class Migration20261130124500KairosGrants extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_subscription add column if not exists grants_due_at timestamptz;`
    )
    this.addSql(
      `create index if not exists kairos_subscription_grants on kairos_subscription (grants_due_at) where grants_due_at is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_subscription drop column if exists grants_due_at;`)
  }
}
