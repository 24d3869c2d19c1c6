import { normaliseEmail } from "../core/identity/email"
import { fromMinorUnits } from "./currency-decimals"
import { dateReader } from "./history-date"
import { ImportError } from "./import-error"
import {
  currencyOf,
  fullOffset,
  groupBy,
  type LeftOut,
  type OrderSource,
  type SourceOrder,
  sorted,
  SOURCE_BATCH,
  sumOf,
} from "./order-source"
import type { ImportedLine } from "./purchase-row"
import { kindOf, openSourceDatabase, type SourceReader, type SourceTable } from "./source-database"

export type MedusaV1Options = {
  readonly now: string
  /** Decimals of currencies where the shop does not keep to ISO 4217. */
  readonly decimals: Readonly<Record<string, number>>
}

const table = (name: string, ...columns: string[]): SourceTable => ({ name, key: "id", columns })

/** Medusa 1.x, as its own migrations lay it out. What an edit, a swap or a claim adds points at the order through its own table. */
const TABLES: readonly SourceTable[] = [
  table(
    "order",
    "status",
    "payment_status",
    "customer_id",
    "email",
    "currency_code",
    "canceled_at",
    "created_at"
  ),
  table(
    "line_item",
    "order_id",
    "swap_id",
    "claim_order_id",
    "title",
    "variant_id",
    "unit_price",
    "quantity",
    "returned_quantity",
    "is_return",
    "created_at"
  ),
  table("payment", "order_id", "amount", "amount_refunded", "canceled_at"),
  table("refund", "order_id", "amount"),
  table("swap", "order_id", "canceled_at"),
  table("claim_order", "order_id", "canceled_at"),
  table("customer", "email"),
  table("product_variant", "sku"),
]

type Row = Readonly<Record<string, string | null>>

/**
 * Orders of a Medusa 1.x database. What was paid is what its payments say (also those of swaps), what was given back its refunds,
 * which returns, swaps and claims make as well.
 * @throws ImportError when it is none
 */
export async function openMedusaV1(url: string, options: MedusaV1Options): Promise<OrderSource> {
  if (kindOf(url) !== "postgres") {
    throw new ImportError(
      "Medusa 1.x lives in Postgres; expected postgres://user:password@host:5432/name"
    )
  }
  const database = await openSourceDatabase(url, TABLES)
  const names = await database.tables()
  const missing = TABLES.filter(({ name }) => !names.has(name))
  if (missing.length > 0) {
    await database.close()
    throw new ImportError(
      `this database holds no Medusa 1.x shop: it has no table ${missing.map(({ name }) => `"${name}"`).join(", ")}; check its address`
    )
  }
  return {
    origin: `medusa-v1 ${database.origin}`,
    count: () => database.snapshot((reader) => reader.count("order", "true")),
    read: (after) =>
      database.snapshot(async (reader) => {
        const page = await reader.rows<Row>(
          "order",
          "t.id > :after",
          { after: after ?? "" },
          {
            orderBy: "id",
            limit: SOURCE_BATCH,
          }
        )
        const last = page.at(-1)
        return last === undefined
          ? null
          : sorted(await readOrders(reader, page, options), last.id as string)
      }),
    close: database.close,
  }
}

async function readOrders(
  reader: SourceReader,
  page: readonly Row[],
  options: MedusaV1Options
): Promise<(SourceOrder | LeftOut)[]> {
  const ids = page.map(({ id }) => id as string)
  const payments = groupBy(await within(reader, "payment", "order_id", ids), orderIdOf)
  const refunds = groupBy(await within(reader, "refund", "order_id", ids), orderIdOf)
  const lines = await linesOf(reader, ids)
  const customers = await within(
    reader,
    "customer",
    "id",
    page.map(({ customer_id }) => customer_id ?? "")
  )
  const emails = new Map(customers.map(({ id, email }) => [id, email]))
  const readDate = dateReader("UTC", options.now)
  return page.map((order) => {
    const id = order.id as string
    return orderOf(order, {
      payments: payments.get(id) ?? [],
      refunds: refunds.get(id) ?? [],
      lines: lines.get(id) ?? [],
      email: emails.get(order.customer_id ?? "") || order.email || null,
      occurred_at: readDate(fullOffset(order.created_at ?? "")),
      decimals: options.decimals,
    })
  })
}

function within(
  reader: SourceReader,
  name: string,
  column: string,
  ids: readonly string[],
  where = ""
): Promise<Row[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : reader.rows<Row>(name, `t.${column} in (:...ids) ${where}`, { ids: [...new Set(ids)] })
}

const orderIdOf = (row: Row): string => row.order_id as string

function orderOf(
  order: Row,
  known: {
    readonly payments: readonly Row[]
    readonly refunds: readonly Row[]
    readonly lines: readonly Row[]
    readonly email: string | null
    readonly occurred_at: string | null
    readonly decimals: Readonly<Record<string, number>>
  }
): SourceOrder | LeftOut {
  if (order.status === "requires_action" || order.payment_status === "requires_action") {
    return "unpaid"
  }
  const email = known.email === null ? null : normaliseEmail(known.email)
  const key = email ?? order.customer_id ?? null
  if (key === null) {
    return "no_customer"
  }
  if (known.occurred_at === null) {
    return "bad_date"
  }
  const currency_code = currencyOf(order.currency_code ?? null)
  if (currency_code === null) {
    return "bad_currency"
  }
  const money = (amount: string | null | undefined) =>
    fromMinorUnits(amount, currency_code, known.decimals)
  const valid = known.payments.filter((payment) => payment.canceled_at === null)
  const refunded = [
    sumOf(known.refunds.map((refund) => money(refund.amount))),
    sumOf(valid.map((payment) => money(payment.amount_refunded))),
  ].sort((a, b) => Number(b) - Number(a))[0] as string
  return {
    order_id: order.id as string,
    occurred_at: known.occurred_at,
    currency_code,
    total: sumOf(valid.map((payment) => money(payment.amount))),
    refunded,
    canceled:
      order.status === "canceled" ||
      order.canceled_at !== null ||
      order.payment_status === "canceled",
    lines: known.lines.flatMap((line) => lineOf(line, money)),
    customer: { key, email },
  }
}

/** The lines of orders, of their swaps and of the replacements of their claims, with their variants' SKU, by order. */
async function linesOf(
  reader: SourceReader,
  order_ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const own = await within(reader, "line_item", "order_id", order_ids)
  const added = async (name: string, column: string): Promise<Row[]> => {
    const parents = await within(reader, name, "order_id", order_ids, "and t.canceled_at is null")
    const orders = new Map(parents.map((parent) => [parent.id, parent.order_id]))
    const items = await within(reader, "line_item", column, [...orders.keys()] as string[])
    return items.map((item) => ({ ...item, order_id: orders.get(item[column] ?? "") ?? null }))
  }
  const lines = [
    ...own,
    ...(await added("swap", "swap_id")),
    ...(await added("claim_order", "claim_order_id")),
  ].filter((line) => line.is_return !== "t" && line.is_return !== "true")
  const variants = await within(
    reader,
    "product_variant",
    "id",
    lines.flatMap(({ variant_id }) => (variant_id === null ? [] : [variant_id as string]))
  )
  const skus = new Map(variants.map(({ id, sku }) => [id, sku]))
  // An item that a swap or an edit moved may be reached on two ways.
  const distinct = [...new Map(lines.map((line) => [line.id, line])).values()].sort((a, b) =>
    `${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? -1 : 1
  )
  return groupBy(
    distinct.map((line) => ({
      ...line,
      sku: skus.get(line.variant_id ?? "") ?? line.variant_id ?? null,
    })),
    orderIdOf
  )
}

function lineOf(
  line: Row,
  money: (amount: string | null | undefined) => string | null
): ImportedLine[] {
  const quantity = Number(line.quantity ?? 0) - Number(line.returned_quantity ?? 0)
  const unit_price = money(line.unit_price)
  return quantity > 0 && unit_price !== null
    ? [{ sku: line.sku ?? null, title: line.title ?? null, quantity, unit_price }]
    : []
}
