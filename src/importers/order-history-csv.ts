import { BigNumber } from "bignumber.js"
import { normaliseEmail } from "../core/identity/email"
import { type ColumnMap, findColumns, type HistoryField } from "./history-columns"
import { dateReader } from "./history-date"
import { ImportError } from "./import-error"
import { costOf } from "./order-source"
import { readTable, type Table, type TableRecord } from "./read-table"

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
  /** What one piece cost the shop; decimal string. Null where it is not said, or cannot be read. */
  readonly unit_cost: string | null
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
  /** Usable lines that say what the goods cost the shop. */
  readonly costed: number
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
  /**
   * To analyse a history, less will do than to import it: without order numbers the lines of one customer and day are an
   * order, without products there is no affinity, without a currency amounts are plain numbers, and a line may say its
   * amount instead of price and quantity; then nothing paid is a purchase too.
   */
  readonly toAnalyse?: boolean
}

/** What was given back: lines of negative quantity. */
export type HistoryReturn = {
  readonly customer: string
  readonly occurred_at: string
  readonly sku: string
  /** Decimal string, above zero. */
  readonly amount: string
  readonly currency_code: string
}

/** ISO 4217's code for "no currency". */
export const NO_CURRENCY = "xxx"

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
  /** Lines that were left out because they take something back, where customer, date and price can be read. */
  readonly returns: () => readonly HistoryReturn[]
}

type Seen = {
  lines: number
  usable: number
  costed: number
  readonly rejected: Record<Rejection, number>
  readonly orders: Map<string, string>
  readonly customers: Set<string>
  readonly products: Map<string, ProductSeen>
  readonly bought: Set<string>
  readonly returns: HistoryReturn[]
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
  const { header, batches } = withHeader(await readTable(file), options)
  const columns = findColumns(header, options.map ?? {}, file, options.toAnalyse)
  if (columns.currency === undefined && options.currency === undefined && !options.toAnalyse) {
    throw new ImportError(
      `${file} has no column for currency; say in which currency its prices are with --currency eur`
    )
  }
  const seen: Seen = {
    lines: 0,
    usable: 0,
    costed: 0,
    rejected: Object.fromEntries(REJECTIONS.map((reason) => [reason, 0])) as Seen["rejected"],
    orders: new Map(),
    customers: new Set(),
    products: new Map(),
    bought: new Set(),
    returns: [],
    first_at: null,
    last_at: null,
  }
  const read = lineReader(columns, options, seen)
  return {
    lines: usableLines(batches, read, seen),
    counts: () => countsOf(seen),
    products: () => productsOf(seen),
    returns: () => seen.returns,
  }
}

/** The files of Fader and Hardie have no header: customer, (number in the sample,) yyyymmdd, pieces, amount. */
const BARE_COLUMNS: Readonly<Record<number, readonly string[]>> = {
  4: ["customer_id", "date", "quantity", "amount"],
  5: ["customer_id", "sample_id", "date", "quantity", "amount"],
}

function withHeader(table: Table, { toAnalyse }: HistoryOptions): Table {
  const names = BARE_COLUMNS[table.header.length]
  const bare = table.header.every((field) => /^\d+(\.\d+)?$/.test(field.trim()))
  if (!toAnalyse || !bare || names === undefined) {
    return table
  }
  async function* all(): AsyncGenerator<readonly TableRecord[]> {
    yield [table.header]
    yield* table.batches
  }
  return { header: names, batches: all() }
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
      seen.costed += (line as HistoryLine).unit_cost === null ? 0 : 1
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
  costed: seen.costed,
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

type Parts = Pick<HistoryLine, "sku" | "title" | "country"> &
  Readonly<
    Record<"customer" | "address" | "quantity" | "price" | "cost" | "date" | "currency", string>
  > & {
    /** Null where the history has no order numbers. */
    readonly order_id: string | null
    /** Whether a line without a product will do. */
    readonly thin: boolean
    /** Whether a line that cost nothing is a purchase. */
    readonly free: boolean
  }

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
  const whole = columns.unit_price === undefined
  const noQuantity = columns.quantity === undefined ? "1" : ""
  const fallback = options.currency ?? (options.toAnalyse ? NO_CURRENCY : "")
  return (record) => {
    const amount = whole ? amountOf(text(record, "amount"), text(record, "quantity")) : null
    const parts: Parts = {
      order_id: columns.order_id === undefined ? null : text(record, "order_id"),
      thin: columns.sku === undefined,
      free: whole,
      sku: text(record, "sku"),
      title: text(record, "title") || null,
      country: text(record, "country") || null,
      customer: text(record, "customer_id"),
      address: text(record, "email"),
      quantity: amount?.quantity ?? (text(record, "quantity") || noQuantity),
      price: amount?.price ?? text(record, "unit_price"),
      cost: text(record, "unit_cost"),
      date: text(record, "date"),
      currency: (text(record, "currency") || fallback).toLowerCase(),
    }
    rememberProduct(parts, seen)
    const line = readLine(parts, readDate)
    if (line === "cancelled" || line === "negative_quantity") {
      rememberReturn(parts, readDate, seen)
    }
    return line
  }
}

/** An amount is the price of one whole line; a negative one, or one for a negative quantity, takes a line back. */
function amountOf(amount: string, quantity: string): { price: string; quantity: string } {
  const back = amount.startsWith("-") || quantity.startsWith("-")
  return { price: amount.replace(/^-/, ""), quantity: back ? "-1" : "1" }
}

function rememberReturn(parts: Parts, readDate: (text: string) => string | null, seen: Seen): void {
  const { customer_id, email, quantity } = buyerAndQuantity(parts)
  const customer = customer_id ?? email
  const occurred_at = readDate(parts.date)
  const readable = customer !== null && occurred_at !== null && priceProblem(parts.price) === null
  if (readable) {
    const amount = new BigNumber(parts.price).times(-quantity).toFixed()
    const { sku, currency: currency_code } = parts
    seen.returns.push({ customer, occurred_at, sku, amount, currency_code })
  }
}

function readLine(
  parts: Parts,
  readDate: (text: string) => string | null
): HistoryLine | Rejection {
  const { customer_id, email, quantity } = buyerAndQuantity(parts)
  const price = priceProblem(parts.price)
  const wrong =
    whoAndWhat(parts, customer_id ?? email) ??
    quantityProblem(parts, quantity) ??
    (price === "zero_price" && parts.free ? null : price)
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
  const { sku, title, country } = parts
  // Without order numbers what a customer bought on one day is one order.
  const order_id = parts.order_id ?? `${customer_id ?? email} ${occurred_at.slice(0, 10)}`
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
    unit_cost: costOf(parts.cost),
    currency_code,
    country,
  }
}

function buyerAndQuantity(parts: Parts) {
  return {
    // Spreadsheets and pandas write an id that may be missing as a float: 17850.0.
    customer_id: parts.customer.replace(/^(\d+)\.0$/, "$1") || null,
    email: parts.address === "" ? null : normaliseEmail(parts.address),
    quantity: Number(parts.quantity.replace(/^(-?\d+)\.0+$/, "$1")),
  }
}

function whoAndWhat(parts: Parts, customer: string | null): Rejection | null {
  if (parts.order_id === "") {
    return "no_order"
  }
  if (customer === null) {
    return "no_customer"
  }
  return parts.sku === "" && !parts.thin ? "no_product" : null
}

const LARGEST_QUANTITY = 2_147_483_647

function quantityProblem(parts: Parts, quantity: number): Rejection | null {
  const whole = parts.quantity !== "" && Number.isInteger(quantity)
  if (!whole || Math.abs(quantity) > LARGEST_QUANTITY) {
    return "bad_quantity"
  }
  if (quantity < 0) {
    // The invoices of UCI's shop that take one back are numbered C536379.
    return /^C\d+$/i.test(parts.order_id ?? "") ? "cancelled" : "negative_quantity"
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
