import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** What somebody who was reminded of a product said that they do not need yet; their newest word of each product. */
export class Migration20261130212500KairosNotYet extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_not_yet (
        customer_id text not null,
        product_key text not null,
        last_bought date not null,
        said_on date not null,
        remind_on date not null,
        primary key (customer_id, product_key),
        constraint kairos_not_yet_order check (last_bought <= said_on and said_on < remind_on)
      );`)
    this.addSql(
      `create index if not exists kairos_not_yet_remind_on_idx on kairos_not_yet (remind_on);`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_not_yet;`)
  }
}
