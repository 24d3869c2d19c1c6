import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What went wrong for customers: folded from Medusa's returns, claims, exchanges and refunds, or told by other systems. */
export class Migration20261130015000KairosIncidents extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_incident (
        id text primary key,
        kind text not null check (kind in ('return', 'claim', 'exchange', 'refund', 'failed_delivery', 'complaint')),
        customer_id text,
        email text,
        order_id text,
        opened_at timestamptz not null,
        closed_at timestamptz,
        created_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_incident_customer on kairos_incident (customer_id) where customer_id is not null;`
    )
    this.addSql(
      `create index if not exists kairos_incident_email on kairos_incident (email) where email is not null;`
    )
    this.addSql(`create index if not exists kairos_incident_opened on kairos_incident (opened_at);`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_incident;`)
  }
}
