import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Lets the audit end after three years (B-29), and no sooner: the trigger knows the age, so that nobody forgets a younger line by
 * asking for it. The function deletes with its owner's rights, because the application's role may have none
 * (`evidenceRightsSql`), and looks for tables nowhere but where it was made.
 */
export class Migration20261130062500KairosAuditEnd extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create or replace function kairos_audit_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and old.occurred_at < now() - interval '3 years' then
          return old;
        end if;
        raise exception 'kairos_audit is append-only';
      end $$;
    `)
    this.addSql(`
      do $do$ begin
        execute format($make$
          create or replace function kairos_audit_end(batch int) returns setof bigint
          language sql security definer set search_path = %I, pg_temp as $$
            delete from kairos_audit where id in (
              select id from kairos_audit where occurred_at < now() - interval '3 years'
              order by occurred_at limit batch)
            returning id
          $$
        $make$, current_schema());
      end $do$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop function if exists kairos_audit_end(int);`)
    this.addSql(`
      create or replace function kairos_audit_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'kairos_audit is append-only';
      end $$;
    `)
  }
}
