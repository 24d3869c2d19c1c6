import type { MedusaContainer } from "@medusajs/framework/types"
import { drainOnce } from "../workflows/support/hint-drain"
import { runtimeOf } from "../workflows/support/runtime"

/** Drains what hints did not reach: retries that became due, waits that ended, events of a process that died. */
export default async function kairosTick(container: MedusaContainer): Promise<void> {
  await drainOnce(runtimeOf(container))
}

export const config = { name: "kairos-tick", schedule: "*/5 * * * * *" }
