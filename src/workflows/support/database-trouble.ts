/**
 * Classes of SQLSTATE that speak of the database and not of what was asked: connection (08), rolled back for somebody else's sake (40:
 * deadlock, serialization), out of disk, memory or connections (53), shut down or starting (57P), input and output (58), a lock
 * that was not to be had (55P03), no writes (25006).
 */
const STATES = /^(08|40|53|57P|58|55P03|25006)/
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const MESSAGES =
  /connection (terminated|ended|closed)|timeout acquiring a connection|client has encountered a connection error|not queryable/i

/**
 * Whether the database is ill, and not the event or delivery that met it. Then nothing is wrong with what was tried: it goes back in
 * line as if it had not been tried, so that an hour without a disk makes no dead letters (F17 to F22).
 */
export function isDatabaseTrouble(error: unknown): boolean {
  // Medusa's layers wrap the driver's error.
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const { code, message } = cause as Error & { code?: unknown }
    if (typeof code === "string" && (STATES.test(code) || NETWORK.test(code))) {
      return true
    }
    if (MESSAGES.test(message)) {
      return true
    }
    cause =
      (cause as Error & { cause?: unknown; previous?: unknown }).cause ??
      (cause as Error & { previous?: unknown }).previous
  }
  return false
}
