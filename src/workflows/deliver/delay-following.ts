import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { AutomationDefinition } from "../../core/decision/automation"
import { readFacts } from "../../core/decision/read-facts"
import { stepsAfter, timetable } from "../../core/decision/timetable"
import { personZone } from "../../core/schedule/person-zone"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Settings } from "../../modules/kairos-automation/settings"
import type { Runtime } from "../support/runtime"

/**
 * What follows a step that goes later than it was due waits from when that one goes: else a night, a pause or an outage would
 * bring the first mail and the one an hour later together.
 */
export async function delayFollowing(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  held: {
    readonly definition: AutomationDefinition
    readonly subject: Subject
    readonly settings: Settings
    /** When that step goes at the earliest, milliseconds of the epoch. */
    readonly from: number
  }
): Promise<void> {
  const { definition, subject, settings, from } = held
  const following = stepsAfter(definition.steps, row.step)
  if (following.length === 0) {
    return
  }
  const times = timetable(following, {
    from,
    zone: personZone(subject, settings.time_zone).zone,
    fact: readFacts(subject, runtime.catalog).read,
  })
  const { deliveries } = runtime.automation
  for (const { key, due, expires, awaits } of times) {
    if (
      awaits !== null &&
      (await deliveries.journeys.firstOpen(trx, row.decision_id, [key]))?.awaits == null
    ) {
      // The event has come: this step and those after it have their times from that.
      return
    }
    await deliveries.journeys.delay(
      trx,
      { decision_id: row.decision_id, step: key },
      { due_at: new Date(due), expires_at: new Date(expires) }
    )
  }
}
