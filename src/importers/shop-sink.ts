import {
  COPY_TARGETS,
  CREATE_STAGE_SQL,
  MARK_UNSCORED_SQL,
  RECORD_STAGED_SQL,
  stagedText,
} from "../core/profile/record-sql"
import type { Database } from "./database"
import { ImportError } from "./import-error"
import { createMissing, type HistoryCustomer, matchCustomers } from "./match-customers"
import { type ImportedOrder, purchaseRowOf } from "./purchase-row"

export type SinkOptions = {
  /** Prefix of the purchases' ids, so that two histories can live beside each other. */
  readonly source: string
  readonly createCustomers: boolean
  /** Looks everything up and writes nothing. */
  readonly dryRun: boolean
}

export type SinkOrder = ImportedOrder & { readonly customer_key: string }

export type SinkCounts = {
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

/** Where histories go: the shop's purchases. */
export type ShopSink = {
  /** Looks these customers up, and makes those that are missing where that is wanted. */
  readonly introduce: (customers: readonly HistoryCustomer[]) => Promise<void>
  /** The orders of introduced customers as they will be written; so much can be done while other orders are being written. */
  readonly prepare: (orders: readonly SinkOrder[]) => PreparedOrders
  /**
   * Writes them, whole or not at all; one call after the other.
   * @param alongside runs in the same transaction
   */
  readonly write: (orders: PreparedOrders, alongside?: () => Promise<void>) => Promise<void>
  readonly counts: () => SinkCounts
}

export type PreparedOrders = {
  readonly ids: readonly string[]
  readonly customer_ids: readonly string[]
  readonly text: ReturnType<typeof stagedText>
}

type Known = { readonly id: string | null; readonly email: string | null }

/**
 * Opens a shop for a history. Nothing goes into the inbox, so no automation acts on old orders (E-17); the customers
 * are marked to be scored.
 * @throws ImportError when the database is not a shop with Kairos
 */
export async function openShopSink(db: Database, options: SinkOptions): Promise<ShopSink> {
  await assertShop(db)
  await db.query(CREATE_STAGE_SQL)
  const products = await readProducts(db)
  const known = new Map<string, Known>()
  const record = recorder(db)
  const counts = { matched: 0, created: 0, unknown: 0, written: 0, unchanged: 0, unmatched: 0 }
  return {
    introduce: async (customers) => {
      const fresh = customers.filter(({ key }) => !known.has(key))
      const matched = await matchCustomers(db, options.source, fresh)
      const missing = fresh.filter(({ key }) => !matched.has(key))
      const created = await made(db, missing, options)
      for (const { key, email } of fresh) {
        known.set(key, { id: matched.get(key) ?? created.get(key) ?? null, email })
      }
      counts.matched += matched.size
      counts.created += created.size
      counts.unknown += missing.length - created.size
    },
    prepare: (orders) => {
      const rows = orders.flatMap((order) => {
        const { id, email } = known.get(order.customer_key) as Known
        return id === null
          ? []
          : [purchaseRowOf(order, { source: options.source, customer_id: id, email, products })]
      })
      counts.unmatched += orders.length - rows.length
      return {
        ids: rows.map((row) => row.id),
        customer_ids: [...new Set(rows.map((row) => row.customer_id))],
        text: stagedText(rows),
      }
    },
    write: async (prepared, alongside) => {
      if (!options.dryRun) {
        const written = await record(prepared, alongside)
        counts.written += written
        counts.unchanged += prepared.ids.length - written
      }
    },
    counts: () => ({
      customers_matched: counts.matched,
      customers_created: counts.created,
      customers_unmatched: counts.unknown,
      written: counts.written,
      unchanged: counts.unchanged,
      unmatched: counts.unmatched,
    }),
  }
}

/** On a dry run they get the ids that they would have. Two of one address are one person, whose row is looked up. */
async function made(
  db: Database,
  missing: readonly HistoryCustomer[],
  { source, createCustomers, dryRun }: SinkOptions
): Promise<ReadonlyMap<string, string>> {
  if (!createCustomers || missing.length === 0) {
    return new Map()
  }
  const ids = await createMissing(db, source, missing, dryRun)
  return dryRun ? ids : matchCustomers(db, source, missing)
}

type Counts = { purchases: number; lines: number; lines_removed: number }

type Recorder = (
  prepared: PreparedOrders,
  alongside: (() => Promise<void>) | undefined
) => Promise<number>

/**
 * Most histories are new to the shop, so they are copied straight into the ledger; the first purchase that is there already tells
 * that this one must be compared with it, from then on.
 */
function recorder(db: Database): Recorder {
  let fresh = true
  return async (prepared, alongside) => {
    if (fresh) {
      try {
        return await copyAll(db, prepared, alongside)
      } catch (error) {
        if ((error as { code?: string }).code !== UNIQUE_VIOLATION) {
          throw error
        }
        fresh = false
      }
    }
    return compareAll(db, prepared, alongside)
  }
}

const UNIQUE_VIOLATION = "23505"

function copyAll(
  db: Database,
  { ids, customer_ids, text }: PreparedOrders,
  alongside: (() => Promise<void>) | undefined
): Promise<number> {
  return db.transaction(async () => {
    await db.copyIn(COPY_TARGETS.purchases, text.purchases)
    await db.copyIn(COPY_TARGETS.lines, text.lines)
    await db.query(MARK_UNSCORED_SQL, [customer_ids])
    await alongside?.()
    return ids.length
  })
}

function compareAll(
  db: Database,
  { customer_ids, text }: PreparedOrders,
  alongside: (() => Promise<void>) | undefined
): Promise<number> {
  return db.transaction(async () => {
    await db.copyIn("kairos_staged_purchase", text.purchases)
    await db.copyIn("kairos_staged_line", text.lines)
    const [counts] = await db.query<Counts>(RECORD_STAGED_SQL)
    const { purchases, lines, lines_removed } = counts as Counts
    if (purchases + lines + lines_removed > 0) {
      await db.query(MARK_UNSCORED_SQL, [customer_ids])
    }
    await alongside?.()
    return purchases
  })
}

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
