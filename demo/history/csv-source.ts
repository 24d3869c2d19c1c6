import { existsSync } from "node:fs"
import path from "node:path"
import {
  type HistoryCounts,
  type HistoryLine,
  type HistoryProduct,
  openOrderHistory,
  readProductTitles,
} from "../../src/importers/order-history-csv"
import { isForSale } from "./merchandise"
import type { ShopSource, SourceCustomer, SourceOrder, SourceProduct } from "./shop-source"

type Draft = { -readonly [key in keyof SourceOrder]: SourceOrder[key] } & {
  lines: SourceOrder["lines"][number][]
}

/**
 * Reads a shop out of an order history. Titles may stand in a `products.csv` or `products.csv.gz` beside it.
 * @throws ImportError when the file cannot be used
 */
export async function readCsvSource(
  file: string,
  options: { readonly currency?: string; readonly timeZone: string; readonly now: string }
): Promise<ShopSource> {
  const titles = await titlesBeside(file)
  const history = await openOrderHistory(file, options)
  const orders = new Map<string, Draft>()
  const customers = new Map<string, SourceCustomer>()
  for await (const batch of history.lines) {
    for (const line of batch) {
      addLine(line, orders, customers)
    }
  }
  const list = [...orders.values()]
  const currency_code = options.currency ?? list[0]?.currency_code ?? "eur"
  const products = productsOf(history.products(), titles, currency_code)
  return {
    name: "csv",
    currency_code,
    products,
    customers: [...customers.values()],
    orders: list,
    notes: notesOf(history.counts(), products.filter(({ for_sale }) => !for_sale).length),
  }
}

function addLine(
  line: HistoryLine,
  orders: Map<string, Draft>,
  customers: Map<string, SourceCustomer>
): void {
  const key = line.customer_id ?? (line.email as string)
  const order = orders.get(line.order_id) ?? {
    order_id: line.order_id,
    customer_key: key,
    occurred_at: line.occurred_at,
    currency_code: line.currency_code,
    lines: [],
  }
  order.lines.push({ sku: line.sku, quantity: line.quantity, unit_price: line.unit_price })
  orders.set(line.order_id, order)
  const customer = customers.get(key)
  if (customer === undefined || line.occurred_at < customer.created_at) {
    customers.set(key, {
      key,
      email: customer?.email ?? line.email ?? addressOf(key),
      first_name: null,
      last_name: null,
      created_at: line.occurred_at,
    })
  }
}

/** An address that can never receive mail (RFC 2606), for histories that hold none. */
const addressOf = (key: string): string =>
  `customer-${key.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@history.example`

async function titlesBeside(file: string): Promise<ReadonlyMap<string, string>> {
  const folder = path.dirname(file)
  const beside = ["products.csv", "products.csv.gz"]
    .map((name) => path.join(folder, name))
    .find((candidate) => existsSync(candidate) && path.resolve(candidate) !== path.resolve(file))
  return beside === undefined ? new Map() : readProductTitles(beside)
}

function productsOf(
  seen: readonly HistoryProduct[],
  titles: ReadonlyMap<string, string>,
  currencyCode: string
): SourceProduct[] {
  const priced = new Map(seen.map((product) => [product.sku, product]))
  const skus = [...new Set([...priced.keys(), ...titles.keys()])].sort()
  return skus.map((sku) => {
    const title = readable(titles.get(sku) ?? priced.get(sku)?.title ?? sku)
    const price = priced.get(sku)?.unit_price ?? null
    const for_sale = isForSale({ sku, title, price }, currencyCode)
    return { sku, title, category: null, description: null, price, for_sale }
  })
}

/** Old stock systems shout: WHITE LANTERN becomes White Lantern. */
function readable(title: string): string {
  const tidy = title.trim().replace(/\s+/g, " ")
  return tidy === tidy.toUpperCase()
    ? tidy.toLowerCase().replace(/(^|[\s(/-])\p{L}/gu, (start) => start.toUpperCase())
    : tidy
}

function notesOf(counts: HistoryCounts, hidden: number): string[] {
  const figure = (value: number): string => value.toLocaleString("en")
  const reasons = Object.entries(counts.rejected)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${figure(count)}`)
  return [
    `${figure(counts.lines)} lines, ${figure(counts.usable)} usable: ${figure(counts.orders)} orders of ` +
      `${figure(counts.customers)} customers`,
    reasons.length === 0 ? "no line was left out" : `left out: ${reasons.join(", ")}`,
    ...(hidden === 0
      ? []
      : [
          `${figure(hidden)} stock codes are not shown in the shop: services, vouchers, notes or without a price`,
        ]),
  ]
}
