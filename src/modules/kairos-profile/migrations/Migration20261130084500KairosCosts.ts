import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What goods cost the shop, as its products say it, and what the goods of a purchase cost together: a night over a million customers
 * reads one figure per purchase instead of every line. A tier may now also change by a figure that is neither purchase nor refund.
 */
export class Migration20261130084500KairosCosts extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_unit_cost (
        item_id text not null,
        since date not null,
        cost numeric not null,
        currency_code text not null,
        primary key (item_id, since)
      );
    `)
    this.addSql(`
      alter table kairos_purchase
        add column if not exists goods_cost numeric,
        add column if not exists goods_known numeric,
        add column if not exists cost_currency text;
    `)
    this.addSql(
      `alter table kairos_tier_change drop constraint if exists kairos_tier_change_reason_check;`
    )
    this.addSql(
      `alter table kairos_tier_change add constraint kairos_tier_change_reason_check
         check (reason in ('purchase', 'refund', 'time', 'policy', 'history', 'figures'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`update kairos_tier_change set reason = 'time' where reason = 'figures';`)
    this.addSql(
      `alter table kairos_tier_change drop constraint if exists kairos_tier_change_reason_check;`
    )
    this.addSql(
      `alter table kairos_tier_change add constraint kairos_tier_change_reason_check
         check (reason in ('purchase', 'refund', 'time', 'policy', 'history'));`
    )
    this.addSql(
      `alter table kairos_purchase drop column if exists goods_cost, drop column if exists goods_known,
         drop column if exists cost_currency;`
    )
    this.addSql(`drop table if exists kairos_unit_cost;`)
  }
}
