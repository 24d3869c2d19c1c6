import type { ChannelPause } from "../../modules/kairos-automation/settings"
import { resumeAfterComplaints } from "../reports/complaint-breaker"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"

const KEY = "channel_pauses"
const PAUSE_SECONDS = 5 * 60
const LONGEST_PAUSE_SECONDS = 60 * 60

/** Channels whose provider refuses us (a revoked key) or asks us to come later, with the reason. Their deliveries stay queued, unburned. */
export async function pausedChannels(runtime: Runtime): Promise<ReadonlyMap<string, ChannelPause>> {
  const stored = await runtime.automation.settings.readOwn<Record<string, ChannelPause>>(KEY)
  return new Map(Object.entries(stored ?? {}))
}

/** When a pause is over one delivery may try again: a mended key needs no further click. */
export async function openChannelsAgain(
  runtime: Runtime,
  paused: ReadonlyMap<string, ChannelPause>
): Promise<ReadonlyMap<string, ChannelPause>> {
  if (paused.size === 0) {
    return paused
  }
  const now = (await databaseNow(runtime.knex)).toISOString()
  const still = new Map([...paused].filter(([, pause]) => pause.until > now))
  if (still.size !== paused.size) {
    await runtime.automation.settings.write(KEY, Object.fromEntries(still), "kairos")
  }
  return still
}

/** @param seconds five minutes where the provider did not say for how long; an hour at most */
export async function pauseChannel(
  runtime: Runtime,
  channel: string,
  reason: string,
  seconds = PAUSE_SECONDS
): Promise<void> {
  const now = await databaseNow(runtime.knex)
  const pause: ChannelPause = {
    reason,
    since: now.toISOString(),
    until: new Date(now.getTime() + Math.min(seconds, LONGEST_PAUSE_SECONDS) * 1000).toISOString(),
  }
  const others = Object.fromEntries(await pausedChannels(runtime))
  await runtime.automation.settings.write(KEY, { ...others, [channel]: pause }, "kairos")
  runtime.logger.warn(`kairos: channel "${channel}" is paused until ${pause.until}: ${reason}`)
}

/** A person lets a channel go on, whatever stopped it. @returns false when nothing had */
export async function resumeChannel(
  runtime: Runtime,
  channel: string,
  by: string
): Promise<boolean> {
  const resumed = await resumeAfterComplaints(runtime, channel, by)
  const paused = Object.fromEntries(await pausedChannels(runtime))
  if (!(channel in paused)) {
    return resumed
  }
  const { [channel]: _opened, ...rest } = paused
  await runtime.knex.transaction(async (trx) => {
    await runtime.automation.settings.write(KEY, rest, by, trx)
    await runtime.automation.audit.append(
      { actor: by, action: "resume", entity: "channel", entity_id: channel },
      trx
    )
  })
  return true
}
