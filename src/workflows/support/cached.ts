/**
 * Keeps the answers of an asynchronous question for a while, by key. Errors are not kept. For what changes seldom and may be
 * seconds old in another process: active automations, placements, bestsellers.
 */
export function cached<K, V>(
  maxAgeMs: number,
  maxEntries: number,
  load: (key: K) => Promise<V>
): (key: K) => Promise<V> {
  const entries = new Map<K, { readonly at: number; readonly value: Promise<V> }>()
  return (key) => {
    const now = performance.now()
    const known = entries.get(key)
    if (known !== undefined && now - known.at < maxAgeMs) {
      return known.value
    }
    const value = load(key)
    entries.delete(key)
    entries.set(key, { at: now, value })
    if (entries.size > maxEntries) {
      entries.delete(entries.keys().next().value as K)
    }
    value.catch(() => entries.delete(key))
    return value
  }
}
