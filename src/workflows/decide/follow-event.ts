import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { AutomationDefinition } from "../../core/decision/automation"
import { note } from "../../core/text/note"
import { readFacts } from "../../core/decision/read-facts"
import { stepsAfter, timetable } from "../../core/decision/timetable"
import type { MarketingEvent } from "../../core/event/event"
import { personZone } from "../../core/schedule/person-zone"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Runtime } from "../support/runtime"
import type { ShopSettings } from "../support/shop-settings"

const DAY = 86_400_000

export type FollowInput = {
  readonly event: MarketingEvent
  /** Loaded only when somebody waited for the event. */
  readonly subject: () => Promise<Subject>
  readonly settings: ShopSettings
}

/**
 * What an event means for journeys that the person is on already: one whose goal it is ends, one that waited for it goes
 * on from now. Part of the transaction that decides the event.
 */
export async function followEvent(runtime: Runtime, trx: Knex, input: FollowInput): Promise<void> {
  await exitOnGoal(runtime, trx, input.event)
  await continueWaiting(runtime, trx, input)
}

/** R4: whoever did what the automation was for gets nothing more of it; coupons that are out stay theirs. */
async function exitOnGoal(runtime: Runtime, trx: Knex, event: MarketingEvent): Promise<void> {
  const goals = await runtime.automation.automations.withGoal(event.name, trx)
  if (goals.length === 0) {
    return
  }
  const within = new Map(
    goals.map(({ automation_id, within_days }) => [automation_id, within_days])
  )
  const open = await runtime.automation.deliveries.journeys.openDecisions(
    trx,
    [...within.keys()],
    event
  )
  const happened = Date.parse(event.occurred_at)
  const reached = open.filter(({ automation_id, created_at }) => {
    const days = (happened - created_at.getTime()) / DAY
    // The order that began a journey is not its goal.
    return days > 0 && days <= (within.get(automation_id) ?? 0)
  })
  await runtime.automation.deliveries.journeys.exit(
    trx,
    { decision_ids: reached.map(({ decision_id }) => decision_id) },
    { reason: "already_bought", detail: note("goal_reached", { id: event.id }) }
  )
}

async function continueWaiting(runtime: Runtime, trx: Knex, input: FollowInput): Promise<void> {
  const { event } = input
  const before = new Date(event.occurred_at)
  const waiting = await runtime.automation.deliveries.journeys.waitingFor(
    trx,
    event.name,
    event,
    before
  )
  const steps = new Map(waiting.map((row) => [`${row.decision_id}:${row.step}`, row]))
  for (const row of steps.values()) {
    const automation = await runtime.automation.automations.version(
      row.automation_id,
      row.automation_version,
      trx
    )
    if (automation !== null) {
      await reschedule(runtime, trx, row, automation.definition, input)
    }
  }
}

/** The step that waited is due now; those after it wait from now on. */
async function reschedule(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { steps }: AutomationDefinition,
  input: FollowInput
): Promise<void> {
  const waited = steps.find(({ key }) => key === row.step)
  if (waited === undefined) {
    return
  }
  const subject = await input.subject()
  const times = timetable([{ ...waited, wait: { minutes: 0 } }, ...stepsAfter(steps, row.step)], {
    from: Date.parse(subject.now),
    zone: personZone(subject, input.settings.time_zone).zone,
    fact: readFacts(subject, runtime.catalog).read,
  })
  for (const { key, due, expires, awaits } of times) {
    await runtime.automation.deliveries.journeys.reschedule(
      trx,
      { decision_id: row.decision_id, step: key },
      { due_at: new Date(due), expires_at: new Date(expires), awaits }
    )
  }
}
