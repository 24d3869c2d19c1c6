import { parseArgs } from "node:util"
import { collectOrders } from "../importers/collect-orders"
import { connectDatabase } from "../importers/database"
import { parseMap } from "../importers/history-columns"
import { ImportError } from "../importers/import-error"
import { importOrders, type ImportResult } from "../importers/import-orders"
import {
  type HistoryCounts,
  type HistoryOptions,
  openOrderHistory,
} from "../importers/order-history-csv"
import { analyse } from "./analyse"
import type { Terminal } from "./terminal"

const HELP = `kairos analyse FILE      says what Kairos would say about a shop, from its order history alone; writes nothing into a shop
kairos import csv FILE   takes the order history of another platform over as purchases

Both read

  FILE                  CSV or CSV.gz with a header, one row per order line. Recognised columns: order_id/InvoiceNo,
                        customer_id/CustomerID, email, date/InvoiceDate, sku/StockCode, title/Description,
                        quantity, unit_price/UnitPrice/Price, currency, country
  --map FIELD=COLUMN,…  other column names, for example --map order_id=Bestellung,date=Datum
  --currency CODE       for a file without a column for it, for example eur
  --time-zone ZONE      for dates without an offset, for example Europe/Madrid (default UTC)

analyse: order numbers, products and currency may be missing, and "amount" may stand for quantity and price

  --json                all figures, for programs
  --html PAGE           the report with charts, as one page; with --json the figures are printed as well
  --lang LANGUAGE       en, es or pt (default en)
  --calibration-end DAY the models learn up to this day and are tested after it (default two thirds of the history)
  --time-unit UNIT      of the models' parameters: day, week or month (default week)
  --min-support SHARE   of all baskets that a pair must be in (default 0.01)
  --min-confidence SHARE of its left side that a rule must hold for (default 0.8)

import

  --source NAME         prefix of the purchases' ids (default csv): another name for each history
  --create-customers    makes customers without an account for those whom the shop does not know
  --dry-run             counts and looks up, writes nothing; without a database it only reads the file
  --database-url URL    the shop's Postgres (default: DATABASE_URL)

Customers are found by id or e-mail. Old orders cause no message and no coupon. Running it again changes nothing.
`

const FLAGS = {
  map: { type: "string" },
  currency: { type: "string" },
  "time-zone": { type: "string", default: "UTC" },
  source: { type: "string", default: "csv" },
  "create-customers": { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  "database-url": { type: "string" },
  json: { type: "boolean" },
  html: { type: "string" },
  lang: { type: "string" },
  "calibration-end": { type: "string" },
  "time-unit": { type: "string" },
  "min-support": { type: "string" },
  "min-confidence": { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const

/**
 * The kairos command.
 * @returns the exit code: 0 when it worked, 1 when the file or the database could not be used, 2 for a wrong call
 */
export async function runKairos(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(argv, terminal)
  } catch (error) {
    if (error instanceof ImportError) {
      terminal.err(`kairos: ${error.message}`)
      return 1
    }
    throw error
  }
}

async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const call = readCall(argv)
  if (typeof call === "string") {
    terminal.err(`kairos: ${call}; run kairos --help`)
    return 2
  }
  if (call.values.help || call.positionals.length === 0) {
    terminal.out(HELP)
    return call.values.help ? 0 : 2
  }
  const [verb, format, file, ...more] = call.positionals
  if (verb === "analyse" && format !== undefined && file === undefined) {
    const { values } = call
    await analyse(format, values, readingOptions(values, terminal), terminal, (what) =>
      progress(terminal, what)
    )
    return 0
  }
  if (verb !== "import" || format !== "csv" || file === undefined || more.length > 0) {
    terminal.err(
      `kairos: unknown call "${call.positionals.join(" ")}"; expected: kairos import csv FILE, or kairos analyse FILE`
    )
    return 2
  }
  return importCsv(file, call.values, terminal)
}

type Values = ReturnType<typeof parse>["values"]

const parse = (argv: readonly string[]) =>
  parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true })

function readCall(argv: readonly string[]): ReturnType<typeof parse> | string {
  try {
    return parse(argv)
  } catch (error) {
    return (error as Error).message.split(".")[0] as string
  }
}

async function importCsv(file: string, values: Values, terminal: Terminal): Promise<number> {
  const url = values["database-url"] ?? terminal.env.DATABASE_URL ?? null
  const dryRun = values["dry-run"]
  if (url === null && !dryRun) {
    throw new ImportError(
      "which shop? Set DATABASE_URL or give --database-url postgres://user:password@host:5432/name; " +
        "--dry-run alone only reads the file"
    )
  }
  const history = await openOrderHistory(file, readingOptions(values, terminal))
  const collected = await collectOrders(history, progress(terminal, "lines read"))
  describeFile(history.counts(), terminal)
  if (url === null) {
    terminal.out("dry run: nothing was written, and no database was asked")
    return 0
  }
  const db = await connectDatabase(url)
  try {
    const result = await importOrders(db, collected, {
      source: values.source,
      createCustomers: values["create-customers"],
      dryRun,
      onProgress: progress(terminal, `of ${figure(collected.orders.length)} orders written`),
    })
    describeImport(result, dryRun, terminal)
    return 0
  } finally {
    await db.close()
  }
}

const readingOptions = (values: Values, terminal: Terminal): HistoryOptions => ({
  ...(values.map === undefined ? {} : { map: parseMap(values.map) }),
  ...(values.currency === undefined ? {} : { currency: currencyOf(values.currency) }),
  timeZone: zoneOf(values["time-zone"]),
  now: terminal.now,
})

function currencyOf(text: string): string {
  if (!/^[a-z]{3}$/i.test(text)) {
    throw new ImportError(`--currency "${text}" is wrong: expected three letters such as eur`)
  }
  return text.toLowerCase()
}

function zoneOf(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new ImportError(`--time-zone "${zone}" is unknown: expected one such as Europe/Madrid`)
  }
}

const PROGRESS_MS = 2000

/** A line of progress every two seconds. */
function progress(terminal: Terminal, what: string): (count: number) => void {
  let last = performance.now()
  return (count) => {
    if (performance.now() - last >= PROGRESS_MS) {
      last = performance.now()
      terminal.err(`${figure(count)} ${what}`)
    }
  }
}

function describeFile(counts: HistoryCounts, { out }: Terminal): void {
  out(
    `${figure(counts.lines)} lines, ${figure(counts.usable)} usable: ${figure(counts.orders)} orders of ` +
      `${figure(counts.customers)} customers, ${figure(counts.products)} products` +
      (counts.first_at === null ? "" : `, ${counts.first_at} to ${counts.last_at}`)
  )
  for (const [reason, count] of Object.entries(counts.rejected)) {
    if (count > 0) {
      out(`  left out, ${reason}: ${figure(count)}`)
    }
  }
}

function describeImport(result: ImportResult, dryRun: boolean, { out }: Terminal): void {
  const made = dryRun ? "would be created" : "created"
  out(
    `customers: ${figure(result.customers_matched)} found, ${figure(result.customers_created)} ${made}, ` +
      `${figure(result.customers_unmatched)} unknown to the shop`
  )
  if (dryRun) {
    out(
      `dry run: nothing was written; ${figure(result.unmatched)} orders belong to nobody in the shop`
    )
    return
  }
  out(
    `purchases: ${figure(result.written)} written, ${figure(result.unchanged)} were there already, ` +
      `${figure(result.unmatched)} left out because their customer is unknown to the shop`
  )
  if (result.customers_unmatched > 0) {
    out("unknown customers can be made with --create-customers")
  }
  if (result.written > 0) {
    out("a running Medusa scores these customers within a minute")
  }
}

const figure = (value: number): string => value.toLocaleString("en")
