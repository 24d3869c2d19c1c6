import type { Localized } from "../../core/catalog/definitions"
import { everybodySees, type Why, whyForShopper } from "../../core/decision/why"
import type { Runtime } from "../support/runtime"
import { unseal } from "./sealed-decision"

/**
 * Why somebody saw what they saw. Only its owner may ask: the customer of the session, or, for content of a page, whoever
 * holds the sealed id that came with it, as far as that content was about nobody or about the customer of the session.
 * @returns null for an unknown decision and for somebody else's alike
 */
export async function explainToOwner(
  runtime: Runtime,
  id: string,
  customerId: string | null,
  language: keyof Localized
): Promise<Why | null> {
  const sealed = id.startsWith("kdec_") ? null : await unseal(runtime, id)
  if (sealed?.kind === "fallback") {
    return everybodySees(language)
  }
  if (sealed?.kind === "requested") {
    const { customer_id, trace } = sealed.decision
    return customer_id === null || customer_id === customerId
      ? said(whyForShopper(trace, runtime.catalog, language))
      : null
  }
  const decision = await runtime.automation.decisions.read(sealed?.decision_id ?? id)
  const own =
    decision !== null && decision.customer_id !== null && decision.customer_id === customerId
  return own ? said(whyForShopper(decision.trace, runtime.catalog, language)) : null
}

const said = ({ text, factors }: Why): Why => ({ text, factors })
