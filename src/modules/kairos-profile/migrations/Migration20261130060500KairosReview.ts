import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/** A night looks at a customer again who bought nothing only when what was told of them stops being true. */
export class Migration20261130060500KairosReview extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`alter table kairos_prediction add column if not exists review_on date;`)
    this.addSql(
      `create index if not exists kairos_prediction_review on kairos_prediction (review_on) where review_on is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_prediction_review;`)
    this.addSql(`alter table kairos_prediction drop column if exists review_on;`)
  }
}
