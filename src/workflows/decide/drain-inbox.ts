import {
  type InboxRow,
  type InboxStore,
  MAX_INBOX_ATTEMPTS,
} from "../../modules/kairos-automation/inbox"
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
export async function drainInbox(runtime: Runtime, budgetMs = 20_000): Promise<DrainResult> {
  const start = performance.now()
  const giveWay = givingWay()
  // Before anything is claimed, too: the event that asks for this round often comes from a cart whose answer is on its way.
  await giveWay()
  return drainQueue(
    runtime.automation.inbox,
    async (row) => {
      await giveWay()
      return processEvent(runtime, row, giveWay)
    },
    () => runtime.automation.stopping || performance.now() - start >= budgetMs,
    () => runtime.automation.stopping
  )
}

/**
 * The queue by itself: batches are claimed by lease, each event is handled alone, and those that led to nothing are closed together.
 * Where more waits than one batch takes, every other batch is what happened in the shop a moment ago: an order does not wait behind
 * a hundred thousand birthdays (X8).
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
  let crowded = false
  while (!isOver() && !result.interrupted) {
    const live: readonly InboxRow[] = crowded ? await inbox.claim(BATCH, LEASE_SECONDS, "live") : []
    const claimed = live.length > 0 ? live : await inbox.claim(BATCH, LEASE_SECONDS)
    if (claimed.length === 0) {
      break
    }
    crowded = live.length === 0 && claimed.length === BATCH
    const rows = await withoutSuspects(inbox, claimed)
    await faultPoint("after_claim")
    const idle: InboxRow[] = []
    for (const [index, row] of rows.entries()) {
      if (isStopping()) {
        await inbox.giveBack(rows.slice(index))
        break
      }
      const processed = row.attempts > MAX_INBOX_ATTEMPTS ? "vanished" : await handle(row)
      if (processed === "vanished") {
        await inbox.fail(row, VANISHED, 0)
      }
      if (processed === "database_trouble") {
        await inbox.giveBack(rows.slice(index), afterTrouble())
        result.interrupted = true
        break
      }
      if (processed === "idle") {
        idle.push(row)
      }
      result[processed === "failed" || processed === "vanished" ? "failed" : "done"] += 1
    }
    if (idle.length > 0) {
      await inbox.finishIdle(idle)
    }
  }
  return result
}

const SUSPECT_ATTEMPTS = 3
const VANISHED = {
  class: "WorkerVanished",
  message:
    "the process that handled this event ended each time before it was done: see why it ended (memory, a crash), and replay the event then",
}

/**
 * An event that ends its process takes the whole batch with it, and nobody knows which of them it was. So one that comes back for
 * the third time is handled alone, those that came back least often first: the others of its batch pass, and it becomes a dead
 * letter by itself.
 */
async function withoutSuspects(
  inbox: InboxStore,
  rows: readonly InboxRow[]
): Promise<readonly InboxRow[]> {
  const [suspect] = rows
    .filter(({ attempts }) => attempts >= SUSPECT_ATTEMPTS)
    .sort((a, b) => a.attempts - b.attempts)
  if (suspect === undefined || rows.length === 1) {
    return rows
  }
  await inbox.giveBack(rows.filter((row) => row !== suspect))
  return [suspect]
}
