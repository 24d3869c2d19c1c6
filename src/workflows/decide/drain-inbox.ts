import type { InboxRow, InboxStore } from "../../modules/kairos-automation/inbox"
import { afterTrouble } from "../support/backoff"
import { faultPoint } from "../support/fault-points"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { type Processed, processEvent } from "./process-event"

const BATCH = 100
const LEASE_SECONDS = 60

export type DrainResult = {
  readonly done: number
  readonly failed: number
  /** The database was ill: what was claimed is back in line, and nothing more is claimed in this round. */
  readonly interrupted: boolean
}

/** Claims and processes events until none is due, the time is used up, or the database is ill. */
export function drainInbox(runtime: Runtime, budgetMs = 20_000): Promise<DrainResult> {
  const start = performance.now()
  const giveWay = givingWay()
  return drainQueue(
    runtime.automation.inbox,
    async (row) => {
      await giveWay()
      return processEvent(runtime, row)
    },
    () => runtime.automation.stopping || performance.now() - start >= budgetMs,
    () => runtime.automation.stopping
  )
}

/**
 * The queue by itself: batches are claimed by lease, each event is handled alone, and those that led to nothing are closed together.
 * @param isOver whether to claim no further batch
 * @param isStopping whether to give back the rest of a batch
 */
export async function drainQueue(
  inbox: InboxStore,
  handle: (row: InboxRow) => Promise<Processed>,
  isOver: () => boolean,
  isStopping: () => boolean = () => false
): Promise<DrainResult> {
  const result = { done: 0, failed: 0, interrupted: false }
  while (!isOver() && !result.interrupted) {
    const rows = await inbox.claim(BATCH, LEASE_SECONDS)
    if (rows.length === 0) {
      break
    }
    await faultPoint("after_claim")
    const idle: InboxRow[] = []
    for (const [index, row] of rows.entries()) {
      if (isStopping()) {
        await inbox.giveBack(rows.slice(index))
        break
      }
      const processed = await handle(row)
      if (processed === "database_trouble") {
        await inbox.giveBack(rows.slice(index), afterTrouble())
        result.interrupted = true
        break
      }
      if (processed === "idle") {
        idle.push(row)
      }
      result[processed === "failed" ? "failed" : "done"] += 1
    }
    if (idle.length > 0) {
      await inbox.finishIdle(idle)
    }
  }
  return result
}
