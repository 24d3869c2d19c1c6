import { BigNumber } from "bignumber.js"
import { normaliseEmail } from "../core/identity/email"
import { fromMinorUnits } from "./currency-decimals"
import { dateReader } from "./history-date"
import { ImportError } from "./import-error"
import {
  costOf,
  currencyOf,
  decimalOf,
  fullOffset,
  groupBy,
  type LeftOut,
  type OrderSource,
  type SourceOrder,
  sorted,
  SOURCE_BATCH,
} from "./order-source"
import type { ImportedLine } from "./purchase-row"
import { openSourceDatabase, type SourceDatabase, type SourceReader } from "./source-database"
import type { LineColumn, Mapped, OrderColumn, SqlMapping } from "./sql-mapping"

type Row<C extends string> = Readonly<Partial<Record<C, string | null>>>

/**
 * Orders of any SQL shop, as a mapping file describes it.
 * @throws ImportError when the database has not what the mapping names
 */
export async function openSqlOrders(
  url: string,
  mapping: SqlMapping,
  options: { readonly now: string }
): Promise<OrderSource> {
  const database = await openSourceDatabase(url)
  const readDate = dateReader(mapping.time_zone, options.now)
  try {
    await proveMapping(database, mapping)
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    origin: `sql ${database.origin}`,
    count: () =>
      database.snapshot(async (reader) => {
        const [row] = await reader.query<{ orders: string }>(
          `select count(*) as orders from ${fromOf(reader, mapping.orders)}`
        )
        return Number(row?.orders ?? 0)
      }),
    read: (after) =>
      database.snapshot(async (reader) => {
        const page = await pageOf(reader, mapping.orders, after, SOURCE_BATCH)
        const lines = await linesOf(reader, mapping, page.map(idOf))
        const last = page.at(-1)
        const orders = page.map((row) =>
          orderOf(row, lines.get(idOf(row)) ?? [], mapping, readDate)
        )
        return last === undefined ? null : sorted(orders, idOf(last))
      }),
    close: database.close,
  }
}

const idOf = (row: Row<OrderColumn>): string => row.order_id as string

/** What is misspelt says so before anything is read, and says in which part. */
async function proveMapping(database: SourceDatabase, mapping: SqlMapping): Promise<void> {
  for (const [field, mapped] of [
    ["orders", mapping.orders],
    ["lines", mapping.lines],
  ] as const) {
    if (mapped !== null) {
      await database
        .snapshot((reader) =>
          reader.query(
            `select ${columnsOf(reader, mapped)} from ${fromOf(reader, mapped)} where 1 = 0`
          )
        )
        .catch((error: unknown) => {
          throw new ImportError(
            `${field} of the mapping does not fit the database: ${(error as Error).message}; ` +
              `check the names of its ${mapped.kind === "table" ? "table and columns" : "SELECT and what it names with AS"}`
          )
        })
    }
  }
}

const fromOf = (reader: SourceReader, mapped: Mapped<string>): string =>
  mapped.kind === "table" ? reader.quote(mapped.table) : `(${mapped.select}) kairos_source`

/** `"bestell_nr" as "order_id", …` */
function columnsOf(reader: SourceReader, mapped: Mapped<string>): string {
  const names: readonly (readonly [string, string])[] =
    mapped.kind === "table"
      ? Object.entries(mapped.columns).map(([name, own]) => [name, own as string] as const)
      : mapped.columns.map((name) => [name, name] as const)
  return names.map(([name, own]) => `${reader.quote(own)} as ${reader.quote(name)}`).join(", ")
}

const columnOf = (reader: SourceReader, mapped: Mapped<string>, name: string): string =>
  reader.quote(mapped.kind === "table" ? (mapped.columns[name] as string) : name)

function pageOf(
  reader: SourceReader,
  orders: SqlMapping["orders"],
  after: string | null,
  limit: number
): Promise<Row<OrderColumn>[]> {
  const key = columnOf(reader, orders, "order_id")
  return reader.query(
    `select ${columnsOf(reader, orders)} from ${fromOf(reader, orders)}
     where ${key} is not null ${after === null ? "" : `and ${key} > :after`}
     order by ${key} limit ${limit}`,
    after === null ? {} : { after }
  )
}

async function linesOf(
  reader: SourceReader,
  { lines }: SqlMapping,
  order_ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Row<LineColumn>[]>> {
  if (lines === null || order_ids.length === 0) {
    return new Map()
  }
  const rows = await reader.query<Row<LineColumn>>(
    `select ${columnsOf(reader, lines)} from ${fromOf(reader, lines)}
     where ${columnOf(reader, lines, "order_id")} in (:...ids)`,
    { ids: [...order_ids] }
  )
  return groupBy(rows, (row) => row.order_id as string)
}

function orderOf(
  row: Row<OrderColumn>,
  rows: readonly Row<LineColumn>[],
  mapping: SqlMapping,
  readDate: (text: string) => string | null
): SourceOrder | LeftOut {
  const { statuses } = mapping
  if (statuses.left_out.includes(row.status ?? "")) {
    return "draft"
  }
  const email = row.email ? normaliseEmail(row.email) : null
  const key = email ?? (row.customer_id || null)
  if (key === null) {
    return "no_customer"
  }
  const occurred_at = readDate(fullOffset(row.date ?? ""))
  if (occurred_at === null) {
    return "bad_date"
  }
  const currency_code = currencyOf(row.currency ?? mapping.currency)
  if (currency_code === null) {
    return "bad_currency"
  }
  const money = (amount: string | null | undefined): string | null =>
    mapping.minor_units
      ? fromMinorUnits(amount, currency_code, mapping.decimals)
      : decimalOf(amount)
  const lines = rows.flatMap((line) => lineOf(line, money))
  const total = row.total === undefined ? totalOf(lines) : money(row.total)
  const refunded = money(row.refunded ?? "0")
  if (total === null || refunded === null || (row.total === undefined && lines.length === 0)) {
    return "bad_amount"
  }
  const canceled = statuses.canceled.includes(row.status ?? "")
  const customer = { key, email }
  return {
    order_id: idOf(row),
    occurred_at,
    currency_code,
    total,
    refunded,
    canceled,
    lines,
    customer,
  }
}

const totalOf = (lines: readonly ImportedLine[]): string =>
  lines
    .reduce(
      (sum, line) => sum.plus(new BigNumber(line.unit_price).times(line.quantity)),
      new BigNumber(0)
    )
    .toFixed()

function lineOf(
  row: Row<LineColumn>,
  money: (amount: string | null | undefined) => string | null
): ImportedLine[] {
  const quantity = Math.round(Number(row.quantity ?? 0))
  const unit_price = money(row.unit_price)
  return quantity > 0 && unit_price !== null
    ? [
        {
          sku: row.sku || null,
          title: row.title || null,
          quantity,
          unit_price,
          unit_cost: costOf(money(row.unit_cost)),
        },
      ]
    : []
}
