/** Days after the failure before it is tried again; when they are used up it ends. Four mails in two weeks, and no more. */
const RETRY_DAYS = [1, 3, 5] as const

export const MAX_ATTEMPTS = RETRY_DAYS.length + 1

/**
 * When a renewal that failed is tried again.
 * @param attempts how many were made
 * @returns days from now, or null when it is over
 */
export function retryInDays(attempts: number): number | null {
  return RETRY_DAYS[attempts - 1] ?? null
}
