import type { Catalog, Localized } from "../catalog/definitions"
import type { ConditionTrace, ConditionValue, FactValue } from "../condition/condition"
import { noteIn } from "../text/note"
import { leafClause } from "./because"

type Leaf = Extract<ConditionTrace, { kind: "rule" }>

/** A condition that a step did not meet, as it is kept with the delivery: `order.total >= 40, was 31.2`. */
export const keptLeaf = ({ field, operator, expected, actual }: Leaf): string =>
  `${field} ${operator} ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`

/** What is kept beside a delivery's reason, as the end of a sentence in every language. */
export function detailIn(kept: string, catalog: Catalog): Localized {
  const leaf = readLeaf(kept)
  return leaf === null ? noteIn(kept) : leafClause(leaf, catalog)
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
