import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Which fields a change was about, by name: what they held is nobody's business but the hashes'. */
export class Migration20261122185500KairosAuditFields extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_audit add column if not exists changed text[];`)
    this.addSql(
      `create index if not exists kairos_audit_occurred on kairos_audit (occurred_at desc);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_audit_occurred;`)
    this.addSql(`alter table kairos_audit drop column if exists changed;`)
  }
}
