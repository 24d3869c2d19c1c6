/**
 * One customer as the purchase models see them, in one time unit, in the papers' notation. Purchases of one day are one.
 */
export type PurchaseHistory = {
  /** Repeat purchases: the first one made the customer and is not counted. */
  readonly x: number
  /** Time from the first to the last purchase; 0 without a repeat. */
  readonly tx: number
  /** Time from the first purchase to the end of the observation. */
  readonly T: number
}

/**
 * Histories with equal (x, tx, T) counted once. A shop has few different days and many customers with one purchase, so a
 * likelihood over groups costs a fraction of one over customers; and what depends on x or on a time alone is computed
 * once per different value.
 */
export type GroupedHistories = {
  readonly customers: number
  /** Different numbers of repeats, and how many customers have each. */
  readonly repeats: Int32Array
  readonly repeatCounts: Float64Array
  /** Different times, ascending: every tx and every T. */
  readonly times: Float64Array
  /** For each time that is a T: customers, and their repeats together. */
  readonly ageCounts: Float64Array
  readonly ageRepeats: Float64Array
  /** The groups: how many customers, x, and the places of tx and T in `times`. */
  readonly counts: Float64Array
  readonly x: Int32Array
  readonly txAt: Int32Array
  readonly ageAt: Int32Array
}

/** Puts equal histories together. */
export function groupHistories(histories: readonly PurchaseHistory[]): GroupedHistories {
  const times = Float64Array.from(new Set(histories.flatMap(({ tx, T }) => [tx, T]))).sort()
  const placeOf = new Map([...times].map((time, place) => [time, place]))
  const groups = new Map<string, { count: number; x: number; tx: number; age: number }>()
  const repeatCounts = new Map<number, number>()
  const ageCounts = new Float64Array(times.length)
  const ageRepeats = new Float64Array(times.length)
  for (const { x, tx, T } of histories) {
    const [first, last] = [placeOf.get(tx)!, placeOf.get(T)!]
    const key = `${x} ${first} ${last}`
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, { count: 1, x, tx: first, age: last })
    } else {
      group.count += 1
    }
    repeatCounts.set(x, (repeatCounts.get(x) ?? 0) + 1)
    ageCounts[last]! += 1
    ageRepeats[last]! += x
  }
  const list = [...groups.values()]
  return {
    customers: histories.length,
    repeats: Int32Array.from(repeatCounts.keys()),
    repeatCounts: Float64Array.from(repeatCounts.values()),
    times,
    ageCounts,
    ageRepeats,
    counts: Float64Array.from(list, (group) => group.count),
    x: Int32Array.from(list, (group) => group.x),
    txAt: Int32Array.from(list, (group) => group.tx),
    ageAt: Int32Array.from(list, (group) => group.age),
  }
}

/**
 * Sum over customers of ln(Γ(r+x) / Γ(r)), which the three models share: a rising factorial, so a running sum of logarithms does
 * without the gamma function.
 */
export function sumLogRising(histories: GroupedHistories, r: number): number {
  const most = histories.repeats.reduce((max, x) => Math.max(max, x), 0)
  const rising = new Float64Array(most + 1)
  for (let i = 0; i < most; i += 1) {
    rising[i + 1] = rising[i]! + Math.log(r + i)
  }
  return histories.repeats.reduce((sum, x, i) => sum + histories.repeatCounts[i]! * rising[x]!, 0)
}

/** ln(shift + t) for every time of the histories. */
export function logTimes(histories: GroupedHistories, shift: number): Float64Array {
  return histories.times.map((time) => Math.log(shift + time))
}

/** Sum over customers of (r + x) ln(α + T), given `logTimes(α)`. */
export function sumLogAges(histories: GroupedHistories, r: number, logs: Float64Array): number {
  return logs.reduce(
    (sum, log, i) => sum + (r * histories.ageCounts[i]! + histories.ageRepeats[i]!) * log,
    0
  )
}
