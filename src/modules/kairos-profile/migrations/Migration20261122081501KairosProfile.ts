import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Purchases are the ledger that every value is folded from; a profile can always be rebuilt from them.
 * No soft delete: a deleted row would free its deterministic key and let a duplicate in.
 */
export class Migration20261122081501KairosProfile extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_purchase (
        id text primary key,
        customer_id text not null,
        email text,
        source text not null,
        external_id text not null,
        occurred_at timestamptz not null,
        currency_code text not null,
        total numeric not null,
        refunded numeric not null default 0,
        canceled boolean not null default false,
        item_count integer not null,
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_purchase_customer on kairos_purchase (customer_id, occurred_at);`
    )
    this.addSql(
      `create index if not exists kairos_purchase_email on kairos_purchase (email, occurred_at);`
    )
    this.addSql(`
      create table if not exists kairos_purchase_line (
        purchase_id text not null,
        line_no integer not null,
        product_id text,
        variant_id text,
        sku text,
        title text,
        quantity integer not null,
        unit_price numeric not null,
        primary key (purchase_id, line_no)
      );
    `)
    this.addSql(
      `create index if not exists kairos_purchase_line_product on kairos_purchase_line (product_id);`
    )
    this.addSql(`
      create table if not exists kairos_profile (
        customer_id text primary key,
        email text,
        currency_code text,
        order_count integer not null default 0,
        item_count integer not null default 0,
        first_order_at timestamptz,
        last_order_at timestamptz,
        spent jsonb not null default '{}'::jsonb,
        tier text check (tier in ('A', 'B', 'C')),
        tier_score double precision,
        tier_breakdown jsonb,
        tier_since timestamptz,
        computed_at timestamptz not null default now()
      );
    `)
    this.addSql(`create index if not exists kairos_profile_email on kairos_profile (email);`)
    this.addSql(
      `create index if not exists kairos_profile_tier on kairos_profile (tier, tier_score desc);`
    )
    // An import marks whom it touched; the minute's job looks for them, and mostly there is nobody.
    this.addSql(
      `create index if not exists kairos_profile_unscored on kairos_profile (customer_id) where computed_at = '-infinity';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_profile;`)
    this.addSql(`drop table if exists kairos_purchase_line;`)
    this.addSql(`drop table if exists kairos_purchase;`)
  }
}
