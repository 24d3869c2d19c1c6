import { readFileSync } from "node:fs"

const MIB = 1024

/** What a process has for itself, without the buffers that Postgres shares; in MiB. 0 where /proc does not tell. */
export function privateMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8")
    return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / MIB
  } catch {
    return 0
  }
}

/** Watches a figure while some work is done; answers with its greatest value. */
export async function peakOf(measure: () => number, work: () => Promise<unknown>): Promise<number> {
  let peak = measure()
  const look = (): void => {
    peak = Math.max(peak, measure())
  }
  const timer = setInterval(look, 10)
  try {
    await work()
  } finally {
    clearInterval(timer)
    look()
  }
  return peak
}
