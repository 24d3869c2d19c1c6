import type { Catalog } from "../catalog/definitions"
import { isGroup } from "../condition/compile"
import type { ConditionGroup } from "../condition/condition"
import type { AutomationDefinition } from "./automation"
import type { Carrier } from "./carriers"

// The parts of a template's context that tell about the person who looks at it.
const PERSONAL_TAG = /\{\{[^}]*\b(?:customer|order|profile|subscription)\b/

/** The facts that conditions ask about, each once. */
export function factsOf(group: ConditionGroup | null): ReadonlySet<string> {
  const codes = new Set<string>()
  const collect = (node: ConditionGroup): void => {
    for (const rule of node.rules) {
      if (isGroup(rule)) {
        collect(rule)
      } else {
        codes.add(rule.field)
      }
    }
  }
  if (group !== null) {
    collect(group)
  }
  return codes
}

/** Whether the conditions that lead to a carrier ask about the customer's own history. */
export function asksOwnHistory(
  definition: AutomationDefinition,
  carrier: Carrier,
  catalog: Catalog
): boolean {
  const step = definition.steps.find(({ key }) => key === carrier.step)
  return [definition.conditions, step?.conditions ?? null].some((conditions) =>
    [...factsOf(conditions)].some((code) => catalog.facts.get(code)?.personal === true)
  )
}

/**
 * Whether what is shown comes from the customer's own data: in what it says, or because it waits for this one customer
 * after something that they did.
 */
export function tellsOwnData(
  definition: AutomationDefinition,
  carrier: Carrier,
  catalog: Catalog
): boolean {
  const content = carrier.action.args.content as
    { readonly products?: { readonly source?: unknown } } | null | undefined
  return (
    catalog.triggers.get(definition.trigger.code)?.on !== null ||
    content?.products?.source === "bought_before" ||
    PERSONAL_TAG.test(JSON.stringify(content ?? null))
  )
}
