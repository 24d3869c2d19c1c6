import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * The ledger of what shadow mode follows: the later steps of its journeys, which wait, are asked and end as deliveries do, and never
 * leave. A table of its own, so that no statement about deliveries can ever take one of them for a message.
 */
export class Migration20261130020000KairosShadowDelivery extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(
      `create table if not exists kairos_shadow_delivery (like kairos_delivery including defaults including constraints);`
    )
    for (const [name, columns] of [
      ["id", "(id)"],
      ["key", "(key)"],
    ]) {
      this.addSql(
        `create unique index if not exists kairos_shadow_delivery_${name} on kairos_shadow_delivery ${columns};`
      )
    }
    for (const [name, columns] of [
      ["due", "(due_at) where state in ('queued', 'held')"],
      ["open", "(email, due_at) where state in ('queued', 'held')"],
      ["customer", "(customer_id, created_at desc)"],
      ["decision", "(decision_id)"],
      ["contacted", "(email, updated_at) where state = 'sent'"],
    ]) {
      this.addSql(
        `create index if not exists kairos_shadow_delivery_${name} on kairos_shadow_delivery ${columns};`
      )
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists kairos_shadow_delivery;`)
  }
}
