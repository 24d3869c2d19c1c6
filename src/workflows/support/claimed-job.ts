import { correlated } from "./correlation"
import type { Runtime } from "./runtime"

/**
 * Runs a job once per period in the whole installation, however many instances tick, and keeps its result. A period in
 * which no instance was up is not caught up: every job here looks at the whole state, so the next run covers it.
 */
export async function claimedJob(
  runtime: Runtime,
  job: string,
  periodSeconds: number,
  run: () => Promise<Readonly<Record<string, unknown>>>
): Promise<void> {
  const { automation } = runtime
  const period = automation.stopping ? null : await automation.jobClaims.claim(job, periodSeconds)
  if (period === null) {
    return
  }
  const result = await correlated({ job }, () => automation.letEnd(run()))
  await automation.jobClaims.finish(job, period, result)
}

/** Runs a job once more whose process was killed in the middle of it: every job here may be done twice. */
export async function resumedJob(
  runtime: Runtime,
  job: string,
  staleSeconds: number,
  run: () => Promise<Readonly<Record<string, unknown>>>
): Promise<void> {
  const { automation } = runtime
  const period = automation.stopping ? null : await automation.jobClaims.takeOver(job, staleSeconds)
  if (period !== null) {
    const result = await automation.letEnd(run())
    await automation.jobClaims.finish(job, period, result)
  }
}
