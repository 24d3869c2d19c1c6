import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** How far the import of another platform's database has come; no position means that it is finished. */
export class Migration20261129223500KairosImport extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_import (
        source text primary key,
        origin text not null,
        position text,
        updated_at timestamptz not null default now()
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_import;`)
  }
}
