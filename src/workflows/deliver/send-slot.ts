import type { Runtime } from "../support/runtime"

/** What a small shop's provider takes without complaint (the option `sendRate` says otherwise). */
const MESSAGES_PER_SECOND = 10

/**
 * Waits for the next moment at which a channel's provider may be called (Q6). All workers of the installation draw their
 * slots from one row, so that more workers do not mean more calls per second.
 * @returns false when the process was asked to stop meanwhile: then nothing leaves any more
 */
export async function waitForSendSlot(runtime: Runtime, channel: string): Promise<boolean> {
  const rate = runtime.options.sendRate[channel] ?? MESSAGES_PER_SECOND
  const { rows } = await runtime.knex.raw(
    `insert into kairos_send_slot as s (channel, next_at) values (?, now() + make_interval(secs => 1.0 / ?))
     on conflict (channel) do update set next_at = greatest(s.next_at, now()) + make_interval(secs => 1.0 / ?)
     returning extract(epoch from next_at - now()) * 1000 - 1000.0 / ? as wait_ms`,
    [channel, rate, rate, rate]
  )
  return runtime.automation.waitUnlessStopped(Number(rows[0].wait_ms))
}
