import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Waiting: what a delivery waits for, why it is held and until when, and which of several goes first. */
export class Migration20261122120000KairosTiming extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      alter table kairos_delivery
        add column if not exists priority integer not null default 50,
        add column if not exists awaits jsonb,
        add column if not exists hold jsonb;
    `)
    this.addSql(
      `create index if not exists kairos_delivery_held on kairos_delivery (due_at) where state = 'held';`
    )
    this.addSql(
      `create index if not exists kairos_delivery_open on kairos_delivery (email, due_at) where state in ('queued', 'held');`
    )
    // What reached a person lately is asked at every decision and every claim.
    this.addSql(
      `create index if not exists kairos_delivery_contacted on kairos_delivery (email, updated_at) where state in ('sent', 'sending', 'unknown');`
    )
    this.addSql(`
      create table if not exists kairos_send_slot (
        channel text primary key,
        next_at timestamptz not null default now()
      );
    `)
    // Templates that were compiled before offers could be dropped on their own.
    this.addSql(`
      update kairos_template set compiled = compiled || jsonb_build_object('always', compiled -> 'needs')
      where compiled -> 'always' is null;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_send_slot;`)
    this.addSql(`drop index if exists kairos_delivery_contacted;`)
    this.addSql(`drop index if exists kairos_delivery_open;`)
    this.addSql(`drop index if exists kairos_delivery_held;`)
    this.addSql(`
      alter table kairos_delivery
        drop column if exists hold, drop column if exists awaits, drop column if exists priority;
    `)
  }
}
