import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What a message looked like when it was handed to its provider, without anything that still opens a door. Texts and not packed
 * bytes: Postgres packs what is long by itself, and an erasure, a dossier and a person with SQL can read them.
 */
export class Migration20261130013000KairosKeptMessage extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_kept_message (
        delivery_id text primary key,
        customer_id text not null,
        email text,
        attempt integer not null,
        kept_at timestamptz not null default now(),
        locale text not null,
        sender text,
        subject text not null,
        html text not null,
        text text not null
      );
    `)
    this.addSql(
      `create index if not exists kairos_kept_message_kept on kairos_kept_message (kept_at);`
    )
    this.addSql(
      `create index if not exists kairos_kept_message_customer on kairos_kept_message (customer_id);`
    )
    this.addSql(
      `create index if not exists kairos_kept_message_email on kairos_kept_message (email) where email is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_kept_message;`)
  }
}
