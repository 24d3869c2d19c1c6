import { Modules } from "@medusajs/framework/utils"
import { deliverDue } from "../deliver/deliver-due"
import { drainInbox } from "../decide/drain-inbox"
import { sendingStopped } from "../restore/journal-state"
import type { Runtime } from "./runtime"

type Round = { running: Promise<void> | null; again: boolean }
type Rounds = { readonly decide: Round; readonly deliver: Round }

const rounds = new WeakMap<Runtime, Rounds>()

/** Told to the worker processes where this one only answers requests. */
export const WORK_WAITS = "kairos.work_waits"

/**
 * Starts a round of deciding and one of delivering in the background, unless they run already: then they run once more. Where Medusa runs in
 * the mode `server`, the hint goes over its bus to the workers. A hint that is lost costs seconds, because the tick drains as well.
 */
export function hintDrain(runtime: Runtime): void {
  if (runtime.automation.stopping) {
    return
  }
  void (onlyServes(runtime) ? tellWorkers(runtime) : drainOnce(runtime))
}

/**
 * A worker begins as another process asked it to. A process that only serves hears its own words where the bus is in memory, as in
 * `medusa exec`: answering them with a hint would never end.
 */
export function heedHint(runtime: Runtime): void {
  if (!onlyServes(runtime)) {
    void drainOnce(runtime)
  }
}

const onlyServes = ({ container }: Runtime): boolean =>
  container.resolve("configModule").projectConfig.workerMode === "server"

async function tellWorkers({ container, logger }: Runtime): Promise<void> {
  try {
    await container.resolve(Modules.EVENT_BUS).emit({ name: WORK_WAITS, data: {} })
  } catch (error) {
    logger.warn(
      `kairos: the workers could not be told of new work and will find it themselves: ${error instanceof Error ? error.name : "unknown error"}`
    )
  }
}

/**
 * One round of deciding, after which one of delivering begins; calls that come while one runs wait for the next, which they share.
 * Nobody waits for the deliveries: a provider that hangs keeps no event from being decided, and no mail of another channel waits
 * for a decision. A restored database decides and sends nothing before it was told what it missed.
 */
export async function drainOnce(runtime: Runtime): Promise<void> {
  const { decide, deliver } = roundsOf(runtime)
  await shared(runtime, decide, async () => {
    if ((await sendingStopped(runtime)) !== null) {
      return
    }
    const { interrupted } = await drainInbox(runtime)
    if (!interrupted) {
      void shared(runtime, deliver, () => deliverDue(runtime))
    }
  })
}

function shared(runtime: Runtime, round: Round, work: () => Promise<unknown>): Promise<void> {
  if (runtime.automation.stopping) {
    return Promise.resolve()
  }
  if (round.running !== null) {
    round.again = true
    return round.running
  }
  round.running = runtime.automation.letEnd(repeated(runtime, round, work))
  return round.running
}

async function repeated(
  runtime: Runtime,
  round: Round,
  work: () => Promise<unknown>
): Promise<void> {
  do {
    round.again = false
    try {
      await work()
    } catch (error) {
      runtime.logger.error(
        `kairos: a round of draining failed: ${error instanceof Error ? error.name : "unknown error"}`
      )
    }
  } while (round.again && !runtime.automation.stopping)
  // In the same breath as the last look at `again`: a call that comes between the two would wait for a round that looks no more.
  round.running = null
}

function roundsOf(runtime: Runtime): Rounds {
  let own = rounds.get(runtime)
  if (own === undefined) {
    own = { decide: { running: null, again: false }, deliver: { running: null, again: false } }
    rounds.set(runtime, own)
  }
  return own
}
