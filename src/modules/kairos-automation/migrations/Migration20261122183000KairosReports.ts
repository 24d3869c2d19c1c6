import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What a provider reported about deliveries. Its id of the event is the key, so that an event that comes again changes nothing.
 * Nothing personal stands here: no address, of a link only its hash.
 */
export class Migration20261122183000KairosReports extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_report (
        id text primary key,
        provider text not null,
        delivery_id text not null,
        attempt integer,
        kind text not null,
        status text,
        link text,
        machine boolean not null default false,
        occurred_at timestamptz not null,
        received_at timestamptz not null default now(),
        applied_at timestamptz
      );
    `)
    this.addSql(
      `create index if not exists kairos_report_delivery on kairos_report (delivery_id, occurred_at);`
    )
    this.addSql(`create index if not exists kairos_report_received on kairos_report (received_at);`)
    this.addSql(
      `create index if not exists kairos_report_open on kairos_report (delivery_id) where applied_at is null;`
    )
    this.addSql(
      `create index if not exists kairos_report_judged on kairos_report (occurred_at) where kind in ('delivered', 'complained');`
    )
    this.addSql(
      `create index if not exists kairos_delivery_failed on kairos_delivery (email, updated_at) where state = 'failed';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_delivery_failed;`)
    this.addSql(`drop table if exists kairos_report;`)
  }
}
