import { Modules } from "@medusajs/framework/utils"
import { deliverDue } from "../deliver/deliver-due"
import { drainInbox } from "../decide/drain-inbox"
import type { Runtime } from "./runtime"

type State = { running: Promise<void> | null; again: boolean }

const states = new WeakMap<Runtime, State>()

/** Told to the worker processes where this one only answers requests. */
export const WORK_WAITS = "kairos.work_waits"

/**
 * Starts one round of deciding and delivering in the background, unless one runs already: then it runs once more. Where Medusa runs in
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

/** One round of deciding and delivering; calls that come while one runs wait for the next, which they share. */
export async function drainOnce(runtime: Runtime): Promise<void> {
  if (runtime.automation.stopping) {
    return
  }
  const state = stateOf(runtime)
  if (state.running !== null) {
    state.again = true
    return state.running
  }
  state.running = runtime.automation.letEnd(run(runtime, state)).finally(() => {
    state.running = null
  })
  return state.running
}

async function run(runtime: Runtime, state: State): Promise<void> {
  do {
    state.again = false
    try {
      const { interrupted } = await drainInbox(runtime)
      if (!interrupted) {
        await deliverDue(runtime)
      }
    } catch (error) {
      runtime.logger.error(
        `kairos: a round of draining failed: ${error instanceof Error ? error.name : "unknown error"}`
      )
    }
  } while (state.again && !runtime.automation.stopping)
}

function stateOf(runtime: Runtime): State {
  let state = states.get(runtime)
  if (state === undefined) {
    state = { running: null, again: false }
    states.set(runtime, state)
  }
  return state
}
