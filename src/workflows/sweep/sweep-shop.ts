import { missedEvents } from "../../read-models/missed-events"
import { followMoved } from "../consent/follow-address"
import { learnAges } from "../consent/learn-ages"
import { ingestEvents } from "../ingest/ingest-events"
import type { Runtime } from "../support/runtime"

const WATERMARK = "sweep_watermark"
/**
 * How far a sweep looks back behind the last one: longer than any transaction that writes an order, because a row's time
 * is taken when its transaction begins and the row is only seen when it commits.
 */
const OVERLAP_MS = 15 * 60 * 1000
const PAGE = 1000

export type SweepResult = {
  readonly found: number
  readonly since: string
  /** Customers with another e-mail address than before. */
  readonly moved: number
  /** People of whose age something new was learnt; of everybody, the first time. */
  readonly ages: number
}

/**
 * Compares Medusa's orders and customers with the inbox and inserts what is missing. The first sweep of an installation
 * only sets the watermark: what happened before Kairos was there causes nothing.
 */
export async function sweepShop(runtime: Runtime): Promise<SweepResult> {
  const now = await databaseNow(runtime)
  const watermark = await runtime.automation.settings.readOwn<string>(WATERMARK)
  const since = watermark === null ? now : new Date(new Date(watermark).getTime() - OVERLAP_MS)
  let found = 0
  for (;;) {
    const missed = await missedEvents(runtime.knex, since, PAGE)
    found += (await ingestEvents(runtime, missed)).length
    if (missed.length < PAGE) {
      break
    }
  }
  const moved = await followMoved(runtime, since)
  const ages = await learnAges(runtime, watermark === null ? new Date(0) : since)
  await runtime.automation.settings.write(WATERMARK, now.toISOString(), "kairos")
  return { found, since: since.toISOString(), moved, ages }
}

async function databaseNow(runtime: Runtime): Promise<Date> {
  return (await runtime.knex.raw("select now() as now")).rows[0].now
}
