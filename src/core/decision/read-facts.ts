import type { Catalog, Subject } from "../catalog/definitions"
import type { FactValue } from "../condition/condition"

export type FactReader = {
  readonly read: (code: string) => FactValue
  /** Every fact that was read so far, in the order of first reading; unknown as null. */
  readonly values: () => Readonly<Record<string, unknown>>
}

/** Reads each fact at most once per decision, and remembers what it was. */
export function readFacts(subject: Subject, catalog: Catalog): FactReader {
  const known = new Map<string, FactValue>()
  const read = (code: string): FactValue => {
    if (!known.has(code)) {
      // A fact written in plain JavaScript may say null where it means unknown.
      known.set(code, catalog.facts.get(code)?.read(subject) ?? undefined)
    }
    return known.get(code)
  }
  const values = () =>
    Object.fromEntries([...known].map(([code, value]) => [code, value ?? null] as const))
  return { read, values }
}
