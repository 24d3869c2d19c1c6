import { faultPoint } from "../support/fault-points"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { processEvent } from "./process-event"

const BATCH = 50
const LEASE_SECONDS = 60

export type DrainResult = { readonly done: number; readonly failed: number }

/** Claims and processes events until none is due or the time is used up. */
export async function drainInbox(runtime: Runtime, budgetMs = 20_000): Promise<DrainResult> {
  const start = performance.now()
  const giveWay = givingWay()
  const result = { done: 0, failed: 0 }
  while (!runtime.automation.stopping && performance.now() - start < budgetMs) {
    await giveWay()
    const rows = await runtime.automation.inbox.claim(BATCH, LEASE_SECONDS)
    if (rows.length === 0) {
      break
    }
    await faultPoint("after_claim")
    for (const [index, row] of rows.entries()) {
      if (runtime.automation.stopping) {
        await runtime.automation.inbox.giveBack(rows.slice(index))
        break
      }
      await giveWay()
      const processed = await processEvent(runtime, row)
      result[processed === "failed" ? "failed" : "done"] += 1
    }
  }
  return result
}
