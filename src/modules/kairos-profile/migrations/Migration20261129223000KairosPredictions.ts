import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What the nights learn: of the shop as a whole, of its products, of each customer. All of it can be computed anew from the purchases,
 * except a class that somebody set by hand.
 */
export class Migration20261129223000KairosPredictions extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_prediction (
        customer_id text primary key,
        repeats integer not null,
        currency_code text,
        alive double precision,
        risk text check (risk in ('low', 'medium', 'high')),
        purchases_90 double precision,
        purchases_365 double precision,
        value_90 double precision,
        value_365 double precision,
        next_from date,
        next_median date,
        next_to date,
        buyer_class text check (buyer_class in ('adopter', 'pragmatist', 'sceptic', 'laggard')),
        discount_reliance double precision,
        missing jsonb not null default '{}'::jsonb,
        computed_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_prediction_value on kairos_prediction (value_365 desc nulls last, customer_id);`
    )
    this.addSql(
      `create index if not exists kairos_prediction_alive on kairos_prediction (alive, customer_id);`
    )
    this.addSql(
      `create index if not exists kairos_prediction_next on kairos_prediction (next_median, customer_id);`
    )
    this.addSql(`
      create table if not exists kairos_due (
        customer_id text not null,
        product_key text not null,
        last_bought date not null,
        due_from date not null,
        due_median date not null,
        due_to date not null,
        own_weight double precision not null,
        primary key (customer_id, product_key)
      );
    `)
    this.addSql(
      `create index if not exists kairos_due_median on kairos_due (due_median, customer_id);`
    )
    this.addSql(`
      create table if not exists kairos_buyer_class (
        customer_id text primary key,
        buyer_class text not null check (buyer_class in ('adopter', 'pragmatist', 'sceptic', 'laggard')),
        set_by text not null,
        set_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_finding (
        kind text primary key,
        finding jsonb not null,
        computed_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_pair (
        product_key text not null,
        other_key text not null,
        baskets integer not null,
        support double precision not null,
        confidence double precision not null,
        lift double precision not null,
        primary key (product_key, other_key)
      );
    `)
    this.addSql(`create index if not exists kairos_pair_lift on kairos_pair (lift desc);`)
    this.addSql(`
      create table if not exists kairos_follower (
        product_key text not null,
        other_key text not null,
        customers integer not null,
        eligible integer not null,
        probability double precision not null,
        median_days double precision not null,
        primary key (product_key, other_key)
      );
    `)
    this.addSql(`
      create table if not exists kairos_replacement (
        product_key text primary key,
        repurchases integer not null,
        learned jsonb not null
      );
    `)
  }

  override async down(): Promise<void> {
    for (const table of [
      "replacement",
      "follower",
      "pair",
      "finding",
      "buyer_class",
      "due",
      "prediction",
    ]) {
      this.addSql(`drop table if exists kairos_${table};`)
    }
  }
}
