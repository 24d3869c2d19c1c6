import { INCIDENT_MATTERS_DAYS } from "../../core/incident/incident"
import { changedIncidents } from "../../read-models/incidents"
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
    watermark === null
      ? now.getTime() - INCIDENT_MATTERS_DAYS * DAY_MS
      : Date.parse(watermark) - OVERLAP_MS
  )
  const found = await changedIncidents(runtime.knex, since)
  const kept = await runtime.consent.erasures.without(
    found.map((one) => ({ ...one, occurred_at: one.opened_at }))
  )
  const fresh = await incidents.record(kept)
  await settings.write(WATERMARK, now.toISOString(), "kairos")
  return fresh.length
}
