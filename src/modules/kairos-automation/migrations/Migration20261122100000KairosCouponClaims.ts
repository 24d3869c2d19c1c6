import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Which cart is being completed with a coupon at this moment: two carts never spend it at once. */
export class Migration20261122100000KairosCouponClaims extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_coupon add column if not exists completing_cart_id text;`)
    this.addSql(`alter table kairos_coupon add column if not exists completing_until timestamptz;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_coupon drop column if exists completing_until;`)
    this.addSql(`alter table kairos_coupon drop column if exists completing_cart_id;`)
  }
}
