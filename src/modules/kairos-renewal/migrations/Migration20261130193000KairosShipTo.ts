import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Where the orders of a subscription go since its holder said so; null: where the first one went. */
export class Migration20261130193000KairosShipTo extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_subscription add column if not exists shipping_address jsonb;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_subscription drop column if exists shipping_address;`)
  }
}
