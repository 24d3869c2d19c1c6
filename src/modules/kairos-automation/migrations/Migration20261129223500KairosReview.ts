import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Decisions that a shopper wants a person of the shop to look at. Of one decision there is one request. */
export class Migration20261129223500KairosReview extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_review (
        id text primary key,
        customer_id text not null,
        decision_id text not null,
        told jsonb not null,
        message text not null,
        locale text not null,
        created_at timestamptz not null default now(),
        closed_at timestamptz,
        closed_by text,
        answer text,
        unique (customer_id, decision_id)
      );
    `)
    this.addSql(
      `create index if not exists kairos_review_open on kairos_review (created_at) where closed_at is null;`
    )
    this.addSql(`create index if not exists kairos_review_closed on kairos_review (closed_at);`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_review;`)
  }
}
