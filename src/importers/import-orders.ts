import { MARK_UNSCORED_SQL, RECORD_SQL, recordBindings } from "../core/profile/record-sql"
import type { Collected, CollectedOrder } from "./collect-orders"
import type { Database } from "./database"
import { ImportError } from "./import-error"
import { createMissing, matchCustomers } from "./match-customers"
import { purchaseRowOf } from "./purchase-row"

export type ImportOptions = {
  /** Prefix of the purchases' ids, so that two histories can live beside each other. */
  readonly source: string
  readonly createCustomers: boolean
  /** Looks everything up and writes nothing. */
  readonly dryRun: boolean
  readonly onProgress: (orders: number) => void
}

export type ImportResult = {
  readonly customers_matched: number
  /** Made by this run; on a dry run, how many would be. */
  readonly customers_created: number
  readonly customers_unmatched: number
  /** Purchases that were new or had changed. */
  readonly written: number
  readonly unchanged: number
  /** Orders whose customer is unknown to the shop. */
  readonly unmatched: number
}

const BATCH = 1000

/**
 * Writes orders as purchases, batch by batch, each whole or not at all; running it again changes nothing. Nothing goes
 * into the inbox, so no automation acts on old orders (E-17); the customers are marked to be scored.
 * @throws ImportError when the database is not a shop with Kairos
 */
export async function importOrders(
  db: Database,
  { orders, customers }: Collected,
  options: ImportOptions
): Promise<ImportResult> {
  await assertShop(db)
  const matched = await matchCustomers(db, options.source, customers)
  const missing = customers.filter((customer) => !matched.has(customer.key))
  const created = options.createCustomers ? missing : []
  if (!options.dryRun) {
    for (const [key, id] of await createMissing(db, options.source, created)) {
      matched.set(key, id)
    }
  }
  const wanted = new Set([...matched.keys(), ...created.map((customer) => customer.key)])
  const usable = orders.filter((order) => wanted.has(order.customer_key))
  const emails = new Map(customers.map((customer) => [customer.key, customer.email]))
  const written = options.dryRun ? 0 : await write(db, usable, matched, emails, options)
  return {
    customers_matched: customers.length - missing.length,
    customers_created: created.length,
    customers_unmatched: missing.length - created.length,
    written,
    unchanged: options.dryRun ? 0 : usable.length - written,
    unmatched: orders.length - usable.length,
  }
}

async function write(
  db: Database,
  orders: readonly CollectedOrder[],
  matched: ReadonlyMap<string, string>,
  emails: ReadonlyMap<string, string | null>,
  options: ImportOptions
): Promise<number> {
  const products = await readProducts(db)
  let written = 0
  for (let start = 0; start < orders.length; start += BATCH) {
    const rows = orders.slice(start, start + BATCH).map((order) =>
      purchaseRowOf(order, {
        source: options.source,
        customer_id: matched.get(order.customer_key) as string,
        email: emails.get(order.customer_key) ?? null,
        products,
      })
    )
    written += await db.transaction(async () => {
      const [counts] = await db.query<Counts>(RECORD_SQL, recordBindings(rows))
      const changed = counts as Counts
      if (changed.purchases + changed.lines + changed.lines_removed > 0) {
        await db.query(MARK_UNSCORED_SQL, [[...new Set(rows.map((row) => row.customer_id))]])
      }
      return changed.purchases
    })
    options.onProgress(Math.min(start + BATCH, orders.length))
  }
  return written
}

type Counts = { purchases: number; lines: number; lines_removed: number }

async function assertShop(db: Database): Promise<void> {
  const [tables] = await db.query<{ medusa: string | null; kairos: string | null }>(
    "select to_regclass('customer')::text as medusa, to_regclass('kairos_purchase')::text as kairos"
  )
  if (!tables?.medusa) {
    throw new ImportError("this database holds no Medusa shop; check its address")
  }
  if (!tables.kairos) {
    throw new ImportError("this shop has no tables of Kairos yet; run: npx medusa db:migrate")
  }
}

async function readProducts(db: Database) {
  const rows = await db.query<{ sku: string; product_id: string; variant_id: string }>(
    "select sku, product_id, id as variant_id from product_variant where sku is not null and deleted_at is null"
  )
  return new Map(rows.map(({ sku, ...ids }) => [sku, ids]))
}
