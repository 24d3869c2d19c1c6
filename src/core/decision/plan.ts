import type { Catalog, Subject } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import { normaliseEmail } from "../identity/email"
import type { AutomationVersion, Step } from "./automation"
import { type Carrier, carriersOf } from "./carriers"
import type { Verdict } from "./decide"
import type { Delivery } from "./delivery"

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
}

export type PlanInput = {
  readonly automation: AutomationVersion
  readonly verdict: Verdict
  readonly decision_id: string
  readonly event_id: string
  readonly subject: Subject
  readonly catalog: Catalog
  readonly now: string
}

const MINUTE = 60_000

/**
 * The deliveries of a decision to send: one for each message and each piece of content of each step. All are planned,
 * also those that consent forbids now: the claim asks again and keeps a refused one with its reason. Content that was
 * decided on the request needs none.
 */
export function planDeliveries(input: PlanInput): readonly PlannedDelivery[] {
  const { automation, verdict, subject, catalog } = input
  const customerId = subject.customer?.id ?? subject.event.customer_id
  const onRequest = isOnRequest(automation.definition.trigger.code, catalog)
  if (verdict.kind !== "send" || onRequest || customerId === null) {
    return []
  }
  const steps = new Map(automation.definition.steps.map((step) => [step.key, step]))
  return carriersOf(automation.definition, catalog).map((carrier) =>
    deliveryOf(input, carrier, steps.get(carrier.step) as Step, customerId)
  )
}

function deliveryOf(
  input: PlanInput,
  carrier: Carrier,
  step: Step,
  customerId: string
): PlannedDelivery {
  const { automation, subject, event_id } = input
  const version = `${automation.automation_id}:${automation.version}`
  const due = Date.parse(input.now) + step.wait.minutes * MINUTE
  const { placement } = carrier.action.args
  return {
    key: ["delivery", version, customerId, event_id, step.key, carrier.index].join("|"),
    decision_id: input.decision_id,
    automation_id: automation.automation_id,
    automation_version: automation.version,
    event_id,
    customer_id: customerId,
    email: normaliseEmail(subject.customer?.email ?? subject.event.email ?? ""),
    purpose: automation.definition.purpose,
    step: step.key,
    channel: carrier.channel,
    action: carrier.action,
    coupons: carrier.coupons,
    placement: typeof placement === "string" ? placement : null,
    due_at: new Date(due).toISOString(),
    expires_at: new Date(due + step.valid_for_minutes * MINUTE).toISOString(),
  }
}
