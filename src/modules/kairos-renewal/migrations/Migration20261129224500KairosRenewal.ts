import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Plans, subscriptions, their renewals, and what was decided about each. A period is charged once because its row exists once;
 * what a shopper agreed to is written once and never changed.
 */
export class Migration20261129224500KairosRenewal extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_plan (
        id text primary key,
        name text not null,
        status text not null check (status in ('active', 'archived')),
        product_id text not null,
        variant_id text,
        terms jsonb not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(`create index if not exists kairos_plan_product on kairos_plan (product_id);`)
    this.addSql(`
      create table if not exists kairos_subscription (
        id text primary key,
        plan_id text not null,
        plan_version integer not null,
        plan_name text not null,
        status text not null check (status in ('active', 'cancelled', 'lapsed', 'expired')),
        customer_id text,
        email text,
        order_id text,
        line_item_id text not null unique,
        product_id text not null,
        variant_id text not null,
        title text not null,
        quantity integer not null,
        currency_code text not null,
        country_code text,
        anchor_date text not null,
        anchor_minute integer not null,
        zone text not null,
        terms jsonb not null,
        text_version text,
        payment jsonb,
        started_at timestamptz not null,
        current_until timestamptz not null,
        auto_renew_since timestamptz,
        last_used_at timestamptz,
        kept_at timestamptz,
        ended_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_subscription_customer on kairos_subscription (customer_id);`
    )
    this.addSql(
      `create index if not exists kairos_subscription_email on kairos_subscription (email);`
    )
    this.addSql(
      `create index if not exists kairos_subscription_ends on kairos_subscription (current_until) where ended_at is null;`
    )
    this.addSql(`
      create table if not exists kairos_renewal (
        subscription_id text not null,
        period_index integer not null,
        state text not null check (state in
          ('due', 'notified', 'charging', 'unknown', 'failed', 'paid', 'skipped', 'cancelled', 'lapsed')),
        reason text,
        due_local text not null,
        due_at timestamptz not null,
        notice_at timestamptz not null,
        amount numeric,
        noticed_amount numeric,
        noticed_at timestamptz,
        notice_round integer not null default 0,
        notice_made_at timestamptz,
        notice_event_id text,
        by_hand_at timestamptz,
        by_hand_amount numeric,
        asked_at timestamptz,
        attempts integer not null default 0,
        next_try_at timestamptz,
        look_at timestamptz,
        lock_token bigint not null default 0,
        charged_at timestamptz,
        cart_id text,
        order_id text,
        paid_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (subscription_id, period_index)
      );
    `)
    this.addSql(
      `create index if not exists kairos_renewal_look on kairos_renewal (look_at) where look_at is not null;`
    )
    this.addSql(
      `create index if not exists kairos_renewal_notice on kairos_renewal (notice_made_at) where noticed_at is null and notice_event_id is not null and state = 'due';`
    )
    this.addSql(`
      create table if not exists kairos_subscription_record (
        id text primary key,
        subscription_id text not null,
        kind text not null,
        at timestamptz not null,
        period_index integer,
        text_version text,
        actor text not null,
        source text not null
      );
    `)
    this.addSql(
      `create index if not exists kairos_subscription_record_of on kairos_subscription_record (subscription_id, at);`
    )
    this.appendOnly()
  }

  /** What was agreed to is proof: only the end of its retention takes it away. */
  private appendOnly(): void {
    this.addSql(`
      create or replace function kairos_subscription_record_is_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and current_setting('kairos.retention_ended', true) = 'on' then
          return old;
        end if;
        raise exception 'kairos_subscription_record is append-only: what was agreed to is never changed or deleted';
      end $$;
    `)
    this.addSql(
      `drop trigger if exists kairos_subscription_record_append_only on kairos_subscription_record;`
    )
    this.addSql(`
      create trigger kairos_subscription_record_append_only before update or delete on kairos_subscription_record
      for each row execute function kairos_subscription_record_is_append_only();
    `)
  }

  override async down(): Promise<void> {
    for (const table of [
      "kairos_subscription_record",
      "kairos_renewal",
      "kairos_subscription",
      "kairos_plan",
    ]) {
      this.addSql(`drop table if exists ${table};`)
    }
    this.addSql(`drop function if exists kairos_subscription_record_is_append_only();`)
  }
}
