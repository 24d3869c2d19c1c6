import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * The journal of refusals, which is copied to a place that a restored backup does not reach. What was refused before there was one
 * is its beginning, so that also an old backup is told of it.
 */
export class Migration20261130012000KairosJournal extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_journal (
        id text primary key,
        kind text not null,
        at timestamptz not null default now(),
        hash text,
        purpose text,
        channel text,
        cause text,
        until timestamptz,
        written_at timestamptz
      );
    `)
    this.addSql(
      `create index if not exists kairos_journal_unwritten on kairos_journal (at, id) where written_at is null;`
    )
    this.addSql(`create index if not exists kairos_journal_at on kairos_journal (at);`)
    this.addSql(`
      insert into kairos_journal (id, kind, at, hash, channel, cause, until)
      select 'kjrn_s_' || address_hash || '_' || channel, 'suppressed', created_at, address_hash, channel, cause, until
      from kairos_suppression on conflict (id) do nothing;
    `)
    this.addSql(`
      insert into kairos_journal (id, kind, at, hash)
      select 'kjrn_e_' || hash, 'erased', erased_at, hash from kairos_erasure_key on conflict (id) do nothing;
    `)
    this.addSql(`
      insert into kairos_journal (id, kind, at, hash, purpose, channel)
      select 'kjrn_w_' || (said.value ->> 'record_id'), 'withdrawn', (said.value ->> 'since')::timestamptz, c.address_hash,
        split_part(said.key, ':', 1), split_part(said.key, ':', 2)
      from kairos_contact c, jsonb_each(c.consents) said
      where c.address_hash is not null and said.value ->> 'granted' = 'false'
      on conflict (id) do nothing;
    `)
    this.addSql(`
      insert into kairos_journal (id, kind, at, hash, until)
      select 'kjrn_p_' || id, 'paused', updated_at, address_hash, paused_until
      from kairos_contact where address_hash is not null and paused_until > now() on conflict (id) do nothing;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_journal;`)
  }
}
