import type { Database } from "./database"
import { type LeftOut, LEFT_OUT, type OrderSource, type SourceBatch } from "./order-source"
import { openShopSink, type ShopSink, type SinkCounts, type SinkOptions } from "./shop-sink"

export type DatabaseImportOptions = SinkOptions & {
  /** Reads everything, also where an earlier import of this source was interrupted. */
  readonly fromStart: boolean
  readonly onProgress: (orders: number) => void
  /** An interrupted import goes on. */
  readonly onResume: (after: string) => void
}

export type DatabaseImportResult = {
  /** Orders that were read; those below and `left_out` add up to it. */
  readonly read: number
  readonly left_out: Readonly<Record<LeftOut, number>>
  /** Null where no shop was asked. */
  readonly shop: SinkCounts | null
}

/**
 * Takes another platform's orders over, batch by batch. Where it stands is written with each batch in one transaction, so a killed
 * import goes on where it was; after the end a new run reads everything again, writes what changed, and nothing else.
 * @param db the shop; null to read only
 * @throws ImportError when one of the databases is not what it should be
 */
export async function importDatabase(
  source: OrderSource,
  db: Database | null,
  options: DatabaseImportOptions
): Promise<DatabaseImportResult> {
  const sink = db === null ? null : await openShopSink(db, options)
  const left_out = Object.fromEntries(LEFT_OUT.map((reason) => [reason, 0])) as Record<
    LeftOut,
    number
  >
  const writes = db !== null && !options.dryRun
  let cursor =
    writes && !options.fromStart ? await readCursor(db, options.source, source.origin) : null
  if (cursor !== null) {
    options.onResume(cursor)
  }
  let read = 0
  for (let batch = await source.read(cursor); batch !== null; batch = await source.read(cursor)) {
    const position = batch.cursor
    if (sink !== null) {
      await takeBatch(
        sink,
        batch,
        writes ? () => writeCursor(db, options.source, source.origin, position) : undefined
      )
    }
    batch.left_out.forEach((reason) => (left_out[reason] += 1))
    read += batch.orders.length + batch.left_out.length
    cursor = position
    options.onProgress(read)
  }
  if (writes) {
    await writeCursor(db, options.source, source.origin, null)
  }
  return { read, left_out, shop: sink?.counts() ?? null }
}

async function takeBatch(
  sink: ShopSink,
  { orders }: SourceBatch,
  alongside: (() => Promise<void>) | undefined
): Promise<void> {
  await sink.introduce([
    ...new Map(
      orders.map(({ customer, occurred_at }) => [
        customer.key,
        { key: customer.key, email: customer.email, created_at: occurred_at },
      ])
    ).values(),
  ])
  await sink.write(
    sink.prepare(orders.map((order) => ({ ...order, customer_key: order.customer.key }))),
    alongside
  )
}

async function readCursor(db: Database, source: string, origin: string): Promise<string | null> {
  const [row] = await db.query<{ position: string | null }>(
    "select position from kairos_import where source = $1 and origin = $2",
    [source, origin]
  )
  return row?.position ?? null
}

async function writeCursor(
  db: Database,
  source: string,
  origin: string,
  position: string | null
): Promise<void> {
  await db.query(
    `insert into kairos_import (source, origin, position) values ($1, $2, $3)
     on conflict (source) do update set origin = excluded.origin, position = excluded.position, updated_at = now()`,
    [source, origin, position]
  )
}
