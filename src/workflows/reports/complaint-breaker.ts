import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { JUDGED_DAYS, type Judgement, judgeComplaints } from "../../core/report/complaints"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"

/** The channel whose vendors report complaints. */
const CHANNEL = "email"
const STOPS = "complaint_stops"
const RESUMED = "complaints_judged_since"

export type ComplaintStop = Judgement & { readonly since: string }

/** Channels whose marketing is stopped because too many people reported it as spam. */
export async function complaintStops(
  { automation, knex }: Runtime,
  trx: Knex = knex
): Promise<Readonly<Record<string, ComplaintStop>>> {
  return (await automation.settings.readOwn<Record<string, ComplaintStop>>(STOPS, trx)) ?? {}
}

/** How the mails of the last week were taken, or of the time since somebody let the channel go on. */
export async function judgementOf(runtime: Runtime): Promise<Judgement> {
  const now = await databaseNow(runtime.knex)
  const resumed = await runtime.automation.settings.readOwn<Record<string, string>>(RESUMED)
  const week = now.getTime() - JUDGED_DAYS * 86_400_000
  const since = Math.max(week, Date.parse(resumed?.[CHANNEL] ?? "") || 0)
  return runtime.automation.reports.judgement(CHANNEL, new Date(since))
}

/**
 * Stops marketing on the channel when too many complained (B-26): what is due is held, service goes on, and only a person lets it go on.
 * @returns whether it stopped it now
 */
export async function breakOnComplaints(runtime: Runtime): Promise<boolean> {
  const judgement = await judgementOf(runtime)
  if (judgeComplaints(judgement) !== "stop") {
    return false
  }
  const since = (await databaseNow(runtime.knex)).toISOString()
  const stopped = await runtime.knex.transaction(async (trx) => {
    // Two webhooks at once stop it once, so that the audit says it once.
    await trx.raw("select pg_advisory_xact_lock(hashtextextended('kairos:complaints', 0))")
    const stops = await complaintStops(runtime, trx)
    if (stops[CHANNEL] !== undefined) {
      return false
    }
    const { settings, audit } = runtime.automation
    await settings.write(STOPS, { ...stops, [CHANNEL]: { ...judgement, since } }, "kairos", trx)
    await audit.append(
      {
        actor: "kairos",
        action: "stop_marketing",
        entity: "channel",
        entity_id: CHANNEL,
        after: judgement,
      },
      trx
    )
    return true
  })
  if (stopped) {
    runtime.logger.warn(
      `kairos: marketing on the channel "${CHANNEL}" is stopped: ${judgement.complained} of ${judgement.delivered} mails were reported as spam`
    )
  }
  return stopped
}

/** A person lets marketing go on: what was held is asked about again, and complaints count from now. */
export async function resumeAfterComplaints(
  runtime: Runtime,
  channel: string,
  by: string
): Promise<boolean> {
  const { [channel]: stopped, ...others } = await complaintStops(runtime)
  if (stopped === undefined) {
    return false
  }
  const now = (await databaseNow(runtime.knex)).toISOString()
  const { settings, audit, deliveries } = runtime.automation
  await runtime.knex.transaction(async (trx) => {
    const resumed = await settings.readOwn<Record<string, string>>(RESUMED, trx)
    await settings.write(STOPS, others, by, trx)
    await settings.write(RESUMED, { ...resumed, [channel]: now }, by, trx)
    await deliveries.release(trx, { reason: "killed" })
    await audit.append(
      {
        actor: by,
        action: "resume_marketing",
        entity: "channel",
        entity_id: channel,
        before: stopped,
      },
      trx
    )
  })
  return true
}
