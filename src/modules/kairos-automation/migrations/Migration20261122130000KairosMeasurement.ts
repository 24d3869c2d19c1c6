import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What measurement and trigger health ask. The index on names carries the source, so that counting by the way an event
 * came reads the index alone; it takes the place of the one without.
 */
export class Migration20261122130000KairosMeasurement extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create index if not exists kairos_inbox_rhythm on kairos_inbox (name, received_at desc) include (source);`
    )
    this.addSql(`drop index if exists kairos_inbox_name;`)
    // A goal is looked for by person; who has no customer row is found by the address.
    this.addSql(
      `create index if not exists kairos_inbox_email on kairos_inbox (email, occurred_at) where email is not null;`
    )
    this.addSql(
      `create index if not exists kairos_coupon_outcome on kairos_coupon (redeemed_at) where redeemed_order_id is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_coupon_outcome;`)
    this.addSql(`drop index if exists kairos_inbox_email;`)
    this.addSql(
      `create index if not exists kairos_inbox_name on kairos_inbox (name, received_at desc);`
    )
    this.addSql(`drop index if exists kairos_inbox_rhythm;`)
  }
}
