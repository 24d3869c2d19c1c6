import type { Catalog, Subject } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import { normaliseEmail } from "../identity/email"
import { personZone } from "../schedule/person-zone"
import type { WaitForEvent } from "../schedule/wait"
import type { AutomationVersion } from "./automation"
import { alternativesOf, type Carrier, carriersOf } from "./carriers"
import type { Verdict } from "./decide"
import type { Delivery, PassedChannel } from "./delivery"
import type { PassedWay } from "./reach"
import { readFacts } from "./read-facts"
import { type StepTime, timetable } from "./timetable"

/** A delivery as it is written in the transaction of its decision; it waits in `queued` until it is due. */
export type PlannedDelivery = Pick<
  Delivery,
  | "key"
  | "decision_id"
  | "automation_id"
  | "automation_version"
  | "customer_id"
  | "step"
  | "channel"
  | "action"
  | "coupons"
  | "due_at"
  | "expires_at"
> & {
  readonly event_id: string
  /** Normalised. */
  readonly email: string | null
  readonly purpose: string
  readonly placement: string | null
  /** All ways in their order; null where there is one. The claim looks for one that leads to the person anew. */
  readonly choices: readonly Delivery["action"][] | null
  /** The channels that were passed over. */
  readonly passed: readonly PassedChannel[] | null
  readonly priority: number
  /** The event that would end its waiting before it is due. */
  readonly awaits: WaitForEvent | null
}

export type PlanInput = {
  readonly automation: AutomationVersion
  readonly verdict: Verdict
  readonly decision_id: string
  readonly event_id: string
  readonly subject: Subject
  readonly catalog: Catalog
  readonly now: string
  /** The shop's, for people of whom no zone is known. */
  readonly time_zone: string
}

/**
 * The deliveries of a decision to send or to hold: one for each message and each piece of content of each step. All are
 * planned, also those that consent or quiet hours forbid now: the claim asks again and keeps a refused or a held one with
 * its reason. Content that was decided on the request needs none.
 */
export function planDeliveries(input: PlanInput): readonly PlannedDelivery[] {
  const { automation, verdict, subject, catalog } = input
  const customerId = subject.customer?.id ?? subject.event.customer_id
  const onRequest = isOnRequest(automation.definition.trigger.code, catalog)
  if (verdict.kind === "skip" || onRequest || customerId === null) {
    return []
  }
  const times = new Map(
    timetable(automation.definition.steps, {
      from: Date.parse(input.now),
      zone: personZone(subject, input.time_zone).zone,
      fact: readFacts(subject, catalog).read,
    }).map((time) => [time.key, time])
  )
  return carriersOf(automation.definition, catalog).map((carrier) =>
    deliveryOf(input, carrier, times.get(carrier.step) as StepTime, customerId)
  )
}

function deliveryOf(
  input: PlanInput,
  carrier: Carrier,
  time: StepTime,
  customerId: string
): PlannedDelivery {
  const { automation, subject, event_id } = input
  const version = `${automation.automation_id}:${automation.version}`
  const all = alternativesOf(carrier)
  const taken = input.verdict.trace.ways?.find(
    (way) => way.step === carrier.step && way.index === carrier.index
  )
  const way = all.find(({ channel }) => channel === taken?.channel) ?? carrier
  const passed = passedChannels(taken?.passed ?? [])
  return {
    key: ["delivery", version, customerId, event_id, time.key, carrier.index].join("|"),
    decision_id: input.decision_id,
    automation_id: automation.automation_id,
    automation_version: automation.version,
    event_id,
    customer_id: customerId,
    email: normaliseEmail(subject.customer?.email ?? subject.event.email ?? ""),
    purpose: automation.definition.purpose,
    priority: automation.definition.priority,
    step: time.key,
    channel: way.channel,
    action: way.action,
    coupons: carrier.coupons,
    placement: placementOf(way.action),
    choices: all.length > 1 ? all.map(({ action }) => action) : null,
    passed: passed.length > 0 ? passed : null,
    awaits: time.awaits,
    due_at: new Date(time.due).toISOString(),
    expires_at: new Date(time.expires).toISOString(),
  }
}

/** What is kept with a delivery of the channels before its own. */
export const passedChannels = (passed: readonly PassedWay[]): readonly PassedChannel[] =>
  passed.map(({ channel, check }) => ({
    channel,
    reason: check.reason ?? "unavailable",
    detail: check.detail,
  }))

/** Where an action shows something; null for what is sent. */
export function placementOf({ args: { placement } }: Delivery["action"]): string | null {
  return typeof placement === "string" ? placement : null
}
