import { parseArgs } from "node:util"
import { collectOrders } from "../importers/collect-orders"
import { connectDatabase } from "../importers/database"
import { parseMap } from "../importers/history-columns"
import { ImportError } from "../importers/import-error"
import { importOrders } from "../importers/import-orders"
import {
  type HistoryCounts,
  type HistoryOptions,
  openOrderHistory,
} from "../importers/order-history-csv"
import { evidenceRightsSql } from "../core/privacy/rights-sql"
import { analyse } from "./analyse"
import { importConsentsFile } from "./import-consents"
import { importFromDatabase, type Platform, PLATFORMS } from "./import-from-database"
import { describeShop, figure, progress, WHICH_SHOP } from "./import-report"
import { restore } from "./restore"
import type { Terminal } from "./terminal"

const HELP = `kairos analyse FILE      says what Kairos would say about a shop, from its order history alone; writes nothing into a shop
kairos import csv FILE   takes the order history of another platform over as purchases
kairos import woocommerce URL, kairos import medusa-v1 URL, kairos import sql URL --mapping FILE
                         takes it from that platform's database, which is only read: mysql://user:password@host:3306/name
                         or postgres://user:password@host:5432/name
kairos import consents FILE --shop URL
                         takes consents of another system over, from a CSV with email, granted, date, source, text or
                         text_version, and purpose, channel, locale, basis, expires_at where they are known
kairos restore --shop URL
                         after a backup was restored: replays the journal of refusals, so that nobody is written to who
                         said no or was erased since; both commands ask the running shop, with its secret API key in
                         KAIROS_API_KEY, count first, and write nothing with --dry-run
kairos rights ROLE       prints the SQL that takes from the role with which the shop runs what evidence of consent and
                         audit never need; run it as the role that migrates: kairos rights shop | psql "$DATABASE_URL"

analyse and import csv read

  FILE                  CSV or CSV.gz with a header, one row per order line. Recognised columns: order_id/InvoiceNo,
                        customer_id/CustomerID, email, date/InvoiceDate, sku/StockCode, title/Description,
                        quantity, unit_price/UnitPrice/Price, currency, country, and for an import
                        unit_cost/cost_price, what one piece cost the shop
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

  --source NAME         prefix of the purchases' ids (default csv, woocommerce, …): another name for each history
  --create-customers    makes customers without an account for those whom the shop does not know
  --dry-run             counts and looks up, writes nothing; without a database it only reads the file
  --database-url URL    the shop's Postgres (default: DATABASE_URL)

restore

  --renewals-checked    somebody has looked at the payment provider which renewals were charged since the backup

import from a database

  --table-prefix PREFIX of WordPress' tables (default: that of the only shop in the database)
  --time-zone ZONE      of dates that are kept without one (default UTC)
  --decimals CODE=N,…   medusa-v1: decimals of a currency's amounts where they are not those of ISO 4217, for example huf=0
  --mapping FILE        sql: JSON that says where orders and lines are; see docs/importing.md
  --from-start          reads everything again instead of going on where an interrupted import stopped

Customers are found by id or e-mail. Old orders cause no message and no coupon. Running it again changes nothing.
`

const FLAGS = {
  map: { type: "string" },
  currency: { type: "string" },
  "time-zone": { type: "string", default: "UTC" },
  source: { type: "string" },
  "create-customers": { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  "database-url": { type: "string" },
  "table-prefix": { type: "string" },
  decimals: { type: "string" },
  mapping: { type: "string" },
  "from-start": { type: "boolean", default: false },
  json: { type: "boolean" },
  html: { type: "string" },
  lang: { type: "string" },
  "calibration-end": { type: "string" },
  "time-unit": { type: "string" },
  "min-support": { type: "string" },
  "min-confidence": { type: "string" },
  shop: { type: "string" },
  "renewals-checked": { type: "boolean", default: false },
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
  if (verb === "rights" && format !== undefined && file === undefined) {
    terminal.out(
      evidenceRightsSql(format)
        .map((statement) => `${statement};`)
        .join("\n")
    )
    return 0
  }
  if (verb === "restore" && format === undefined) {
    const { shop, "dry-run": dryRun, "renewals-checked": renewalsChecked } = call.values
    return restore(shop, { dryRun, renewalsChecked }, terminal)
  }
  if (verb === "import" && format === "consents" && file !== undefined && more.length === 0) {
    const { shop, map, "dry-run": dryRun } = call.values
    return importConsentsFile(file, { shop, dryRun, map: pairsOf(map) }, terminal)
  }
  if (verb !== "import" || file === undefined || more.length > 0 || !isFormat(format)) {
    // Not the whole call: it may hold a password.
    terminal.err(
      `kairos: unknown call "${[verb, format].filter(Boolean).join(" ")}${file === undefined ? "" : " …"}"; expected: kairos import csv FILE, kairos import ` +
        `${PLATFORMS.join(" URL, kairos import ")} URL, kairos import consents FILE, kairos analyse FILE, kairos restore, or kairos rights ROLE`
    )
    return 2
  }
  const source = sourceOf(call.values.source ?? format)
  const shop = { url: call.values["database-url"] ?? terminal.env.DATABASE_URL ?? null, source }
  return format === "csv"
    ? importCsv(file, call.values, shop, terminal)
    : importFromDatabase(format, file, { ...call.values, ...shop }, terminal)
}

/** FIELD=COLUMN, FIELD=COLUMN. */
function pairsOf(map: string | undefined): Readonly<Record<string, string>> {
  const pairs = (map ?? "").split(",").filter((pair) => pair.trim() !== "")
  return Object.fromEntries(
    pairs.map((pair) => {
      const [field = "", column = ""] = pair.split("=").map((part) => part.trim())
      if (field === "" || column === "") {
        throw new ImportError(`--map "${pair}" is wrong: expected FIELD=COLUMN,FIELD=COLUMN`)
      }
      return [field, column]
    })
  )
}

const isFormat = (format: string | undefined): format is "csv" | Platform =>
  format === "csv" || (PLATFORMS as readonly (string | undefined)[]).includes(format)

/** "medusa" is what the shop's own orders are called. */
function sourceOf(name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/i.test(name) || name.toLowerCase() === "medusa") {
    throw new ImportError(
      `--source "${name}" cannot be used: expected letters, digits, dots and dashes, and not "medusa", for example old-shop`
    )
  }
  return name
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

async function importCsv(
  file: string,
  values: Values,
  { url, source }: { readonly url: string | null; readonly source: string },
  terminal: Terminal
): Promise<number> {
  const dryRun = values["dry-run"]
  if (url === null && !dryRun) {
    throw new ImportError(`${WHICH_SHOP}; --dry-run alone only reads the file`)
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
      source,
      createCustomers: values["create-customers"],
      dryRun,
      onProgress: progress(terminal, `of ${figure(collected.orders.length)} orders written`),
    })
    describeShop(result, dryRun, terminal)
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

function describeFile(counts: HistoryCounts, { out }: Terminal): void {
  out(
    `${figure(counts.lines)} lines, ${figure(counts.usable)} usable: ${figure(counts.orders)} orders of ` +
      `${figure(counts.customers)} customers, ${figure(counts.products)} products` +
      (counts.first_at === null ? "" : `, ${counts.first_at} to ${counts.last_at}`)
  )
  if (counts.costed > 0) {
    out(`  that say what the goods cost the shop: ${figure(counts.costed)}`)
  }
  for (const [reason, count] of Object.entries(counts.rejected)) {
    if (count > 0) {
      out(`  left out, ${reason}: ${figure(count)}`)
    }
  }
}
