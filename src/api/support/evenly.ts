import { setTimeout as wait } from "node:timers/promises"

/** Several times what the work takes; short for whoever waits. */
const EVEN_MS = 50

/**
 * Hands on what `work` comes to, and never sooner than `EVEN_MS`: how long an answer takes must not tell whether a person or
 * a code is known here (C-09).
 */
export async function evenly<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work, wait(EVEN_MS)])
  if (result.status === "rejected") {
    throw result.reason
  }
  return result.value
}
