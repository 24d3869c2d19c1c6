import { connectDatabase } from "../importers/database"
import { type DatabaseImportResult, importDatabase } from "../importers/import-database"
import { ImportError } from "../importers/import-error"
import { openMedusaV1 } from "../importers/medusa-v1"
import type { OrderSource } from "../importers/order-source"
import { decimalsAt, readMapping } from "../importers/sql-mapping"
import { openSqlOrders } from "../importers/sql-orders"
import { openWooCommerce } from "../importers/woocommerce"
import { describeShop, figure, progress, WHICH_SHOP } from "./import-report"
import type { Terminal } from "./terminal"

export const PLATFORMS = ["woocommerce", "medusa-v1", "sql"] as const
export type Platform = (typeof PLATFORMS)[number]

type Values = {
  readonly source: string
  /** The shop's. */
  readonly url: string | null
  readonly "create-customers": boolean
  readonly "dry-run": boolean
  readonly "from-start": boolean
  readonly "time-zone": string
  readonly "table-prefix"?: string | undefined
  readonly decimals?: string | undefined
  readonly mapping?: string | undefined
}

/** Takes the orders of another platform's database over. @returns the exit code */
export async function importFromDatabase(
  platform: Platform,
  address: string,
  values: Values,
  terminal: Terminal
): Promise<number> {
  const dryRun = values["dry-run"]
  if (values.url === null && !dryRun) {
    throw new ImportError(`${WHICH_SHOP}; --dry-run alone only reads the other one`)
  }
  const source = await openSource(platform, address, values, terminal.now)
  try {
    const total = await source.count()
    terminal.out(`${figure(total)} orders in ${source.origin}`)
    const db = values.url === null ? null : await connectDatabase(values.url)
    try {
      const result = await importDatabase(source, db, {
        source: values.source,
        createCustomers: values["create-customers"],
        dryRun,
        fromStart: values["from-start"],
        onProgress: progress(terminal, `of ${figure(total)} orders read`),
        onResume: (after) =>
          terminal.out(
            `an earlier import was interrupted; it goes on after order ${after} (--from-start reads everything again)`
          ),
      })
      describe(result, dryRun, terminal)
      return 0
    } finally {
      await db?.close()
    }
  } finally {
    await source.close()
  }
}

function openSource(
  platform: Platform,
  address: string,
  values: Values,
  now: string
): Promise<OrderSource> {
  if (platform === "woocommerce") {
    const prefix = values["table-prefix"]
    const timeZone = values["time-zone"]
    return openWooCommerce(address, { ...(prefix === undefined ? {} : { prefix }), timeZone, now })
  }
  return platform === "medusa-v1"
    ? openMedusaV1(address, { now, decimals: readDecimals(values.decimals) })
    : openMapped(address, values.mapping, now)
}

async function openMapped(address: string, file: string | undefined, now: string) {
  if (file === undefined) {
    throw new ImportError(
      "import sql needs --mapping FILE, which says where orders and lines are; see docs/importing.md"
    )
  }
  return openSqlOrders(address, await readMapping(file), { now })
}

function readDecimals(text: string | undefined): Readonly<Record<string, number>> {
  const pairs = (text ?? "").split(",").filter((pair) => pair.trim() !== "")
  const entries = pairs.map((pair) => {
    const [code = "", digits = ""] = pair.split("=").map((part) => part.trim())
    return [code.toLowerCase(), /^\d$/.test(digits) ? Number(digits) : digits]
  })
  return decimalsAt(Object.fromEntries(entries), "--decimals")
}

function describe(result: DatabaseImportResult, dryRun: boolean, terminal: Terminal): void {
  const usable = result.read - Object.values(result.left_out).reduce((sum, count) => sum + count, 0)
  terminal.out(`${figure(result.read)} orders read, ${figure(usable)} usable`)
  for (const [reason, count] of Object.entries(result.left_out)) {
    if (count > 0) {
      terminal.out(`  left out, ${reason}: ${figure(count)}`)
    }
  }
  if (result.shop === null) {
    terminal.out("dry run: nothing was written, and no shop was asked")
    return
  }
  describeShop(result.shop, dryRun, terminal)
}
