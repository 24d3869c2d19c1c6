import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** When somebody of the shop answered what went wrong, so that it can be seen who still waits and for how long. */
export class Migration20261130210000KairosIncidentClock extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_incident add column if not exists answered_at timestamptz;`)
    this.addSql(
      `create index if not exists kairos_incident_waiting on kairos_incident (opened_at, id) where answered_at is null and closed_at is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_incident_waiting;`)
    this.addSql(`alter table kairos_incident drop column if exists answered_at;`)
  }
}
