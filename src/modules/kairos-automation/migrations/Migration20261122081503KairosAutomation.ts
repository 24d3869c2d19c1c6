import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * Inbox, decisions, deliveries and coupons stand in one module because an event, its decisions and their deliveries
 * commit together. Ledgers know no soft delete: it would free their deterministic keys.
 *
 * The class carries the plugin's name because all modules of an installation share one table of executed migrations,
 * keyed by the bare class name: a name that another module used already is silently skipped.
 */
export class Migration20261122081503KairosAutomation extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_inbox (
        id text primary key,
        name text not null,
        entity_id text not null,
        customer_id text,
        email text,
        source text not null,
        properties jsonb,
        snapshot jsonb,
        occurred_at timestamptz not null,
        received_at timestamptz not null default now(),
        status text not null default 'pending' check (status in ('pending', 'done', 'dead')),
        attempts integer not null default 0,
        due_at timestamptz not null default now(),
        locked_until timestamptz,
        lock_token bigint not null default 0,
        done_at timestamptz,
        error_class text,
        error_message text
      );
    `)
    this.addSql(
      `create index if not exists kairos_inbox_pending on kairos_inbox (due_at, received_at) where status = 'pending';`
    )
    this.addSql(
      `create index if not exists kairos_inbox_dead on kairos_inbox (received_at) where status = 'dead';`
    )
    this.addSql(
      `create index if not exists kairos_inbox_customer on kairos_inbox (customer_id, occurred_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_inbox_name on kairos_inbox (name, received_at desc);`
    )

    this.addSql(`
      create table if not exists kairos_automation (
        id text primary key,
        name text not null,
        status text not null default 'draft' check (status in ('draft', 'active', 'paused', 'archived')),
        version integer not null default 1,
        trigger_code text not null,
        activated_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_automation_active on kairos_automation (trigger_code) where status = 'active';`
    )
    this.addSql(`
      create table if not exists kairos_automation_version (
        automation_id text not null references kairos_automation (id),
        version integer not null,
        definition jsonb not null,
        created_by text,
        created_at timestamptz not null default now(),
        primary key (automation_id, version)
      );
    `)

    this.addSql(`
      create table if not exists kairos_decision (
        id text primary key,
        key text not null unique,
        automation_id text not null,
        automation_version integer not null,
        customer_id text,
        email text,
        event_id text not null,
        kind text not null check (kind in ('send', 'hold', 'skip')),
        mode text not null check (mode in ('shadow', 'live')),
        reason text,
        until timestamptz,
        variant text,
        placement text,
        trace jsonb not null,
        event_at timestamptz not null,
        decided_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_decision_customer on kairos_decision (customer_id, decided_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_decision_automation on kairos_decision (automation_id, decided_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_decision_reentry on kairos_decision (automation_id, email, decided_at desc) where kind in ('send', 'hold');`
    )
    this.addSql(
      `create index if not exists kairos_decision_decided on kairos_decision (decided_at desc, id desc);`
    )
    this.addSql(`create index if not exists kairos_decision_event on kairos_decision (event_id);`)

    this.addSql(`
      create table if not exists kairos_delivery (
        id text primary key,
        key text not null unique,
        decision_id text not null,
        automation_id text not null,
        automation_version integer not null,
        event_id text not null,
        customer_id text not null,
        email text,
        step text not null,
        channel text not null,
        purpose text not null,
        action jsonb not null,
        coupons jsonb not null default '[]'::jsonb,
        state text not null check (state in ('held', 'queued', 'sending', 'sent', 'unknown', 'refused', 'expired', 'failed', 'cancelled', 'dead')),
        reason text,
        detail text,
        placement text,
        content jsonb,
        due_at timestamptz not null,
        expires_at timestamptz not null,
        attempts integer not null default 0,
        locked_until timestamptz,
        lock_token bigint not null default 0,
        send_started_at timestamptz,
        sent_at timestamptz,
        external_id text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_delivery_due on kairos_delivery (due_at) where state = 'queued';`
    )
    this.addSql(
      `create index if not exists kairos_delivery_sending on kairos_delivery (locked_until) where state = 'sending';`
    )
    this.addSql(
      `create index if not exists kairos_delivery_unknown on kairos_delivery (updated_at) where state = 'unknown';`
    )
    this.addSql(
      `create index if not exists kairos_delivery_customer on kairos_delivery (customer_id, created_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_delivery_decision on kairos_delivery (decision_id);`
    )
    this.addSql(
      `create index if not exists kairos_delivery_created on kairos_delivery (created_at desc, id desc);`
    )
    this.addSql(
      `create index if not exists kairos_delivery_offer on kairos_delivery (email, placement, expires_at) where channel = 'on_site' and state = 'sent';`
    )

    this.addSql(`
      create table if not exists kairos_attempt (
        delivery_id text not null references kairos_delivery (id),
        attempt integer not null,
        lock_token bigint not null,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        outcome text not null default 'started' check (outcome in ('started', 'sent', 'transient', 'permanent', 'unknown', 'abandoned')),
        message text,
        primary key (delivery_id, attempt)
      );
    `)

    this.addSql(`
      create table if not exists kairos_coupon (
        id text primary key,
        key text not null unique,
        code text not null unique,
        automation_id text not null,
        decision_id text not null,
        delivery_id text not null,
        customer_id text not null,
        email text not null,
        kind text not null check (kind in ('percent', 'fixed', 'free_shipping', 'gift')),
        value numeric,
        currency_code text,
        minimum numeric,
        gift_variant_id text,
        next_order_only boolean not null default false,
        status text not null default 'open' check (status in ('open', 'presented', 'redeemed', 'expired', 'voided')),
        status_reason text,
        starts_at timestamptz not null default now(),
        expires_at timestamptz not null,
        promotion_id text,
        redeemed_order_id text,
        redeemed_at timestamptz,
        stranger_attempts integer not null default 0,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_coupon_email on kairos_coupon (email, created_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_coupon_customer on kairos_coupon (customer_id, created_at desc);`
    )
    this.addSql(`create index if not exists kairos_coupon_decision on kairos_coupon (decision_id);`)
    this.addSql(
      `create index if not exists kairos_coupon_live on kairos_coupon (expires_at) where status in ('open', 'presented');`
    )
    this.addSql(
      `create unique index if not exists kairos_coupon_promotion on kairos_coupon (promotion_id) where promotion_id is not null;`
    )

    this.addSql(`
      create table if not exists kairos_template (
        id text primary key,
        name text not null,
        locale text not null,
        purpose text not null,
        subject text not null,
        body text not null,
        text text,
        compiled jsonb not null,
        version integer not null default 1,
        archived_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_placement (
        code text primary key,
        name text not null,
        description text,
        fallback jsonb,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_exposure (
        id text primary key,
        decision_id text not null,
        automation_id text not null,
        customer_id text,
        placement text not null,
        kind text not null check (kind in ('shown', 'clicked', 'dismissed')),
        occurred_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_exposure_automation on kairos_exposure (automation_id, kind, occurred_at);`
    )
    this.addSql(
      `create index if not exists kairos_exposure_customer on kairos_exposure (customer_id, occurred_at desc);`
    )
    this.addSql(`
      create table if not exists kairos_setting (
        key text primary key,
        value jsonb not null,
        updated_by text,
        updated_at timestamptz not null default now()
      );
    `)
    this.addSql(`
      create table if not exists kairos_job_claim (
        job text not null,
        period_start timestamptz not null,
        claimed_at timestamptz not null default now(),
        finished_at timestamptz,
        result jsonb,
        primary key (job, period_start)
      );
    `)
    this.addSql(`
      create table if not exists kairos_audit (
        id bigint generated always as identity primary key,
        actor text not null,
        action text not null,
        entity text not null,
        entity_id text not null,
        before_hash text,
        after_hash text,
        occurred_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_audit_entity on kairos_audit (entity, entity_id, occurred_at desc);`
    )
    this.addSql(`
      create or replace function kairos_audit_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'kairos_audit is append-only';
      end $$;
    `)
    this.addSql(`drop trigger if exists kairos_audit_append_only on kairos_audit;`)
    this.addSql(`
      create trigger kairos_audit_append_only before update or delete on kairos_audit
      for each row execute function kairos_audit_is_append_only();
    `)
  }

  override async down(): Promise<void> {
    for (const table of [
      "kairos_audit",
      "kairos_job_claim",
      "kairos_setting",
      "kairos_exposure",
      "kairos_placement",
      "kairos_template",
      "kairos_coupon",
      "kairos_attempt",
      "kairos_delivery",
      "kairos_decision",
      "kairos_automation_version",
      "kairos_automation",
      "kairos_inbox",
    ]) {
      this.addSql(`drop table if exists ${table};`)
    }
    this.addSql(`drop function if exists kairos_audit_is_append_only();`)
  }
}
