import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What happens in the shop right now is found without walking through what jobs and other systems brought in bulk; and what is dead
 * is counted without walking through what was sent.
 */
export class Migration20261129232900KairosLiveLane extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_inbox_live on kairos_inbox (due_at, received_at) where status = 'pending' and source = 'bus';`
    )
    this.addSql(
      `create index if not exists kairos_delivery_dead on kairos_delivery (updated_at) where state = 'dead';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_delivery_dead;`)
    this.addSql(`drop index if exists kairos_inbox_live;`)
  }
}
