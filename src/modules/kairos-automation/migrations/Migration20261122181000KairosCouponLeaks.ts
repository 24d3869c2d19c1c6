import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Who but its owner tried a code, by basket and minute, without anybody's whole address; and the codes that were revoked,
 * which go on meaning their coupon for its owner.
 */
export class Migration20261122181000KairosCouponLeaks extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_coupon add column if not exists shown_code text;`)
    this.addSql(
      `create unique index if not exists kairos_coupon_shown_code on kairos_coupon (shown_code) where shown_code is not null;`
    )
    this.addSql(`
      create table if not exists kairos_coupon_attempt (
        code text not null,
        minute timestamptz not null,
        basket text not null,
        coupon_id text not null,
        known boolean not null,
        address_block text not null,
        sales_channel_id text,
        attempts integer not null default 1,
        primary key (code, minute, basket)
      );
    `)
    this.addSql(
      `create index if not exists kairos_coupon_attempt_minute on kairos_coupon_attempt (minute);`
    )
    this.addSql(`
      create table if not exists kairos_revoked_code (
        code text primary key,
        coupon_id text not null,
        attempts integer not null,
        since timestamptz not null,
        revoked_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_revoked_code_coupon on kairos_revoked_code (coupon_id);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_revoked_code;`)
    this.addSql(`drop table if exists kairos_coupon_attempt;`)
    this.addSql(`drop index if exists kairos_coupon_shown_code;`)
    this.addSql(`alter table kairos_coupon drop column if exists shown_code;`)
  }
}
