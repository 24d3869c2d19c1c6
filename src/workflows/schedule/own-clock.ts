import { drainOnce } from "../support/hint-drain"
import type { Runtime } from "../support/runtime"
import { everyMinute, everyMinuteMoments, everyMinuteRenewals, everyNight } from "./periodic"

const LOOK_MS = 5_000
/** Medusa's schedule ticks every five seconds; another worker may have taken some of them. */
const SILENT_MS = 30_000
const NIGHT_HOUR = 3

type Watch = { lastTick: number; busy: boolean }

const watches = new WeakMap<Runtime, Watch>()

/** Medusa's schedule is alive: called by the job that it runs every five seconds. */
export function scheduleTicked(runtime: Runtime): void {
  watchSchedule(runtime).lastTick = performance.now()
}

/**
 * With Redis, Medusa keeps its schedule there and nowhere else: flushed, or killed without a disk, it has forgotten every job, and no
 * process puts them back before it is started again (F24, F25). So a process that works looks after the time itself: when the
 * schedule has been silent for half a minute, it does what is due. Periods are claimed in Postgres, so nothing runs twice.
 * Called from whatever only a working process runs; a command such as `medusa exec` never gets here.
 */
export function watchSchedule(runtime: Runtime): Watch {
  let watch = watches.get(runtime)
  if (watch === undefined) {
    watch = { lastTick: performance.now(), busy: false }
    watches.set(runtime, watch)
    const own = watch
    const timer = setInterval(() => void look(runtime, own), LOOK_MS)
    timer.unref()
    runtime.automation.onStop(() => {
      clearInterval(timer)
      return Promise.resolve()
    })
  }
  return watch
}

async function look(runtime: Runtime, watch: Watch): Promise<void> {
  if (watch.busy || performance.now() - watch.lastTick < SILENT_MS) {
    return
  }
  watch.busy = true
  try {
    // Not waited for: while events keep coming the round goes on.
    void drainOnce(runtime)
    await everyMinute(runtime)
    await everyMinuteMoments(runtime)
    await everyMinuteRenewals(runtime)
    if (runtime.clock.now().getHours() >= NIGHT_HOUR) {
      await everyNight(runtime)
    }
  } catch (error) {
    runtime.logger.error(
      `kairos: a round beside Medusa's silent schedule failed: ${error instanceof Error ? error.name : "unknown error"}`
    )
  } finally {
    watch.busy = false
  }
}
