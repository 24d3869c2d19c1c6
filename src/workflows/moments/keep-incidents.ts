import { SERVICE_DAYS } from "../../core/value/costs"
import { changedIncidents } from "../../read-models/incidents"
import { followIncidents } from "../profile/follow-incidents"
import type { Runtime } from "../support/runtime"

const WATERMARK = "incidents_watermark"
/** Longer than a transaction that writes a return may stay open: its rows carry the time at which it began. */
const OVERLAP_MS = 15 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** Folds what went wrong in Medusa since the last run, whatever the event bus told. @returns how many are new */
export async function keepIncidents(runtime: Runtime): Promise<number> {
  const { settings, incidents } = runtime.automation
  const now: Date = (await runtime.knex.raw("select now() as now")).rows[0].now
  const watermark = await settings.readOwn<string>(WATERMARK)
  const since = new Date(
    watermark === null ? now.getTime() - SERVICE_DAYS * DAY_MS : Date.parse(watermark) - OVERLAP_MS
  )
  const found = await changedIncidents(runtime.knex, since)
  const kept = await runtime.consent.erasures.without(
    found.map((one) => ({ ...one, occurred_at: one.opened_at }))
  )
  const fresh = await incidents.record(kept)
  const isFresh = new Set(fresh)
  // Before the watermark: killed here, the next run finds them again, and the night those that it then knows.
  await followIncidents(
    runtime,
    kept.filter(({ id }) => isFresh.has(id))
  )
  await settings.write(WATERMARK, now.toISOString(), "kairos")
  return fresh.length
}
