import type { ValueDefinition } from "../../core/profile/worth"
import type { Runtime } from "../support/runtime"
import { backfillOrders } from "./backfill-orders"

const WATERMARK = "purchases_watermark"
/** By which definition of value the purchases up to there were taken over; everything counted before there was one. */
const DEFINITION = "purchases_definition"
/** Longer than a transaction that writes an order may stay open. */
const OVERLAP_MS = 15 * 60 * 1000

/**
 * The orders that changed since the last run: edits, refunds, transfers and cancellations, most of which Medusa announces
 * by no event. The first run of an installation takes over the whole history of the shop, and so does the first one under another
 * definition of value; a tier that moves by either is no moment.
 * @returns how many purchases were new or changed
 */
export async function backfillChangedOrders(runtime: Runtime): Promise<number> {
  const { settings } = runtime.automation
  const watermark = await settings.readOwn<string>(WATERMARK)
  const definition = nameOf(runtime.options.value)
  const isOther = ((await settings.readOwn<string>(DEFINITION)) ?? nameOf(WHOLE)) !== definition
  const since =
    watermark === null || isOther
      ? null
      : new Date(Date.parse(watermark) - OVERLAP_MS).toISOString()
  if (isOther) {
    // Who is interrupted and goes back to the former definition has some of both, so that begins anew, too.
    await settings.write(DEFINITION, `${definition}, begun`, "kairos")
  }
  const progress = await backfillOrders(runtime, { since, history: since === null })
  if (progress.watermark !== null) {
    await settings.write(WATERMARK, progress.watermark, "kairos")
  }
  if (isOther) {
    await settings.write(DEFINITION, definition, "kairos")
  }
  return progress.written
}

const WHOLE: ValueDefinition = { tax: "included", shipping: "included" }

const nameOf = ({ tax, shipping }: ValueDefinition): string => `tax ${tax}, shipping ${shipping}`
