import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What is left of the uses that somebody paid for, and each use by the id under which it was reported: reported twice, it is one. */
export class Migration20261130124000KairosUses extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `alter table kairos_subscription add column if not exists uses_left integer check (uses_left >= 0);`
    )
    this.addSql(`
      create table if not exists kairos_use (
        id text primary key,
        subscription_id text not null,
        uses integer not null check (uses > 0),
        used_at timestamptz not null,
        created_at timestamptz not null default now()
      );
    `)
    this.addSql(
      `create index if not exists kairos_use_of on kairos_use (subscription_id, used_at);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_use;`)
    this.addSql(`alter table kairos_subscription drop column if exists uses_left;`)
  }
}
