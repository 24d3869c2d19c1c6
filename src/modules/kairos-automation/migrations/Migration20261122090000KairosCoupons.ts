import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * `presented_cart_id`: Medusa forgets a code that has nothing to discount yet (free shipping before a shipping method is
 * chosen), so we remember where its owner presented it. `kairos_rate_limit` is rate-limiter-flexible's own layout.
 */
export class Migration20261122090000KairosCoupons extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_coupon add column if not exists presented_cart_id text;`)
    this.addSql(
      `create index if not exists kairos_coupon_cart on kairos_coupon (presented_cart_id) where presented_cart_id is not null and status = 'presented';`
    )
    this.addSql(
      `create index if not exists kairos_coupon_ended on kairos_coupon (expires_at) where promotion_id is not null and status in ('expired', 'voided');`
    )
    this.addSql(
      `create index if not exists kairos_coupon_redeemed on kairos_coupon (redeemed_at) where promotion_id is not null and status = 'redeemed';`
    )
    this.addSql(`create index if not exists kairos_coupon_delivery on kairos_coupon (delivery_id);`)
    this.addSql(`
      create table if not exists kairos_rate_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
    `)
    this.addSql(
      `create index if not exists kairos_rate_limit_expire on kairos_rate_limit (expire);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_rate_limit;`)
    this.addSql(`drop index if exists kairos_coupon_delivery;`)
    this.addSql(`drop index if exists kairos_coupon_redeemed;`)
    this.addSql(`drop index if exists kairos_coupon_ended;`)
    this.addSql(`drop index if exists kairos_coupon_cart;`)
    this.addSql(`alter table kairos_coupon drop column if exists presented_cart_id;`)
  }
}
