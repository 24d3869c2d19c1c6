import type { Catalog, Subject } from "../catalog/definitions"
import type { FactValue } from "../condition/condition"

export type FactReader = {
  readonly read: (code: string) => FactValue
  /** Every fact that was read so far, in the order of first reading; unknown as null. */
  readonly values: () => Readonly<Record<string, unknown>>
}

/** Reads each fact at most once per decision, and remembers what it was. */
export function readFacts(subject: Subject, catalog: Catalog): FactReader {
  const values: Record<string, Exclude<FactValue, undefined> | null> = {}
  const read = (code: string): FactValue => {
    if (!Object.hasOwn(values, code)) {
      // A fact written in plain JavaScript may say null where it means unknown.
      values[code] = catalog.facts.get(code)?.read(subject) ?? null
    }
    return values[code] ?? undefined
  }
  return { read, values: () => values }
}
