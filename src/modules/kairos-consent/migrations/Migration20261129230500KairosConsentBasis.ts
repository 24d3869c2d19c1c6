import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What a consent rests on and when it ends; the exact text that the person saw, archived under its hash; ages; lists of people who want no advertising.
 *
 * Archived texts are evidence, too: they are never changed. The way through for an erasure stays as narrow as it was, the
 * new columns included.
 */
export class Migration20261129230500KairosConsentBasis extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_consent add column if not exists basis text, add column if not exists expires_at timestamptz,
         add column if not exists text_hash text;`
    )
    this.addSql(
      `alter table kairos_contact add column if not exists birth_date date, add column if not exists country_code text;`
    )
    this.addSql(`
      create table if not exists kairos_consent_text (
        hash text primary key,
        version text,
        locale text,
        text text not null,
        archived_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create or replace function kairos_consent_text_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'kairos_consent_text is append-only: what people agreed to is never changed or deleted';
      end $$;
    `)
    this.addSql(`drop trigger if exists kairos_consent_text_append_only on kairos_consent_text;`)
    this.addSql(`
      create trigger kairos_consent_text_append_only before update or delete on kairos_consent_text
      for each row execute function kairos_consent_text_is_append_only();
    `)
    this.addSql(
      `create index if not exists kairos_consent_occurred on kairos_consent (occurred_at);`
    )
    this.addSql(`
      create table if not exists kairos_exclusion (
        hash text not null,
        list text not null,
        added_at timestamptz not null default now(),
        primary key (hash, list)
      );
    `)
    this.addSql(guard(", basis, expires_at, text_hash"))
  }

  override async down(): Promise<void> {
    this.addSql(guard(""))
    this.addSql(`drop index if exists kairos_consent_occurred;`)
    this.addSql(`drop table if exists kairos_exclusion;`)
    this.addSql(`drop table if exists kairos_consent_text;`)
    this.addSql(`drop function if exists kairos_consent_text_is_append_only();`)
    this.addSql(
      `alter table kairos_contact drop column if exists birth_date, drop column if exists country_code;`
    )
    this.addSql(
      `alter table kairos_consent drop column if exists basis, drop column if exists expires_at, drop column if exists text_hash;`
    )
  }
}

/** A row may lose its person in a transaction that erases, and nothing else. */
function guard(more: string): string {
  const kept = `id, purpose, channel, granted, source, text_version, locale, occurred_at${more}`
  const of = (row: string) => kept.replace(/\w+/g, (column) => `${row}.${column}`)
  return `
    create or replace function kairos_consent_is_append_only() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_setting('kairos.erasing', true) = 'on'
        and (${of("new")}) is not distinct from (${of("old")})
        and new.email like 'erased:%' and new.customer_id is null and new.evidence = '{}'::jsonb
        and new.actor = split_part(old.actor, ':', 1)
      then
        return new;
      end if;
      raise exception 'kairos_consent is append-only: evidence of consent is never changed or deleted';
    end $$;
  `
}
