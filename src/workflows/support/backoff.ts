import { randomInt } from "node:crypto"

const BASE_SECONDS = 2
const CAP_SECONDS = 15 * 60

/** Between one and five seconds, so that those who met in a deadlock do not meet again. */
export const afterTrouble = (): number => randomInt(1, 6)

/**
 * Exponential backoff with full jitter: a random time between 1 second and `2 * 2^attempt`, at most a quarter of an hour.
 * @param atLeastSeconds what the other side asked for (Retry-After)
 */
export function backoffSeconds(attempt: number, atLeastSeconds = 0): number {
  const ceiling = Math.min(CAP_SECONDS, BASE_SECONDS * 2 ** Math.min(attempt, 16))
  return Math.max(atLeastSeconds, randomInt(1, Math.max(2, Math.ceil(ceiling) + 1)))
}
