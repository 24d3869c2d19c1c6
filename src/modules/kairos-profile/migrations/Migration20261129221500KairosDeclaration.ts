import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What customers say of themselves: answers to the shop's questions, and what they put right of what was concluded. */
export class Migration20261129221500KairosDeclaration extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_declaration (
        customer_id text primary key,
        answers jsonb not null default '{}'::jsonb,
        corrections jsonb not null default '{}'::jsonb,
        updated_at timestamptz not null default now()
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_declaration;`)
  }
}
