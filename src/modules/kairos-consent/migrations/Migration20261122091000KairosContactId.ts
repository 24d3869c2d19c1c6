import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Links in mails name a person by an opaque id, and suppressions are found by the hash of the address: both stand beside
 * the address. `kairos_rate_limit` has the columns that rate-limiter-flexible asks for.
 */
export class Migration20261122091000KairosContactId extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_contact add column if not exists id text not null default 'kcon_' || replace(gen_random_uuid()::text, '-', '');`
    )
    this.addSql(`create unique index if not exists kairos_contact_id on kairos_contact (id);`)
    this.addSql(`alter table kairos_contact add column if not exists address_hash text;`)
    this.addSql(`create index if not exists kairos_contact_hash on kairos_contact (address_hash);`)
    this.addSql(
      `create index if not exists kairos_consent_customer on kairos_consent (customer_id, occurred_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_suppression_created on kairos_suppression (created_at desc);`
    )
    this.addSql(`
      create table if not exists kairos_rate_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_rate_limit;`)
    this.addSql(`drop index if exists kairos_suppression_created;`)
    this.addSql(`drop index if exists kairos_consent_customer;`)
    this.addSql(`drop index if exists kairos_contact_hash;`)
    this.addSql(`drop index if exists kairos_contact_id;`)
    this.addSql(
      `alter table kairos_contact drop column if exists address_hash, drop column if exists id;`
    )
  }
}
