import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What one piece of a line has cost the shop, where the history that was imported says it. */
export class Migration20261130121000KairosLineCost extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_purchase_line add column if not exists unit_cost numeric;`)
    this.addSql(
      `create index if not exists kairos_purchase_line_cost on kairos_purchase_line (purchase_id)
         where unit_cost is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_purchase_line_cost;`)
    this.addSql(`alter table kairos_purchase_line drop column if exists unit_cost;`)
  }
}
