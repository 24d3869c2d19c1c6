import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What became of every cart that ever had an item. It is kept after the purchase, because Medusa's own row only says how
 * the cart is now, and moves its `updated_at` for reasons that no shopper has.
 */
export class Migration20261122120500KairosCarts extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(`
      create table if not exists kairos_cart (
        cart_id text primary key,
        customer_id text,
        email text,
        currency_code text not null,
        item_count integer not null,
        item_total numeric not null,
        items_print text not null,
        contact_print text not null,
        choices text[] not null default '{}',
        state text not null check (state in ('active', 'abandoned', 'emptied', 'placed', 'recovered')),
        armed boolean not null default true,
        origin_cart_id text,
        first_seen_at timestamptz not null default now(),
        last_activity_at timestamptz not null,
        abandoned_at timestamptz,
        emptied_at timestamptz,
        placed_at timestamptz,
        recovered_at timestamptz,
        order_id text
      );
    `)
    this.addSql(
      `create index if not exists kairos_cart_open on kairos_cart (last_activity_at) where state in ('active', 'abandoned');`
    )
    this.addSql(
      `create index if not exists kairos_cart_recovered on kairos_cart (recovered_at) where state = 'recovered';`
    )
    this.addSql(
      `create index if not exists kairos_cart_customer on kairos_cart (customer_id, last_activity_at desc);`
    )
    this.addSql(
      `create index if not exists kairos_cart_origin on kairos_cart (origin_cart_id) where origin_cart_id is not null;`
    )
    // Moments look for customers who ordered lately and for those whose last order lies just so long ago.
    this.addSql(
      `create index if not exists kairos_profile_last_order on kairos_profile (last_order_at) where last_order_at is not null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists kairos_profile_last_order;`)
    this.addSql(`drop table if exists kairos_cart;`)
  }
}
