import type { ExecArgs } from "@medusajs/framework/types"
import { workSingle } from "../../src/workflows/renewal/charge-renewal"
import { guardSubscriptions } from "../../src/workflows/renewal/run-guard"
import { workRenewals } from "../../src/workflows/renewal/work-renewals"
import { drainOnce } from "../../src/workflows/support/hint-drain"
import { runtimeOf } from "../../src/workflows/support/runtime"
import { waitUntilSettled } from "../support/suite-context"

/**
 * `medusa exec`: what a process does of renewals in a minute, and what follows from it, so that no test waits for the minute. What was
 * told is noted at the end, and the guard looks at all of it.
 */
export default async function renewalRound({ container }: ExecArgs): Promise<void> {
  const runtime = runtimeOf(container)
  const work = () => workRenewals(runtime, (single) => workSingle(runtime, single))
  await work()
  await waitUntilSettled(container, drainOnce)
  await work()
  await waitUntilSettled(container, drainOnce)
  await guardSubscriptions(runtime)
}
