import type { NewEvent } from "../../core/event/event"
import { faultPoint } from "../support/fault-points"
import { hintDrain } from "../support/hint-drain"
import type { Runtime } from "../support/runtime"

/**
 * Writes events into the inbox and hints that there is work. The insert is all that anybody has to wait for. What happened to
 * somebody before they were erased is not written again.
 * @returns the ids that were new
 */
export async function ingestEvents(
  runtime: Runtime,
  events: readonly NewEvent[]
): Promise<string[]> {
  await faultPoint("before_inbox_insert")
  const fresh = await runtime.automation.inbox.insert(
    await runtime.consent.erasures.without(events)
  )
  await faultPoint("after_inbox_insert")
  if (fresh.length > 0) {
    hintDrain(runtime)
  }
  return fresh
}
