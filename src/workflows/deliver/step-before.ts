import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AutomationDefinition } from "../../core/decision/automation"
import { stepsBefore } from "../../core/decision/timetable"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"

/**
 * What stands before a delivery in its journey and has not gone. It goes first, and what follows then waits from there: else
 * a pause, a stopped channel or a provider that is down would bring the steps of days together when it ends.
 */
export async function stepBefore(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { steps }: AutomationDefinition
): Promise<DeliveryRow | null> {
  const before = stepsBefore(steps, row.step).map(({ key }) => key)
  return before.length === 0
    ? null
    : runtime.automation.deliveries.journeys.firstOpen(trx, row.decision_id, before)
}
