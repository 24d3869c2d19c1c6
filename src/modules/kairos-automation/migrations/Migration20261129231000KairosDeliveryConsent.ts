import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What a message rested on at the moment in which it was let go (B-03): the basis, its record, and when it would have ended;
 * and of a coupon, whether it makes a personalised price (B-16).
 */
export class Migration20261129231000KairosDeliveryConsent extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_delivery add column if not exists consent jsonb;`)
    this.addSql(
      `alter table kairos_coupon add column if not exists personalized_price boolean not null default false;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_coupon drop column if exists personalized_price;`)
    this.addSql(`alter table kairos_delivery drop column if exists consent;`)
  }
}
