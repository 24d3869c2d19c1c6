/** FNV-1a, 32 bits, over UTF-8. `Math.imul` because a product of doubles loses the low bits ("hello" is 1335831723). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return hash >>> 0
}

const encoder = new TextEncoder()

/**
 * Where a person falls in [0, 100) for one experiment: always the same for the same seed and id, without storage.
 * The hash is hashed once more, because FNV-1a of texts that differ in their last characters alone falls into
 * neighbouring buckets.
 */
export function bucketOf(seed: string, id: string): number {
  return (fnv1a(`${fnv1a(`${seed}:${id}`)}`) % 10_000) / 100
}
