import { ImportError } from "./import-error"
import type { SourceTable } from "./source-database"

/** WooCommerce keeps orders in tables of its own (HPOS, since 8.2 the default), or, before, among WordPress' posts. */
export type WooLayout = "hpos" | "posts"

const META = ["meta_key", "meta_value"]

/** @param names as they are in the database */
export function wooTables(prefix: string, names: ReadonlySet<string>): readonly SourceTable[] {
  const table = (name: string, key: string, columns: readonly string[]): SourceTable => ({
    name,
    table: prefix + name,
    key,
    columns,
  })
  return [
    table("wc_orders", "id", [
      "status",
      "currency",
      "type",
      "total_amount",
      "customer_id",
      "billing_email",
      "date_created_gmt",
      "parent_order_id",
    ]),
    table("wc_order_addresses", "id", ["order_id", "address_type", "email"]),
    table("wc_order_operational_data", "id", ["order_id", "date_paid_gmt"]),
    table("posts", "ID", ["post_status", "post_parent", "post_type", "post_date", "post_date_gmt"]),
    table("postmeta", "meta_id", ["post_id", ...META]),
    table("woocommerce_order_items", "order_item_id", [
      "order_id",
      "order_item_name",
      "order_item_type",
    ]),
    table("woocommerce_order_itemmeta", "meta_id", ["order_item_id", ...META]),
    table("options", "option_id", ["option_name", "option_value"]),
    { ...table("users", "ID", ["user_email"]), table: usersTable(prefix, names) },
  ]
}

/** The sites of a network share their users: `wp_2_posts`, but `wp_users`. */
const usersTable = (prefix: string, names: ReadonlySet<string>): string =>
  [`${prefix}users`, `${prefix.replace(/\d+_$/, "")}users`].find((name) => names.has(name)) ??
  `${prefix}users`

const MARK = "woocommerce_order_items"

/**
 * The prefix of WordPress' tables: the given one, or that of the only shop in the database.
 * @throws ImportError when there is none, or more than one to choose from
 */
export function wooPrefix(names: ReadonlySet<string>, wanted: string | undefined): string {
  const found = [...names]
    .filter((name) => name.endsWith(MARK))
    .map((name) => name.slice(0, -MARK.length))
    .sort()
  if (found.length === 0) {
    throw new ImportError(
      `this database holds no WooCommerce shop: no table is called wp_${MARK}, with whatever prefix; check its address`
    )
  }
  const prefix = wanted ?? (found.length === 1 ? found[0] : undefined)
  if (prefix === undefined || !found.includes(prefix)) {
    const why =
      wanted === undefined ? "holds several shops" : `holds no shop with prefix "${wanted}"`
    throw new ImportError(`this database ${why}; choose with --table-prefix ${found.join(", or ")}`)
  }
  return prefix
}
