import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

const reasons = (...words: readonly string[]) => [
  `alter table kairos_tier_change drop constraint if exists kairos_tier_change_reason_check;`,
  `alter table kairos_tier_change add constraint kairos_tier_change_reason_check
     check (reason in (${words.map((word) => `'${word}'`).join(", ")}));`,
]

/** A membership may grant a tier, and its end takes it away. */
export class Migration20261130125000KairosTierFloor extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    const all = ["purchase", "refund", "time", "policy", "history", "figures", "membership"]
    for (const sql of reasons(...all)) {
      this.addSql(sql)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`update kairos_tier_change set reason = 'time' where reason = 'membership';`)
    for (const sql of reasons("purchase", "refund", "time", "policy", "history", "figures")) {
      this.addSql(sql)
    }
  }
}
