import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What keeps a tier from flickering, and the history of tiers with the policy that each change was made by. Whoever objected to
 * profiling has no line in it.
 */
export class Migration20261122223000KairosTiers extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      alter table kairos_profile
        add column if not exists tier_is_first boolean not null default true,
        add column if not exists tier_below_since timestamptz,
        add column if not exists tier_policy_version integer;
    `)
    this.addSql(`
      create table if not exists kairos_tier_policy (
        version integer primary key,
        policy jsonb not null,
        since timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_tier_change (
        customer_id text not null,
        at timestamptz not null,
        kind text not null check (kind in ('first', 'up', 'down', 'at_risk', 'ended')),
        from_tier text check (from_tier in ('A', 'B', 'C')),
        to_tier text check (to_tier in ('A', 'B', 'C')),
        score double precision,
        reason text not null check (reason in ('purchase', 'refund', 'time', 'policy', 'history')),
        policy_version integer,
        primary key (customer_id, at, kind)
      );
    `)
    this.addSql(
      `create index if not exists kairos_tier_change_at on kairos_tier_change (at) where kind <> 'first';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_tier_change;`)
    this.addSql(`drop table if exists kairos_tier_policy;`)
    this.addSql(`
      alter table kairos_profile drop column if exists tier_is_first, drop column if exists tier_below_since,
        drop column if exists tier_policy_version;
    `)
  }
}
