import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** The minute's job looks for customers who have just left: by when they were seen last. */
export class Migration20261122125500KairosBrowsing extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_visitor_left on kairos_visitor (session_seen_at) where customer_id is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_visitor_left;`)
  }
}
