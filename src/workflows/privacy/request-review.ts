import type { Localized } from "../../core/catalog/definitions"
import type { ReviewRow } from "../../modules/kairos-automation/reviews"
import type { DecisionRow } from "../../modules/kairos-automation/decisions"
import { unseal } from "../content/sealed-decision"
import { tellDecisions } from "../present/tell-decisions"
import type { Runtime } from "../support/runtime"

export type ReviewRequest = {
  /** A decision's id, or the sealed one of content that is on the page. */
  readonly id: string
  readonly customer_id: string
  readonly message: string
  readonly language: keyof Localized
}

/**
 * A shopper asks that a person looks at a decision about them.
 * @returns null for an unknown decision, one that was about nobody in particular, and somebody else's alike
 */
export async function requestReview(
  runtime: Runtime,
  { id, customer_id, message, language }: ReviewRequest
): Promise<ReviewRow | null> {
  const decision = await ownDecision(runtime, id, customer_id)
  if (decision === null) {
    return null
  }
  const [told] = await tellDecisions(runtime, [decision])
  return runtime.automation.reviews.open({
    customer_id,
    decision_id: decision.id,
    told: told as Localized,
    message,
    locale: language,
  })
}

type Told = Pick<
  DecisionRow,
  "id" | "kind" | "mode" | "reason" | "trace" | "event_id" | "placement"
>

async function ownDecision(runtime: Runtime, id: string, customerId: string): Promise<Told | null> {
  const sealed = id.startsWith("kdec_") ? null : await unseal(runtime, id)
  if (sealed?.kind === "requested") {
    const { decision } = sealed
    if (decision.customer_id !== customerId) {
      return null
    }
    // As a rule it is stored when it is shown; whoever is asked to look at it has to find it in any case.
    await runtime.knex.transaction((trx) => runtime.automation.decisions.insert(trx, [decision]))
    return { ...decision, placement: sealed.placement }
  }
  const known = sealed?.kind === "offer" ? sealed.decision_id : id
  const decision = await runtime.automation.decisions.read(known)
  return decision?.customer_id === customerId ? decision : null
}
