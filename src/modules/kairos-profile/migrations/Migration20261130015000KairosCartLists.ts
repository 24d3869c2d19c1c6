import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** Carts are listed by their state, the latest first, and counted by the week in which they were left. */
export class Migration20261130015000KairosCartLists extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_cart_state on kairos_cart (state, last_activity_at desc, cart_id);`
    )
    this.addSql(
      `create index if not exists kairos_cart_latest on kairos_cart (last_activity_at desc, cart_id);`
    )
    this.addSql(
      `create index if not exists kairos_cart_abandoned on kairos_cart (abandoned_at) where abandoned_at is not null;`
    )
  }

  override async down(): Promise<void> {
    for (const name of ["abandoned", "latest", "state"]) {
      this.addSql(`drop index if exists kairos_cart_${name};`)
    }
  }
}
