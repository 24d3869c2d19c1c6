import type { Runtime } from "../support/runtime"
import { backfillOrders } from "./backfill-orders"

const WATERMARK = "purchases_watermark"
/** Longer than a transaction that writes an order may stay open. */
const OVERLAP_MS = 15 * 60 * 1000

/**
 * The orders that changed since the last run: edits, refunds, transfers and cancellations, most of which Medusa announces
 * by no event. The first run of an installation takes over the whole history of the shop.
 * @returns how many purchases were new or changed
 */
export async function backfillChangedOrders(runtime: Runtime): Promise<number> {
  const watermark = await runtime.automation.settings.readOwn<string>(WATERMARK)
  const since =
    watermark === null ? null : new Date(Date.parse(watermark) - OVERLAP_MS).toISOString()
  const progress = await backfillOrders(runtime, { since, history: since === null })
  if (progress.watermark !== null) {
    await runtime.automation.settings.write(WATERMARK, progress.watermark, "kairos")
  }
  return progress.written
}
