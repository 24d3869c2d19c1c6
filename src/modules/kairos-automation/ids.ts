import { createHash, randomFillSync } from "node:crypto"
import { systemClock } from "../../clock"
import { ULID_RANDOM_BYTES, ulidOf } from "../../core/text/ulid"

/** Chance for many ids at once: asking for it takes longer than all the rest of an id. */
const pool = new Uint8Array(400 * ULID_RANDOM_BYTES)
let used = pool.length

/**
 * A new id with Medusa's shape (prefix and ULID). Medusa's own generator asks for chance sixteen times for each, which a page would
 * wait for.
 */
export function newId(prefix: string): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += ULID_RANDOM_BYTES
  return `${prefix}_${ulidOf(systemClock.now().getTime(), pool, used - ULID_RANDOM_BYTES)}`
}

/** The idempotency key of a side effect: equal parts, equal key. */
export const keyOf = (parts: readonly (string | number | null)[]): string =>
  createHash("sha256")
    .update(parts.map((part) => String(part ?? "")).join("|"))
    .digest("hex")
