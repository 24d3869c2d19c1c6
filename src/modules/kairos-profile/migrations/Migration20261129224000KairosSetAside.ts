import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What a recovery link took out of its cart for want of stock, so that following it again can bring it back. */
export class Migration20261129224000KairosSetAside extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_cart add column if not exists set_aside jsonb;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_cart drop column if exists set_aside;`)
  }
}
