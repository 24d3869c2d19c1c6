import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** The answers to requests that carried an Idempotency-Key, for a day. */
export class Migration20261122184500KairosIdempotency extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_idempotency_key (
        id text primary key,
        request text not null,
        token bigint not null default 1,
        status integer,
        body jsonb,
        started_at timestamptz not null default now(),
        locked_until timestamptz not null
      );
    `)
    this.addSql(
      `create index if not exists kairos_idempotency_key_started on kairos_idempotency_key (started_at);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_idempotency_key;`)
  }
}
