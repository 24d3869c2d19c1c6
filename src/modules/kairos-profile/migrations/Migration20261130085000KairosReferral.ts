import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Who brought whom: stated in the metadata of who came, or told by another system. */
export class Migration20261130085000KairosReferral extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_referral (
        customer_id text primary key,
        referrer_id text not null,
        source text not null check (source in ('metadata', 'event')),
        told_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_referral_referrer on kairos_referral (referrer_id);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_referral;`)
  }
}
