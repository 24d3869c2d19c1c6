import type { ConsentEntry, ConsentRecord, ConsentState } from "./consent"

/** The key of one purpose and channel in a consent state. */
export function consentKey(purpose: string, channel: string): string {
  return `${purpose}:${channel}`
}

/** Whether a record says nothing any more: it was given until then. */
export function hasEnded({ expires_at }: ConsentEntry, now: string): boolean {
  return expires_at !== undefined && Date.parse(expires_at) <= Date.parse(now)
}

/**
 * The current state as a fold of the evidence, whatever its order: the newest record per purpose and channel counts.
 * Of two at the same instant the withdrawal does, and of two alike the greater id, so that the result is one. What the law
 * implies from an inquiry counts only where the person has said nothing, however new it is: it undoes neither their no nor,
 * with its end, their yes.
 */
export function foldConsents(records: readonly ConsentRecord[]): ConsentState {
  const newest = new Map<string, ConsentRecord>()
  for (const record of records) {
    const key = consentKey(record.purpose, record.channel)
    const held = newest.get(key)
    if (held === undefined || supersedes(record, held)) {
      newest.set(key, record)
    }
  }
  return Object.fromEntries([...newest].map(([key, record]) => [key, entryOf(record)]))
}

function supersedes(record: ConsentRecord, held: ConsentRecord): boolean {
  const [said, heldSaid] = [isSaid(record), isSaid(held)]
  if (said !== heldSaid) {
    return said
  }
  const difference = Date.parse(record.occurred_at) - Date.parse(held.occurred_at)
  if (difference !== 0) {
    return difference > 0
  }
  return record.granted === held.granted ? record.id > held.id : !record.granted
}

const isSaid = (record: ConsentRecord): boolean => record.basis !== "inquiry"

function entryOf(record: ConsentRecord): ConsentEntry {
  return {
    granted: record.granted,
    since: record.occurred_at,
    source: record.source,
    record_id: record.id,
    ...(record.locale === null ? {} : { locale: record.locale }),
    ...(isSaid(record) ? {} : { basis: "inquiry" as const }),
    ...(record.expires_at == null ? {} : { expires_at: record.expires_at }),
  }
}
