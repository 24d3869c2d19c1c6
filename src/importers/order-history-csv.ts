import { normaliseEmail } from "../core/identity/email"
import { type ColumnMap, findColumns, type HistoryField } from "./history-columns"
import { dateReader } from "./history-date"
import { ImportError } from "./import-error"
import { readTable, type TableRecord } from "./read-table"

/** One usable line of one order. */
export type HistoryLine = {
  readonly order_id: string
  /** The customer's id in the history, not Medusa's. At least one of id and e-mail is there. */
  readonly customer_id: string | null
  readonly email: string | null
  /** ISO 8601 in UTC. */
  readonly occurred_at: string
  readonly sku: string
  readonly title: string | null
  readonly quantity: number
  /** Decimal string, above zero. */
  readonly unit_price: string
  readonly currency_code: string
  readonly country: string | null
}

export const REJECTIONS = [
  "unreadable",
  "no_order",
  "no_customer",
  "no_product",
  "cancelled",
  "bad_quantity",
  "zero_quantity",
  "negative_quantity",
  "bad_price",
  "zero_price",
  "negative_price",
  "bad_date",
  "bad_currency",
  "mixed_order",
] as const
export type Rejection = (typeof REJECTIONS)[number]

export type HistoryCounts = {
  /** Lines after the header; `usable` and all of `rejected` add up to it. */
  readonly lines: number
  readonly usable: number
  readonly rejected: Readonly<Record<Rejection, number>>
  readonly orders: number
  readonly customers: number
  readonly products: number
  readonly first_at: string | null
  readonly last_at: string | null
}

export type HistoryOptions = {
  readonly map?: Readonly<Partial<Record<HistoryField, string>>>
  /** For lines without a currency of their own; lower case. */
  readonly currency?: string
  /** For dates without an offset. */
  readonly timeZone: string
  /** Later dates (by more than a day) are refused. ISO instant. */
  readonly now: string
}

/** A product as the history shows it, also where none of its lines can be used as a purchase. */
export type HistoryProduct = {
  readonly sku: string
  readonly title: string | null
  /** The price that most lines have; decimal string. */
  readonly unit_price: string
}

export type OrderHistory = {
  /** Batches of usable lines, to be read once, to their end; counts and products are complete then. */
  readonly lines: AsyncIterable<readonly HistoryLine[]>
  readonly counts: () => HistoryCounts
  readonly products: () => readonly HistoryProduct[]
}

type Seen = {
  lines: number
  usable: number
  readonly rejected: Record<Rejection, number>
  readonly orders: Map<string, string>
  readonly customers: Set<string>
  readonly products: Map<string, ProductSeen>
  readonly bought: Set<string>
  first_at: string | null
  last_at: string | null
}

type ProductSeen = { title: string | null; readonly prices: Map<string, number> }

/**
 * Opens the order history of another platform: CSV or CSV.gz, one row per order line. A line that cannot be used is
 * counted by its reason, never silently dropped.
 * @throws ImportError when the file or its header cannot be used
 */
export async function openOrderHistory(
  file: string,
  options: HistoryOptions
): Promise<OrderHistory> {
  const { header, batches } = await readTable(file)
  const columns = findColumns(header, options.map ?? {}, file)
  if (columns.currency === undefined && options.currency === undefined) {
    throw new ImportError(
      `${file} has no column for currency; say in which currency its prices are with --currency eur`
    )
  }
  const seen: Seen = {
    lines: 0,
    usable: 0,
    rejected: Object.fromEntries(REJECTIONS.map((reason) => [reason, 0])) as Seen["rejected"],
    orders: new Map(),
    customers: new Set(),
    products: new Map(),
    bought: new Set(),
    first_at: null,
    last_at: null,
  }
  const read = lineReader(columns, options, seen)
  return {
    lines: usableLines(batches, read, seen),
    counts: () => countsOf(seen),
    products: () => productsOf(seen),
  }
}

async function* usableLines(
  batches: AsyncIterable<readonly TableRecord[]>,
  read: (record: readonly string[]) => HistoryLine | Rejection,
  seen: Seen
): AsyncGenerator<readonly HistoryLine[]> {
  for await (const batch of batches) {
    yield batch.flatMap((record) => {
      seen.lines += 1
      const line = record === null ? "unreadable" : read(record)
      const rejection = typeof line === "string" ? line : remember(line, seen)
      if (rejection !== null) {
        seen.rejected[rejection] += 1
        return []
      }
      seen.usable += 1
      return [line as HistoryLine]
    })
  }
}

/** An order belongs to one customer and has one currency; a line that says otherwise is not added to it. */
function remember(line: HistoryLine, seen: Seen): Rejection | null {
  const customer = line.customer_id ?? (line.email as string)
  const order = `${customer}\n${line.currency_code}`
  if ((seen.orders.get(line.order_id) ?? order) !== order) {
    return "mixed_order"
  }
  seen.orders.set(line.order_id, order)
  seen.customers.add(customer)
  seen.bought.add(line.sku)
  if (seen.first_at === null || line.occurred_at < seen.first_at) {
    seen.first_at = line.occurred_at
  }
  if (seen.last_at === null || line.occurred_at > seen.last_at) {
    seen.last_at = line.occurred_at
  }
  return null
}

const countsOf = (seen: Seen): HistoryCounts => ({
  lines: seen.lines,
  usable: seen.usable,
  rejected: { ...seen.rejected },
  orders: seen.orders.size,
  customers: seen.customers.size,
  products: seen.bought.size,
  first_at: seen.first_at,
  last_at: seen.last_at,
})

function productsOf(seen: Seen): HistoryProduct[] {
  return [...seen.products].map(([sku, { title, prices }]) => {
    const [most] = [...prices].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return { sku, title, unit_price: (most as [string, number])[0] }
  })
}

function rememberProduct(parts: Parts, seen: Seen): void {
  if (parts.sku === "" || priceProblem(parts.price) !== null) {
    return
  }
  const product = seen.products.get(parts.sku) ?? { title: null, prices: new Map<string, number>() }
  product.title ??= parts.title
  product.prices.set(parts.price, (product.prices.get(parts.price) ?? 0) + 1)
  seen.products.set(parts.sku, product)
}

type Parts = Pick<HistoryLine, "order_id" | "sku" | "title" | "country"> &
  Readonly<Record<"customer" | "address" | "quantity" | "price" | "date" | "currency", string>>

function lineReader(
  columns: ColumnMap,
  options: HistoryOptions,
  seen: Seen
): (record: readonly string[]) => HistoryLine | Rejection {
  const readDate = dateReader(options.timeZone, options.now)
  const text = (record: readonly string[], field: HistoryField): string => {
    const index = columns[field]
    return index === undefined ? "" : (record[index] ?? "").trim()
  }
  return (record) => {
    const parts: Parts = {
      order_id: text(record, "order_id"),
      sku: text(record, "sku"),
      title: text(record, "title") || null,
      country: text(record, "country") || null,
      customer: text(record, "customer_id"),
      address: text(record, "email"),
      quantity: text(record, "quantity"),
      price: text(record, "unit_price"),
      date: text(record, "date"),
      currency: (text(record, "currency") || (options.currency ?? "")).toLowerCase(),
    }
    rememberProduct(parts, seen)
    return readLine(parts, readDate)
  }
}

function readLine(
  parts: Parts,
  readDate: (text: string) => string | null
): HistoryLine | Rejection {
  // Spreadsheets and pandas write an id that may be missing as a float: 17850.0.
  const customer_id = parts.customer.replace(/^(\d+)\.0$/, "$1") || null
  const email = parts.address === "" ? null : normaliseEmail(parts.address)
  const quantity = Number(parts.quantity.replace(/^(-?\d+)\.0+$/, "$1"))
  const wrong =
    whoAndWhat(parts, customer_id ?? email) ??
    quantityProblem(parts, quantity) ??
    priceProblem(parts.price)
  if (wrong !== null) {
    return wrong
  }
  const occurred_at = readDate(parts.date)
  if (occurred_at === null) {
    return "bad_date"
  }
  if (!/^[a-z]{3}$/.test(parts.currency)) {
    return "bad_currency"
  }
  const { order_id, sku, title, country } = parts
  const unit_price = parts.price
  const currency_code = parts.currency
  return {
    order_id,
    customer_id,
    email,
    occurred_at,
    sku,
    title,
    quantity,
    unit_price,
    currency_code,
    country,
  }
}

function whoAndWhat(parts: Parts, customer: string | null): Rejection | null {
  if (parts.order_id === "") {
    return "no_order"
  }
  if (customer === null) {
    return "no_customer"
  }
  return parts.sku === "" ? "no_product" : null
}

const LARGEST_QUANTITY = 2_147_483_647

function quantityProblem(parts: Parts, quantity: number): Rejection | null {
  const whole = parts.quantity !== "" && Number.isInteger(quantity)
  if (!whole || Math.abs(quantity) > LARGEST_QUANTITY) {
    return "bad_quantity"
  }
  if (quantity < 0) {
    // The invoices of UCI's shop that take one back are numbered C536379.
    return /^C\d+$/i.test(parts.order_id) ? "cancelled" : "negative_quantity"
  }
  return quantity === 0 ? "zero_quantity" : null
}

function priceProblem(price: string): Rejection | null {
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(price)) {
    return "bad_price"
  }
  if (Number(price) < 0) {
    return "negative_price"
  }
  return Number(price) === 0 ? "zero_price" : null
}

/**
 * Titles from a file of products beside the history (`products.csv`, `products.csv.gz`), by SKU.
 * @throws ImportError when it has no column for SKU or title
 */
export async function readProductTitles(file: string): Promise<ReadonlyMap<string, string>> {
  const { header, batches } = await readTable(file)
  const plain = header.map((name) => name.toLowerCase().replace(/[\s_-]+/g, ""))
  const sku = plain.findIndex((name) => name === "sku" || name === "stockcode")
  const title = plain.findIndex((name) => name === "title" || name === "description")
  if (sku === -1 || title === -1) {
    throw new ImportError(`${file} needs the columns sku (or StockCode) and title (or Description)`)
  }
  const titles = new Map<string, string>()
  for await (const batch of batches) {
    for (const record of batch) {
      const name = record?.[title]?.trim() ?? ""
      if (record !== null && name !== "") {
        titles.set((record[sku] as string).trim(), name)
      }
    }
  }
  return titles
}
