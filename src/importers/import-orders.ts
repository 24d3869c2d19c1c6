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
  for (let start = 0; start < orders.length; start += BATCH) {
    await sink.take(orders.slice(start, start + BATCH))
    onProgress(Math.min(start + BATCH, orders.length))
  }
  return sink.counts()
}
