import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { Mode } from "../../core/decision/decision"
import { type Hold, holdOf, isTimed, roomOf, type TimingInput } from "../../core/decision/timing"
import type { Objective } from "../../core/decision/automation"
import { isSilenced } from "../../core/decision/decide"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Settings } from "../../modules/kairos-automation/settings"
import { incidentsOf } from "../../read-models/incidents"
import { contactedLately, timingPolicy } from "../decide/timing-policy"
import type { Runtime } from "../support/runtime"

/** Whoever leaves the room under a cap to a rival asks again so much later: by then the rival went, or was refused. */
const RIVAL_SECONDS = 60

type HoldInput = {
  readonly subject: Subject
  readonly settings: Settings
  readonly mode: Mode
  readonly objective: Objective
}

/**
 * What a delivery has to wait for at its claim: the end of what went wrong for the person, their quiet hours, a full cap, or a
 * delivery of higher priority that is due as well and takes the last room under a cap. Sound only under the person's lock.
 */
export async function holdNow(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { subject, settings, mode, objective }: HoldInput
): Promise<Hold | null> {
  const channel = runtime.catalog.channels.get(row.channel)
  if (channel === undefined || !isTimed(channel, row.purpose)) {
    return null
  }
  const timing: TimingInput = {
    subject,
    channel,
    purpose: row.purpose,
    policy: timingPolicy(settings),
    contacted: await contactedLately(runtime, trx, row, mode, subject.contact),
    incidents: isSilenced(objective) ? await incidentsOf(trx, row) : [],
  }
  return holdOf(timing) ?? rivalHold(runtime, trx, row, timing)
}

async function rivalHold(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  timing: TimingInput
): Promise<Hold | null> {
  const room = roomOf(timing)
  if (room === Infinity) {
    return null
  }
  const interrupting = [...runtime.catalog.channels.values()].filter((c) => c.obeys_quiet_hours)
  const rivals = await runtime.automation.deliveries.pressure.rivals(
    trx,
    row,
    interrupting.map(({ code }) => code)
  )
  const [first] = rivals
  return first === undefined || rivals.length < room
    ? null
    : {
        kind: "rival",
        automation_id: first.automation_id,
        priority: first.priority,
        until: new Date(Date.parse(timing.subject.now) + RIVAL_SECONDS * 1000).toISOString(),
      }
}
