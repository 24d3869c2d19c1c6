import type { DecisionTrace } from "./decision"

/** So many entries of a list are enough to read why. */
const MOST_ENTRIES = 20

/**
 * A trace whose long lists (a condition over a thousand products, all that somebody ever bought) are cut, with the number
 * of those left out as the last entry: for where the whole would not fit.
 */
export const shortenTrace = (trace: DecisionTrace): DecisionTrace => shorten(trace) as DecisionTrace

function shorten(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value
    const plain = entries.every((entry) => typeof entry !== "object" || entry === null)
    return plain && entries.length > MOST_ENTRIES
      ? [...entries.slice(0, MOST_ENTRIES), `… +${entries.length - MOST_ENTRIES}`]
      : entries.map(shorten)
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]))
    : value
}
