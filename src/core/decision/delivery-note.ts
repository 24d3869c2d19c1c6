import { localized } from "../text/localized"
import type { PassedChannel } from "./delivery"
import type { Catalog, Localized } from "../catalog/definitions"
import type { ConditionTrace, ConditionValue, FactValue } from "../condition/condition"
import { noteIn } from "../text/note"
import { leafClause, REASON_CLAUSES } from "./because"

type Leaf = Extract<ConditionTrace, { kind: "rule" }>

/** A condition that a step did not meet, as it is kept with the delivery: `order.total >= 40, was 31.2`. */
export const keptLeaf = ({ field, operator, expected, actual }: Leaf): string =>
  `${field} ${operator} ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`

/** What is kept beside a delivery's reason, as the end of a sentence in every language. */
export function detailIn(kept: string, catalog: Catalog): Localized {
  const leaf = readLeaf(kept)
  return leaf === null ? noteIn(kept) : leafClause(leaf, catalog)
}

/** A channel that did not reach the person, and why: "SMS does not reach the person: no address for this channel". */
export function passedSentence(
  { channel, reason, detail }: PassedChannel,
  catalog: Catalog
): Localized {
  const because = detail === null ? REASON_CLAUSES[reason] : detailIn(detail, catalog)
  return localized((language) =>
    NO_WAY[language]
      .replace("{passed}", () => catalog.channels.get(channel)?.label[language] ?? channel)
      .replace("{because}", () => because[language])
  )
}

export const NO_WAY: Localized = {
  en: "{passed} does not reach the person: {because}",
  es: "{passed} no llega a la persona: {because}",
  pt: "{passed} não chega à pessoa: {because}",
}

function readLeaf(kept: string): Leaf | null {
  const [, field = "", operator = "", expected = "", actual = ""] =
    /^(\S+) (\S+) (.*), was (.*)$/s.exec(kept) ?? []
  try {
    return field === ""
      ? null
      : {
          kind: "rule",
          field,
          operator,
          expected: JSON.parse(expected) as ConditionValue,
          actual: JSON.parse(actual) as FactValue | null,
          result: actual === "null" ? "unknown" : false,
        }
  } catch {
    // A sentence that only looks alike.
    return null
  }
}
