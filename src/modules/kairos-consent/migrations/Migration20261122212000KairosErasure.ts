import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Who was erased, as keyed hashes of ids and addresses, so that a late event, an old order or an import does not bring them back.
 *
 * Evidence stays append-only with one way through: in a transaction that says it erases, a row may lose its person and
 * nothing else.
 */
export class Migration20261122212000KairosErasure extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_erasure (
        id text primary key,
        reason text not null,
        actor text not null,
        erased_at timestamptz not null default now(),
        finished_at timestamptz,
        receipt jsonb
      );
    `)
    this.addSql(`
      create table if not exists kairos_erasure_key (
        hash text primary key,
        erasure_id text not null,
        erased_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create or replace function kairos_consent_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and current_setting('kairos.erasing', true) = 'on'
          and (new.id, new.purpose, new.channel, new.granted, new.source, new.text_version, new.locale, new.occurred_at)
            is not distinct from
            (old.id, old.purpose, old.channel, old.granted, old.source, old.text_version, old.locale, old.occurred_at)
          and new.email like 'erased:%' and new.customer_id is null and new.evidence = '{}'::jsonb
          and new.actor = split_part(old.actor, ':', 1)
        then
          return new;
        end if;
        raise exception 'kairos_consent is append-only: evidence of consent is never changed or deleted';
      end $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`
      create or replace function kairos_consent_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'kairos_consent is append-only: evidence of consent is never changed or deleted';
      end $$;
    `)
    this.addSql(`drop table if exists kairos_erasure_key;`)
    this.addSql(`drop table if exists kairos_erasure;`)
  }
}
