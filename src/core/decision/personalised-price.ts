import type { Catalog } from "../catalog/definitions"
import type { AutomationDefinition } from "./automation"
import { asksOwnHistory } from "./own-data"

/**
 * Whether who gets a step's coupon follows from what is known of the person: its conditions ask about their own history, or
 * the automation begins with what was concluded from it. Then the price is personalised by an automated decision, and the
 * law has the person told so (Directive 2011/83/EU, article 6(1)(ea); New York General Business Law § 349-a).
 */
export function isPersonalisedPrice(
  definition: AutomationDefinition,
  step: string,
  catalog: Catalog
): boolean {
  return (
    catalog.triggers.get(definition.trigger.code)?.profiled === true ||
    asksOwnHistory(definition, step, catalog)
  )
}
