import type { Collected } from "./collect-orders"
import type { Database } from "./database"
import { openShopSink, type SinkCounts, type SinkOptions } from "./shop-sink"

export type ImportOptions = SinkOptions & { readonly onProgress: (orders: number) => void }

export type ImportResult = SinkCounts

const BATCH = 10_000

/**
 * Writes orders as purchases, batch by batch, each whole or not at all; running it again changes nothing.
 * @throws ImportError when the database is not a shop with Kairos
 */
export async function importOrders(
  db: Database,
  { orders, customers }: Collected,
  { onProgress, ...options }: ImportOptions
): Promise<ImportResult> {
  const sink = await openShopSink(db, options)
  await sink.introduce(customers)
  let writing = Promise.resolve()
  for (let start = 0; start < orders.length; start += BATCH) {
    const prepared = sink.prepare(orders.slice(start, start + BATCH))
    await writing
    onProgress(start)
    writing = sink.write(prepared)
    // It is awaited below; meanwhile a failure must not count as one that nobody handles.
    writing.catch(() => undefined)
  }
  await writing
  return sink.counts()
}
