import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { stepsAfter } from "../../core/decision/timetable"
import { note } from "../../core/text/note"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"

/** The event that the journey waited for did not come: what would have followed does not follow. */
export async function exitJourney(runtime: Runtime, trx: Knex, row: DeliveryRow): Promise<void> {
  const automation = await runtime.automation.automations.version(
    row.automation_id,
    row.automation_version,
    trx
  )
  await runtime.automation.deliveries.journeys.exit(
    trx,
    {
      decision_ids: [row.decision_id],
      steps: stepsAfter(automation?.definition.steps ?? [], row.step).map(({ key }) => key),
    },
    { reason: "expired", detail: note("event_missing", { name: row.awaits?.name ?? "" }) }
  )
}
