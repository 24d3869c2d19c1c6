import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

const status = (...words: readonly string[]) => [
  `alter table kairos_subscription drop constraint if exists kairos_subscription_status_check;`,
  `alter table kairos_subscription add constraint kairos_subscription_status_check
     check (status in (${words.map((word) => `'${word}'`).join(", ")}));`,
]

/** Who withdraws has not cancelled: the contract counts as never made, and money goes back. */
export class Migration20261130082000KairosWithdrawal extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    for (const sql of status("active", "cancelled", "lapsed", "expired", "withdrawn")) {
      this.addSql(sql)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`update kairos_subscription set status = 'cancelled' where status = 'withdrawn';`)
    for (const sql of status("active", "cancelled", "lapsed", "expired")) {
      this.addSql(sql)
    }
  }
}
