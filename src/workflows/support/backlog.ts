import { cached } from "./cached"
import type { Runtime } from "./runtime"

/** So many events wait at most before Kairos stops adding to them by itself; ten minutes of one worker's work and more. */
export const BACKLOG_LIMIT = 100_000
export const BACKLOG_RETRY_SECONDS = 60

const asked = new WeakMap<Runtime, () => Promise<boolean>>()

/**
 * Whether more waits than is worked off in good time. What happens in the shop is always taken. What can wait does: moments are
 * not looked for, which are found later all the same, and other systems are asked to come back with what they report.
 */
export function isOverloaded(runtime: Runtime): Promise<boolean> {
  let ask = asked.get(runtime)
  if (ask === undefined) {
    const load = cached(2000, 1, () => runtime.automation.inbox.waitsMoreThan(BACKLOG_LIMIT))
    ask = () => load("backlog")
    asked.set(runtime, ask)
  }
  return ask()
}
