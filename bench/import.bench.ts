import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createTestDatabase } from "../integration-tests/support/test-database"
import { runKairos } from "../src/bin/kairos"
import { connectDatabase, type Database } from "../src/importers/database"
import { interleave, printReport, printTable, progress, speedup } from "./harness"

/*
 * The command `kairos import csv` from the first byte of a file to the last commit, beside the COPY of the rows that it
 * makes into the same tables with the same keys. Commits sync to disk.
 */
const LINES = Number(process.env.KAIROS_BENCH_LINES ?? 1_000_000)
const ROUNDS = Number(process.env.KAIROS_BENCH_ROUNDS ?? 3)
const [LINES_PER_ORDER, CUSTOMERS, PRODUCTS] = [4, 50_000, 5000]
const NOW = "2026-06-30T12:00:00.000Z"

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-bench-import-"))
  const { knex, url, drop } = await createTestDatabase()
  const db = await connectDatabase(url)
  try {
    await knex.raw(
      `create table customer (id text primary key, email text, has_account boolean, metadata jsonb, created_at timestamptz, deleted_at timestamptz);
       create table product_variant (id text primary key, product_id text, sku text, deleted_at timestamptz);
       insert into customer select 'cus_' || i, 'buyer' || i || '@shop.example', true, null, now(), null
         from generate_series(0, ${CUSTOMERS - 1}) i;
       insert into product_variant select 'variant_' || i, 'prod_' || i, 'SKU-' || i, null
         from generate_series(0, ${PRODUCTS - 1}) i;
       analyze customer`
    )
    const file = path.join(folder, "history.csv")
    writeHistory(file)
    progress(`${LINES} lines are written`)
    await importFile(file, url)
    const copies = await copyTexts(db)
    const variants = [
      {
        name: "kairos import csv",
        run: async () => {
          await empty(db)
          return importFile(file, url)
        },
      },
      { name: "COPY", run: () => copyAll(db, copies) },
    ]
    const timings = await interleave(variants, { rounds: ROUNDS, sliceMs: 1 })
    const again = await importFile(file, url)
    printTable("Microseconds per line", [...timings.values()])
    const ours = timings.get("kairos import csv")!.median
    printReport({
      bench: "import",
      figures: {
        lines: LINES,
        seconds: (ours * LINES) / 1e6,
        copy_seconds: (timings.get("COPY")!.median * LINES) / 1e6,
        lines_per_second: 1e6 / ours,
        again: again,
      },
      ratios: { vs_copy: speedup(timings, "kairos import csv", "COPY") },
    })
  } finally {
    await db.close()
    await drop()
    rmSync(folder, { recursive: true })
  }
}

/** Lines of one order stand together, dates go forward, as a shop exports them. */
function writeHistory(file: string): void {
  writeFileSync(file, "order_id,email,date,sku,title,quantity,unit_price,currency\n")
  const begun = Date.UTC(2023, 0, 1)
  let text = ""
  for (let i = 0; i < LINES; i += 1) {
    const order = Math.floor(i / LINES_PER_ORDER)
    const product = (i * 7919) % PRODUCTS
    const at = new Date(begun + order * 300_000 * (1_000_000 / LINES)).toISOString()
    text += `${100_000 + order},buyer${(order * 31) % CUSTOMERS}@shop.example,${at},SKU-${product},"Product ${product}, blue",${1 + (i % 3)},${5 + (i % 90)}.${10 + (i % 90)},eur\n`
    if (text.length > 4_000_000) {
      appendFileSync(file, text)
      text = ""
    }
  }
  appendFileSync(file, text)
}

async function importFile(file: string, url: string): Promise<number> {
  const said: string[] = []
  const exit = await runKairos(["import", "csv", file], {
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    env: { DATABASE_URL: url },
    now: NOW,
  })
  if (exit !== 0) {
    throw new Error(said.join("\n"))
  }
  return LINES
}

const empty = (db: Database) =>
  db.query("truncate kairos_purchase, kairos_purchase_line, kairos_profile")

type Copies = { readonly purchases: string; readonly lines: string }
const TABLES = { purchases: "kairos_purchase", lines: "kairos_purchase_line" } as const

/** What COPY is given: exactly the rows that the import made, in the order of its keys. */
async function copyTexts(db: Database): Promise<Copies> {
  const textOf = async (table: string, key: string) => {
    const rows = await db.query<{ row: string }>(
      `select array_to_string(array[${(await columnsOf(db, table)).map((name) => `coalesce(${name}::text, '\\N')`).join(", ")}], e'\\t') as row
       from ${table} order by ${key}`
    )
    return rows.map(({ row }) => `${row}\n`).join("")
  }
  return {
    purchases: await textOf(TABLES.purchases, "id"),
    lines: await textOf(TABLES.lines, "purchase_id, line_no"),
  }
}

async function columnsOf(db: Database, table: string): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position",
    [table]
  )
  return rows.map(({ name }) => name)
}

async function copyAll(db: Database, copies: Copies): Promise<number> {
  await empty(db)
  await db.transaction(async () => {
    await db.copyIn(TABLES.purchases, copies.purchases)
    await db.copyIn(TABLES.lines, copies.lines)
  })
  return LINES
}

void main()
