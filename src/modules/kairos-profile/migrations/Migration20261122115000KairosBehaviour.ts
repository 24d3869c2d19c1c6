import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What visitors did, by month, so that retention drops whole tables. A unique key of a partitioned table has to hold the
 * time, and then the same id with another time would be let in twice: `kairos_behaviour_key` knows the ids instead.
 */
export class Migration20261122115000KairosBehaviour extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_behaviour (
        id text not null,
        visitor_id text not null,
        customer_id text,
        name text not null,
        path text,
        product_id text,
        from_product_id text,
        seconds double precision,
        properties jsonb not null default '{}'::jsonb,
        occurred_at timestamptz not null,
        received_at timestamptz not null default now()
      ) partition by range (occurred_at);
    `)
    this.addSql(
      `create index if not exists kairos_behaviour_visitor on kairos_behaviour (visitor_id, occurred_at);`
    )
    this.addSql(
      `create index if not exists kairos_behaviour_customer on kairos_behaviour (customer_id, occurred_at)
       where customer_id is not null;`
    )
    this.addSql(`
      create table if not exists kairos_behaviour_key (
        id text primary key,
        received_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_behaviour_key_received on kairos_behaviour_key (received_at);`
    )
    this.addSql(`
      create table if not exists kairos_visitor (
        visitor_id text primary key,
        customer_id text,
        linked_at timestamptz,
        time_zone text,
        first_seen_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        session_started_at timestamptz,
        session_seen_at timestamptz,
        entry_path text,
        entry_referrer_host text,
        entry_utm jsonb not null default '{}'::jsonb
      );
    `)
    this.addSql(
      `create index if not exists kairos_visitor_customer on kairos_visitor (customer_id, last_seen_at desc)
       where customer_id is not null;`
    )
    this.addSql(`create index if not exists kairos_visitor_seen on kairos_visitor (last_seen_at);`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_visitor;`)
    this.addSql(`drop table if exists kairos_behaviour_key;`)
    this.addSql(`drop table if exists kairos_behaviour;`)
  }
}
