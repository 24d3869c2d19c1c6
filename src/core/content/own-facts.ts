import type { FactDefinition, Subject } from "../catalog/definitions"
import type { FactValue } from "../condition/condition"
import { describeValue } from "../condition/describe"
import type { Language } from "../text/localized"
import { TEMPLATE_VARIABLES, type LeafVariable, type VariableFields } from "./template-variables"

/** How a template writes a fact: `customer.loyalty_points` is `{{facts.customer_loyalty_points}}`. */
export const factVariable = (code: string): string => `facts.${fieldOf(code)}`

const fieldOf = (code: string): string => code.replaceAll(".", "_")

/** What a template may read in a shop that has defined these facts; each may be unknown, so each needs a fallback. */
export function variablesWith(
  facts: readonly Pick<FactDefinition, "code" | "type">[]
): VariableFields {
  if (facts.length === 0) {
    return TEMPLATE_VARIABLES
  }
  const fields: VariableFields = Object.fromEntries(
    facts.map(({ code, type }): [string, LeafVariable] => [
      fieldOf(code),
      { kind: "leaf", type: type === "date" ? "date" : "text", maybe: true },
    ])
  )
  return { ...TEMPLATE_VARIABLES, facts: { kind: "part", optional: false, fields } }
}

/**
 * The values of a shop's own facts, in words. A fact is read when it is printed and not before: one that fails stops the messages
 * that need it and no others.
 */
export function ownFactValues(
  facts: readonly FactDefinition[],
  subject: Subject,
  language: Language
): { readonly [name: string]: string | boolean | null } {
  const values = { present: facts.length > 0 }
  for (const fact of facts) {
    const get = () => inWords(fact.read(subject), fact, language)
    Object.defineProperty(values, fieldOf(fact.code), { enumerable: true, get })
  }
  return values
}

/** What is not so has no words, as what is unknown: a template asks whether there are some. */
const inWords = (
  value: FactValue | null,
  fact: FactDefinition,
  language: Language
): string | null => {
  if (value === undefined || value === null || value === false) {
    return null
  }
  return fact.type === "date" ? String(value) : describeValue(value, fact, language)
}
