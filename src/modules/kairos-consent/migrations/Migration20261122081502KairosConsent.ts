import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Evidence is append-only: a trigger refuses update and delete whatever the role may do. `kairos_contact` is its fold,
 * one row per person (normalised e-mail), so that a decision reads consent by one primary key and a withdrawal and a
 * claim meet on one row lock.
 */
export class Migration20261122081502KairosConsent extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_consent (
        id text primary key,
        email text not null,
        customer_id text,
        purpose text not null,
        channel text not null,
        granted boolean not null,
        source text not null,
        text_version text,
        locale text,
        evidence jsonb not null default '{}'::jsonb,
        actor text not null,
        occurred_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_consent_person on kairos_consent (email, purpose, channel, occurred_at);`
    )
    this.addSql(`
      create or replace function kairos_consent_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'kairos_consent is append-only: evidence of consent is never changed or deleted';
      end $$;
    `)
    this.addSql(`drop trigger if exists kairos_consent_append_only on kairos_consent;`)
    this.addSql(`
      create trigger kairos_consent_append_only before update or delete on kairos_consent
      for each row execute function kairos_consent_is_append_only();
    `)
    this.addSql(`
      create table if not exists kairos_contact (
        email text primary key,
        consents jsonb not null default '{}'::jsonb,
        suppressed jsonb not null default '{}'::jsonb,
        profiling_objected boolean not null default false,
        frequency jsonb,
        quiet_hours jsonb,
        paused_until timestamptz,
        topics jsonb not null default '[]'::jsonb,
        locale text,
        time_zone text,
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_suppression (
        address_hash text not null,
        channel text not null,
        cause text not null,
        source text not null,
        created_at timestamptz not null default now(),
        primary key (address_hash, channel)
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_suppression;`)
    this.addSql(`drop table if exists kairos_contact;`)
    this.addSql(`drop table if exists kairos_consent;`)
    this.addSql(`drop function if exists kairos_consent_is_append_only();`)
  }
}
