import type { MedusaContainer } from "@medusajs/framework/types"
import { scheduleTicked } from "../workflows/schedule/own-clock"
import { drainOnce } from "../workflows/support/hint-drain"
import { runtimeOf } from "../workflows/support/runtime"

/** Drains what hints did not reach: retries that became due, waits that ended, events of a process that died. */
export default async function kairosTick(container: MedusaContainer): Promise<void> {
  const runtime = runtimeOf(container)
  scheduleTicked(runtime)
  // Not waited for: while events keep coming the round goes on, and the schedule's next tick would wait behind it.
  void drainOnce(runtime)
}

export const config = { name: "kairos-tick", schedule: "*/5 * * * * *" }
