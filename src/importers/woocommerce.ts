import { BigNumber } from "bignumber.js"
import { normaliseEmail } from "../core/identity/email"
import { dateReader } from "./history-date"
import { ImportError } from "./import-error"
import {
  currencyOf,
  decimalOf,
  groupBy,
  type LeftOut,
  type OrderSource,
  type SourceOrder,
  sorted,
  SOURCE_BATCH,
  sumOf,
} from "./order-source"
import type { ImportedLine } from "./purchase-row"
import { openSourceDatabase, type SourceReader } from "./source-database"
import { type WooLayout, wooPrefix, wooTables } from "./woocommerce-tables"

export type WooOptions = {
  readonly prefix?: string
  /** WordPress' zone, for the few orders whose date is kept in it alone. */
  readonly timeZone: string
  readonly now: string
}

/** One order or refund, of either layout. */
type WooOrder = {
  readonly id: string
  readonly status: string
  readonly currency: string | null
  readonly total: string | null
  /** "0" for a guest. */
  readonly customer_id: string
  readonly billing_email: string | null
  readonly created_gmt: string | null
  readonly created_local: string | null
  readonly paid: boolean
}

type WooRefund = { readonly id: string; readonly order_id: string; readonly total: string | null }

/**
 * Orders of a WooCommerce database, read with their refunds (orders of their own that point at their parent), lines and
 * accounts.
 * @throws ImportError when it is none
 */
export async function openWooCommerce(url: string, options: WooOptions): Promise<OrderSource> {
  const look = await openSourceDatabase(url)
  const names = await look.tables().finally(look.close)
  if (look.kind !== "mysql") {
    throw new ImportError(
      "WooCommerce lives in MySQL or MariaDB; expected mysql://user:password@host:3306/name"
    )
  }
  const prefix = wooPrefix(names, options.prefix)
  const database = await openSourceDatabase(url, wooTables(prefix, names))
  const layout = await database.snapshot((reader) =>
    layoutOf(reader, names.has(`${prefix}wc_orders`))
  )
  const orders = layout === "hpos" ? HPOS : POSTS
  return {
    origin: `woocommerce ${database.origin} ${prefix}`,
    count: () => database.snapshot(orders.count),
    read: (after) =>
      database.snapshot(async (reader) => {
        const page = await orders.page(reader, after ?? "0", SOURCE_BATCH)
        const last = page.at(-1)
        return last === undefined
          ? null
          : sorted(await readOrders(reader, orders, page, options), last.id)
      }),
    close: database.close,
  }
}

async function layoutOf(reader: SourceReader, hasOrders: boolean): Promise<WooLayout> {
  if (!hasOrders) {
    return "posts"
  }
  const [option] = await reader.rows<{ option_value: string }>("options", "t.option_name = :name", {
    name: "woocommerce_custom_orders_table_enabled",
  })
  return option === undefined || option.option_value === "yes" ? "hpos" : "posts"
}

type Layout = {
  readonly count: (reader: SourceReader) => Promise<number>
  readonly page: (reader: SourceReader, after: string, limit: number) => Promise<WooOrder[]>
  readonly refunds: (reader: SourceReader, order_ids: readonly string[]) => Promise<WooRefund[]>
}

const ORDERS = "t.type = 'shop_order'"

const HPOS: Layout = {
  count: (reader) => reader.count("wc_orders", ORDERS),
  page: async (reader, after, limit) => {
    const rows = await reader.rows<Row>(
      "wc_orders",
      `t.id > :after and ${ORDERS}`,
      { after },
      { orderBy: "id", limit }
    )
    const ids = rows.map((row) => row.id as string)
    const of = async (table: string, where: string) =>
      new Map(
        (await childrenOf<Row>(reader, table, "order_id", ids, where)).map((row) => [
          row.order_id,
          row,
        ])
      )
    const details = await of("wc_order_operational_data", "")
    const addresses = await of("wc_order_addresses", "and t.address_type = 'billing'")
    return rows.map((row) => ({
      id: row.id as string,
      status: row.status ?? "",
      currency: row.currency ?? null,
      total: row.total_amount ?? null,
      customer_id: row.customer_id ?? "0",
      billing_email: row.billing_email || addresses.get(row.id as string)?.email || null,
      created_gmt: row.date_created_gmt ?? null,
      created_local: null,
      paid: isDate(details.get(row.id as string)?.date_paid_gmt),
    }))
  },
  refunds: async (reader, ids) =>
    (
      await childrenOf<Row>(
        reader,
        "wc_orders",
        "parent_order_id",
        ids,
        "and t.type = 'shop_order_refund'"
      )
    ).map((row) => ({
      id: row.id as string,
      order_id: row.parent_order_id as string,
      total: row.total_amount ?? null,
    })),
}

const POST_ORDERS = "t.post_type = 'shop_order'"
const POST_META = [
  "_order_total",
  "_order_currency",
  "_billing_email",
  "_customer_user",
  "_date_paid",
  "_paid_date",
]

const POSTS: Layout = {
  count: (reader) => reader.count("posts", POST_ORDERS),
  page: async (reader, after, limit) => {
    const rows = await reader.rows<Row>(
      "posts",
      `t.ID > :after and ${POST_ORDERS}`,
      { after },
      { orderBy: "ID", limit }
    )
    const meta = await metaOf(
      reader,
      "postmeta",
      "post_id",
      rows.map((row) => row.ID as string),
      POST_META
    )
    return rows.map((row) => {
      const of = meta.get(row.ID as string) ?? {}
      return {
        id: row.ID as string,
        status: row.post_status ?? "",
        currency: of._order_currency ?? null,
        total: of._order_total ?? null,
        customer_id: of._customer_user || "0",
        billing_email: of._billing_email || null,
        created_gmt: row.post_date_gmt ?? null,
        created_local: row.post_date ?? null,
        paid: Boolean(of._date_paid || of._paid_date),
      }
    })
  },
  refunds: async (reader, ids) => {
    const rows = await childrenOf<Row>(
      reader,
      "posts",
      "post_parent",
      ids,
      "and t.post_type = 'shop_order_refund'"
    )
    const meta = await metaOf(
      reader,
      "postmeta",
      "post_id",
      rows.map((row) => row.ID as string),
      ["_order_total", "_refund_amount"]
    )
    return rows.map((row) => {
      const of = meta.get(row.ID as string)
      return {
        id: row.ID as string,
        order_id: row.post_parent as string,
        total: of?._refund_amount ?? of?._order_total ?? null,
      }
    })
  },
}

type Row = Readonly<Record<string, string | null | undefined>>
type Meta = Readonly<Record<string, string | null>>

async function childrenOf<T>(
  reader: SourceReader,
  table: string,
  column: string,
  ids: readonly string[],
  where = ""
): Promise<T[]> {
  return ids.length === 0
    ? []
    : reader.rows<T>(table, `t.${column} in (:...ids) ${where}`, { ids: [...ids] })
}

/** WordPress' meta, by what it belongs to; of a key that is there twice the last counts. */
async function metaOf(
  reader: SourceReader,
  table: string,
  column: string,
  ids: readonly string[],
  keys: readonly string[]
): Promise<ReadonlyMap<string, Meta>> {
  const rows =
    ids.length === 0
      ? []
      : await reader.rows<Row>(table, `t.${column} in (:...ids) and t.meta_key in (:...keys)`, {
          ids: [...ids],
          keys: [...keys],
        })
  const byOwner = groupBy(rows, (row) => row[column] as string)
  return new Map(
    [...byOwner].map(([owner, own]) => [
      owner,
      Object.fromEntries(own.map((row) => [row.meta_key as string, row.meta_value ?? null])),
    ])
  )
}

async function readOrders(
  reader: SourceReader,
  layout: Layout,
  page: readonly WooOrder[],
  options: WooOptions
): Promise<(SourceOrder | LeftOut)[]> {
  const refunds = await layout.refunds(
    reader,
    page.map(({ id }) => id)
  )
  const lines = await linesOf(
    reader,
    page.map(({ id }) => id),
    refunds
  )
  const accounts = new Map(
    (
      await childrenOf<Row>(
        reader,
        "users",
        "ID",
        page.map(({ customer_id }) => customer_id).filter((id) => id !== "0")
      )
    ).map((row) => [row.ID as string, row.user_email ?? null])
  )
  const refundsOf = groupBy(refunds, ({ order_id }) => order_id)
  const readGmt = dateReader("UTC", options.now)
  const readLocal = dateReader(options.timeZone, options.now)
  return page.map((order) =>
    orderOf(order, {
      refunds: refundsOf.get(order.id) ?? [],
      lines: lines.get(order.id) ?? [],
      email: accounts.get(order.customer_id) || order.billing_email,
      occurred_at: readGmt(order.created_gmt ?? "") ?? readLocal(order.created_local ?? ""),
    })
  )
}

/** Statuses are kept with the prefix `wc-`, except WordPress' own. */
const DRAFTS = ["auto-draft", "draft", "checkout-draft", "trash", "new"]
/** WooCommerce itself takes these for paid, also where no day of payment is kept (cash on delivery). */
const PAID = ["processing", "completed", "refunded"]

function orderOf(
  order: WooOrder,
  known: {
    readonly refunds: readonly WooRefund[]
    readonly lines: readonly ImportedLine[]
    readonly email: string | null
    readonly occurred_at: string | null
  }
): SourceOrder | LeftOut {
  const status = order.status.replace(/^wc-/, "")
  const canceled = status === "cancelled"
  if (DRAFTS.includes(status)) {
    return "draft"
  }
  if (!canceled && !order.paid && !PAID.includes(status)) {
    return "unpaid"
  }
  const email = known.email ? normaliseEmail(known.email) : null
  const key = email ?? (order.customer_id === "0" ? null : order.customer_id)
  if (key === null) {
    return "no_customer"
  }
  if (known.occurred_at === null) {
    return "bad_date"
  }
  const currency_code = currencyOf(order.currency)
  if (currency_code === null) {
    return "bad_currency"
  }
  const total = decimalOf(order.total)
  if (total === null) {
    return "bad_amount"
  }
  const refunded = sumOf(
    known.refunds.map((refund) => decimalOf(refund.total)?.replace("-", "") ?? null)
  )
  return {
    order_id: order.id,
    occurred_at: known.occurred_at,
    currency_code,
    total,
    // An order that was set to "refunded" without a refund of its own was given back whole.
    refunded: status === "refunded" && refunded === "0" ? total : refunded,
    canceled,
    lines: known.lines,
    customer: { key, email },
  }
}

const ITEM_META = ["_product_id", "_variation_id", "_qty", "_line_subtotal", "_refunded_item_id"]

/** What was bought less what a refund names as given back. */
async function linesOf(
  reader: SourceReader,
  order_ids: readonly string[],
  refunds: readonly WooRefund[]
): Promise<ReadonlyMap<string, readonly ImportedLine[]>> {
  const owners = [...order_ids, ...refunds.map(({ id }) => id)]
  const items = await childrenOf<Row>(
    reader,
    "woocommerce_order_items",
    "order_id",
    owners,
    "and t.order_item_type = 'line_item'"
  )
  const meta = await metaOf(
    reader,
    "woocommerce_order_itemmeta",
    "order_item_id",
    items.map((item) => item.order_item_id as string),
    ITEM_META
  )
  const parts = items
    .map((item) => ({ item, meta: meta.get(item.order_item_id as string) ?? {} }))
    .sort((a, b) => Number(a.item.order_item_id) - Number(b.item.order_item_id))
  const back = new Map<string, number>()
  for (const { meta: of } of parts.filter((part) => part.meta._refunded_item_id)) {
    const item = of._refunded_item_id as string
    back.set(item, (back.get(item) ?? 0) + Math.abs(Number(of._qty ?? 0)))
  }
  const skus = await skusOf(
    reader,
    parts.map(({ meta: of }) => of)
  )
  const orders = new Set(order_ids)
  const bought = parts.filter(({ item }) => orders.has(item.order_id as string))
  const byOrder = groupBy(bought, ({ item }) => item.order_id as string)
  return new Map(
    [...byOrder].map(([order, own]) => [
      order,
      own.flatMap(({ item, meta: of }) =>
        lineOf(item, of, back.get(item.order_item_id as string) ?? 0, skus)
      ),
    ])
  )
}

function lineOf(
  item: Row,
  meta: Meta,
  back: number,
  skus: ReadonlyMap<string, string>
): ImportedLine[] {
  const quantity = Number(meta._qty ?? 0)
  const kept = Math.round(quantity - back)
  const subtotal = decimalOf(meta._line_subtotal)
  if (!(kept > 0) || subtotal === null) {
    return []
  }
  return [
    {
      sku: skuOf(meta, skus),
      title: item.order_item_name ?? null,
      quantity: kept,
      unit_price: new BigNumber(subtotal).div(quantity).decimalPlaces(8).toFixed(),
    },
  ]
}

/** Products are posts in both layouts. */
async function skusOf(
  reader: SourceReader,
  metas: readonly Meta[]
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(
    metas.flatMap((meta) => [meta._product_id, meta._variation_id]).filter((id) => id && id !== "0")
  )
  const meta = await metaOf(reader, "postmeta", "post_id", [...ids] as string[], ["_sku"])
  return new Map([...meta].flatMap(([id, { _sku }]) => (_sku ? [[id, _sku] as const] : [])))
}

/** The variation's, else the product's; a product without one is known by its id. */
function skuOf(meta: Meta, skus: ReadonlyMap<string, string>): string | null {
  const ids = [meta._variation_id, meta._product_id].filter(
    (id): id is string => Boolean(id) && id !== "0"
  )
  return ids.map((id) => skus.get(id)).find(Boolean) ?? (ids[0] === undefined ? null : `#${ids[0]}`)
}

const isDate = (text: string | null | undefined): boolean =>
  Boolean(text) && !text?.startsWith("0000")
