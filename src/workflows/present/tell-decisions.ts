import type { Localized } from "../../core/catalog/definitions"
import { tellShopper } from "../../core/decision/tell-shopper"
import type { DecisionRow } from "../../modules/kairos-automation/decisions"
import { boughtBy } from "../../read-models/bought-items"
import type { Runtime } from "../support/runtime"

type Told = Pick<DecisionRow, "kind" | "mode" | "reason" | "trace" | "event_id" | "placement">

/** Decisions in words for the person whom they were about, in the same order. */
export async function tellDecisions(
  runtime: Runtime,
  decisions: readonly Told[]
): Promise<readonly Localized[]> {
  const bought = await boughtBy(
    runtime.knex,
    decisions.map(({ event_id }) => event_id)
  )
  return decisions.map((decision) =>
    tellShopper(
      { ...decision, on_site: decision.placement !== null },
      runtime.catalog,
      bought.get(decision.event_id) ?? null,
      runtime.options.timeZone
    )
  )
}
