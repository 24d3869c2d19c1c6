import { randomUUID } from "node:crypto"
import type { Subject, TriggerDefinition } from "../../core/catalog/definitions"
import type { AutomationVersion } from "../../core/decision/automation"
import { decide, type Verdict } from "../../core/decision/decide"
import { shadowVerdict } from "../../core/decision/shadow-timing"
import type { MarketingEvent } from "../../core/event/event"
import { normaliseEmail } from "../../core/identity/email"
import type { AutomationRow } from "../../modules/kairos-automation/automations"
import { incidentsOf } from "../../read-models/incidents"
import { openCartOf } from "../../read-models/open-cart"
import { loadCart, loadCustomer } from "../../read-models/snapshots"
import { occasionOver, sellableNow } from "../deliver/occasion"
import { HOLDOUT_SEED, loadSubject } from "../decide/decide-event"
import { contactedLately, timingPolicy } from "../decide/timing-policy"
import type { Runtime } from "../support/runtime"
import { besideRivals } from "./placement-rival"
import { readShopSettings } from "../support/shop-settings"

/** A decision that was made for looking at; nothing of it is written. */
export type TriedAutomation = {
  readonly automation: AutomationVersion
  readonly subject: Subject
  readonly verdict: Verdict
  readonly mode: "live" | "shadow"
}

export type TryInput = { readonly customer_id: string; readonly event_id?: string | undefined }

/**
 * The automation as it stands, decided for one customer with the same evaluator as always and no side effect. The event is
 * the named one, else the customer's own cart as it lies there where the trigger is about one, else the customer's newest event
 * of the trigger, else the trigger's sample with this customer.
 * @returns null when there is no such customer
 */
export async function tryAutomation(
  runtime: Runtime,
  row: AutomationRow,
  input: TryInput
): Promise<TriedAutomation | null> {
  const customer = await loadCustomer(runtime.knex, input.customer_id)
  const trigger = runtime.catalog.triggers.get(row.definition.trigger.code)
  if (customer === null || trigger === undefined) {
    return null
  }
  const settings = await readShopSettings(runtime)
  const now = runtime.clock.now()
  const found =
    (await cartEvent(runtime, trigger, row, input)) ?? (await findEvent(runtime, trigger, input))
  const left = withCustomer(found ?? freshSample(trigger, now), customer)
  const { event, over } = await sellableNow(runtime.knex, left)
  const subject = await loadSubject(runtime, event, now)
  const automation = {
    automation_id: row.id,
    version: row.version,
    status: row.status,
    definition: row.definition,
  }
  const timing = {
    policy: timingPolicy(settings),
    contacted: await contactedLately(runtime, runtime.knex, event, settings.mode, subject.contact),
    incidents: await incidentsOf(runtime.knex, event),
  }
  const decided = decide({
    subject: { ...subject, customer },
    automation,
    catalog: runtime.catalog,
    mode: settings.mode,
    // An invented event is about nothing that could be over.
    over: found === null ? null : ((await occasionOver(runtime, runtime.knex, event)) ?? over),
    consent: runtime.policy,
    // Whether it was sent before is not what somebody who looks at a draft asks.
    history: { last_send_at: null },
    seed: HOLDOUT_SEED,
    shop_holdout_percent: settings.holdout_percent,
    currency_code: settings.currency_code,
    timing,
  })
  const verdict =
    settings.mode === "live"
      ? await besideRivals(runtime, { automation, verdict: decided }, input.customer_id)
      : shadowVerdict({
          ...timing,
          verdict: decided,
          automation,
          subject,
          catalog: runtime.catalog,
        })
  return { automation, subject: { ...subject, customer }, verdict, mode: settings.mode }
}

/** What would happen if the customer left the cart that they have now. */
async function cartEvent(
  runtime: Runtime,
  trigger: TriggerDefinition,
  row: AutomationRow,
  input: TryInput
): Promise<MarketingEvent | null> {
  if (trigger.code !== "cart.abandoned" || input.event_id !== undefined) {
    return null
  }
  const open = await openCartOf(runtime.knex, input.customer_id)
  const cart = open === null ? null : await loadCart(runtime.container, open.id)
  if (open === null || cart === null) {
    return null
  }
  const { last_activity_at } = open
  const after = row.definition.trigger.args.after_minutes
  return {
    ...freshSample(trigger, runtime.clock.now()),
    entity_id: open.id,
    snapshot: {
      cart: { ...cart.snapshot, last_activity_at },
      properties: { last_activity_at, ...(typeof after === "number" && { after_minutes: after }) },
    },
  }
}

async function findEvent(
  runtime: Runtime,
  trigger: TriggerDefinition,
  input: TryInput
): Promise<MarketingEvent | null> {
  const row =
    input.event_id === undefined
      ? await runtime.automation.inbox.newestOf(trigger.code, input.customer_id)
      : await runtime.automation.inbox.read(input.event_id)
  if (row === null || row.snapshot === null || row.customer_id !== input.customer_id) {
    return null
  }
  // Looked at as if it happened now: an old event would only ever show "too old".
  return {
    id: row.id,
    name: row.name,
    entity_id: row.entity_id,
    customer_id: row.customer_id,
    email: row.email,
    occurred_at: runtime.clock.now().toISOString(),
    source: row.source,
    snapshot: row.snapshot,
  }
}

const freshSample = (trigger: TriggerDefinition, now: Date): MarketingEvent => ({
  ...trigger.sample,
  id: `${trigger.code}:preview:${randomUUID()}`,
  occurred_at: now.toISOString(),
})

const withCustomer = (
  event: MarketingEvent,
  customer: NonNullable<Subject["customer"]>
): MarketingEvent => ({
  ...event,
  customer_id: customer.id,
  email: normaliseEmail(customer.email ?? ""),
  snapshot: { ...event.snapshot, customer },
})
