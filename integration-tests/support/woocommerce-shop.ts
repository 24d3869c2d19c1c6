import type { Connection } from "mysql2/promise"

/** An order as a test tells it; both layouts of WooCommerce are filled from the same. */
export type WooSample = {
  readonly id: number
  /** With the prefix that WooCommerce gives it. */
  readonly status: string
  readonly currency?: string
  readonly total: string
  readonly customer_id?: number
  readonly email?: string
  readonly at?: string
  readonly paid?: boolean
  readonly lines?: readonly WooLine[]
  readonly refunds?: readonly {
    readonly id: number
    readonly total: string
    readonly lines?: readonly (WooLine & { readonly of: number })[]
  }[]
}

type WooLine = {
  readonly item: number
  readonly product: number
  readonly variation?: number
  readonly quantity: number
  readonly subtotal: string
}

/** The tables of WordPress 6 and WooCommerce 9, with their columns and keys. */
const TABLES = (p: string): string => `
  create table ${p}posts (ID bigint unsigned not null auto_increment primary key, post_author bigint unsigned not null default 0,
    post_date datetime not null default '0000-00-00 00:00:00', post_date_gmt datetime not null default '0000-00-00 00:00:00',
    post_content longtext not null default '', post_title text not null default '', post_excerpt text not null default '',
    post_status varchar(20) not null default 'publish', post_name varchar(200) not null default '',
    post_parent bigint unsigned not null default 0, guid varchar(255) not null default '', menu_order int not null default 0,
    post_type varchar(20) not null default 'post', post_mime_type varchar(100) not null default '', comment_count bigint not null default 0,
    key type_status_date (post_type, post_status, post_date, ID), key post_parent (post_parent));
  create table ${p}postmeta (meta_id bigint unsigned not null auto_increment primary key, post_id bigint unsigned not null default 0,
    meta_key varchar(255), meta_value longtext, key post_id (post_id), key meta_key (meta_key(191)));
  create table ${p}options (option_id bigint unsigned not null auto_increment primary key, option_name varchar(191) not null unique,
    option_value longtext not null, autoload varchar(20) not null default 'yes');
  create table ${p}users (ID bigint unsigned not null auto_increment primary key, user_login varchar(60) not null default '',
    user_email varchar(100) not null default '', user_registered datetime not null default '0000-00-00 00:00:00');
  create table ${p}woocommerce_order_items (order_item_id bigint unsigned not null auto_increment primary key,
    order_item_name text not null, order_item_type varchar(200) not null default '', order_id bigint unsigned not null, key order_id (order_id));
  create table ${p}woocommerce_order_itemmeta (meta_id bigint unsigned not null auto_increment primary key,
    order_item_id bigint unsigned not null, meta_key varchar(255), meta_value longtext, key order_item_id (order_item_id), key meta_key (meta_key(32)));
  create table ${p}wc_orders (id bigint unsigned not null primary key, status varchar(20), currency varchar(10), type varchar(20),
    tax_amount decimal(26,8), total_amount decimal(26,8), customer_id bigint unsigned, billing_email varchar(320),
    date_created_gmt datetime, date_updated_gmt datetime, parent_order_id bigint unsigned, payment_method varchar(100),
    payment_method_title text, transaction_id varchar(100), ip_address varchar(100), user_agent text, customer_note text,
    key status (status), key parent_order_id (parent_order_id), key type_status_date (type, status, date_created_gmt));
  create table ${p}wc_order_addresses (id bigint unsigned not null auto_increment primary key, order_id bigint unsigned not null,
    address_type varchar(20), first_name text, last_name text, company text, address_1 text, address_2 text, city text, state text,
    postcode text, country text, email varchar(320), phone varchar(100), unique key address_type_order_id (address_type, order_id));
  create table ${p}wc_order_operational_data (id bigint unsigned not null auto_increment primary key, order_id bigint unsigned,
    created_via varchar(100), woocommerce_version varchar(20), prices_include_tax tinyint(1), coupon_usages_are_counted tinyint(1),
    download_permission_granted tinyint(1), cart_hash varchar(100), new_order_email_sent tinyint(1), order_key varchar(100),
    order_stock_reduced tinyint(1), date_paid_gmt datetime, date_completed_gmt datetime, shipping_tax_amount decimal(26,8),
    shipping_total_amount decimal(26,8), discount_tax_amount decimal(26,8), discount_total_amount decimal(26,8),
    recorded_sales tinyint(1), unique key order_id (order_id));`

const AT = "2024-03-01 10:00:00"

type Rows = Map<string, unknown[][]>

/** Makes a shop with these orders in the layout that is asked for. */
export async function makeWooShop(
  connection: Connection,
  options: {
    readonly prefix: string
    readonly layout: "hpos" | "posts"
    readonly orders: readonly WooSample[]
    readonly users: Readonly<Record<number, string>>
    readonly skus: Readonly<Record<number, string>>
  }
): Promise<void> {
  const { prefix, layout, orders } = options
  await connection.query(`set sql_mode = ''; ${TABLES(prefix)}`)
  const rows: Rows = new Map()
  const add = (table: string, ...row: unknown[]) => {
    const list = rows.get(table) ?? []
    list.push(row)
    rows.set(table, list)
  }
  const hpos = layout === "hpos"
  add(
    "options(option_name, option_value)",
    "woocommerce_custom_orders_table_enabled",
    hpos ? "yes" : "no"
  )
  Object.entries(options.users).forEach(([id, email]) => add("users(ID, user_email)", id, email))
  Object.entries(options.skus).forEach(([id, sku]) =>
    meta(add, "postmeta(post_id", id, { _sku: sku })
  )
  for (const order of orders) {
    if (hpos) {
      addOrder(add, order)
    } else {
      addPost(add, order)
    }
    const owners = [order, ...(order.refunds ?? [])]
    owners.forEach((owner) => (owner.lines ?? []).forEach((line) => addItem(add, owner.id, line)))
  }
  for (const [table, values] of rows) {
    for (let start = 0; start < values.length; start += 2000) {
      await connection.query(`insert into ${prefix}${table} values ?`, [
        values.slice(start, start + 2000),
      ])
    }
  }
}

type Add = (table: string, ...row: unknown[]) => void

function addOrder(add: Add, order: WooSample): void {
  const table =
    "wc_orders(id, status, currency, type, total_amount, customer_id, billing_email, date_created_gmt, parent_order_id)"
  const { currency = "EUR", at = AT } = order
  add(
    table,
    order.id,
    order.status,
    currency,
    "shop_order",
    order.total,
    order.customer_id ?? 0,
    order.email ?? null,
    at,
    0
  )
  add("wc_order_operational_data(order_id, date_paid_gmt)", order.id, order.paid ? at : null)
  for (const refund of order.refunds ?? []) {
    add(
      table,
      refund.id,
      "wc-completed",
      currency,
      "shop_order_refund",
      `-${refund.total}`,
      0,
      null,
      at,
      order.id
    )
  }
}

function addPost(add: Add, order: WooSample): void {
  const table = "posts(ID, post_status, post_type, post_parent, post_date, post_date_gmt)"
  const { currency = "EUR", at = AT } = order
  add(table, order.id, order.status, "shop_order", 0, at, at)
  meta(add, "postmeta(post_id", order.id, {
    _order_total: order.total,
    _order_currency: currency,
    _customer_user: String(order.customer_id ?? 0),
    ...(order.email === undefined ? {} : { _billing_email: order.email }),
    ...(order.paid ? { _date_paid: "1709287200" } : {}),
  })
  for (const refund of order.refunds ?? []) {
    add(table, refund.id, "wc-completed", "shop_order_refund", order.id, at, at)
    meta(add, "postmeta(post_id", refund.id, {
      _order_total: `-${refund.total}`,
      _refund_amount: refund.total,
    })
  }
}

function addItem(add: Add, owner: number, line: WooLine & { readonly of?: number }): void {
  add(
    "woocommerce_order_items(order_item_id, order_item_name, order_item_type, order_id)",
    line.item,
    `Product ${line.product}`,
    "line_item",
    owner
  )
  meta(add, "woocommerce_order_itemmeta(order_item_id", line.item, {
    _product_id: String(line.product),
    _variation_id: String(line.variation ?? 0),
    _qty: String(line.quantity),
    _line_subtotal: line.subtotal,
    ...(line.of === undefined ? {} : { _refunded_item_id: String(line.of) }),
  })
}

function meta(
  add: Add,
  table: string,
  owner: number | string,
  values: Readonly<Record<string, string>>
): void {
  Object.entries(values).forEach(([key, value]) =>
    add(`${table}, meta_key, meta_value)`, owner, key, value)
  )
}
