import type { Catalog } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import { isGroup } from "../condition/compile"
import type { ConditionGroup } from "../condition/condition"
import type { OnSiteContent } from "../content/content"
import { oncePerPair } from "../once-per-pair"
import type { ActionCall, AutomationDefinition } from "./automation"

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

/** Whether the conditions that lead to a step ask about the customer's own history. */
export function asksOwnHistory(
  definition: AutomationDefinition,
  step: string,
  catalog: Catalog
): boolean {
  const own = definition.steps.find(({ key }) => key === step)?.conditions ?? null
  return [definition.conditions, own].some(
    (conditions) => conditions !== null && readsHistory(conditions, catalog)
  )
}

const readsHistory = oncePerPair((conditions: ConditionGroup, catalog: Catalog) =>
  [...factsOf(conditions)].some((code) => catalog.facts.get(code)?.personal === true)
)

/**
 * Whether what is shown comes from the customer's own data: in what it says, or because it waits for this one customer
 * after something that they did.
 */
export function tellsOwnData(
  definition: AutomationDefinition,
  action: ActionCall,
  catalog: Catalog
): boolean {
  return !isOnRequest(definition.trigger.code, catalog) || saysOwnData(action, PERSONAL_TAG)
}

const saysOwnData = oncePerPair(({ args: { content } }: ActionCall, tag: RegExp) => {
  const products = (content as OnSiteContent | null | undefined)?.products
  const fromPurchases = products?.source === "bought_before" || products?.source === "new_for_you"
  return fromPurchases || tag.test(JSON.stringify(content ?? null))
})
