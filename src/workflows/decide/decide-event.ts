import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import { refusesProfiling } from "../../core/consent/may-use"
import type { AutomationVersion } from "../../core/decision/automation"
import { decide, entersTrigger, type Verdict } from "../../core/decision/decide"
import { planDeliveries } from "../../core/decision/plan"
import {
  firstContacts,
  shadowVerdict,
  followedSteps,
  shadowStart,
} from "../../core/decision/shadow-timing"
import type { OccasionOver } from "../../core/decision/decision"
import type { MarketingEvent } from "../../core/event/event"
import { note } from "../../core/text/note"
import type { NewDecision } from "../../modules/kairos-automation/decisions"
import type { NewDelivery } from "../../modules/kairos-automation/delivery-rows"
import { keyOf, newId } from "../../modules/kairos-automation/ids"
import { occasionOver } from "../deliver/occasion"
import type { ShopSettings } from "../support/shop-settings"
import { readCustomersVisit } from "../../read-models/visit"
import { incidentsOf } from "../../read-models/incidents"
import { readProfile } from "../../read-models/person"
import type { Runtime } from "../support/runtime"
import { shadowRuntime } from "../deliver/shadow-runtime"
import { followEvent } from "./follow-event"
import { lockPerson } from "./lock-person"
import { contactedLately, timingPolicy } from "./timing-policy"

/** Never changed: with another seed people would change sides between holdout and the rest. */
export const HOLDOUT_SEED = "kairos"

/** All that one decision may read, as of now. */
export async function loadSubject(
  runtime: Runtime,
  event: MarketingEvent,
  now: Date,
  trx: Knex = runtime.knex
): Promise<Subject> {
  const contact =
    event.email === null ? undefined : await runtime.consent.readContact(event.email, trx)
  const unprofiled = refusesProfiling(contact, runtime.policy, now.toISOString())
  const profile =
    event.customer_id === null ? null : await readProfile(trx, event.customer_id, unprofiled)
  const visit = await visitOf(runtime, event, unprofiled, trx)
  return {
    now: now.toISOString(),
    event,
    ...visit,
    ...(event.snapshot.order === undefined ? {} : { order: event.snapshot.order }),
    ...(event.snapshot.cart === undefined ? {} : { cart: event.snapshot.cart }),
    ...(event.snapshot.customer === undefined ? {} : { customer: event.snapshot.customer }),
    ...(event.snapshot.subscription === undefined
      ? {}
      : { subscription: event.snapshot.subscription }),
    ...(profile === null ? {} : { profile }),
    ...(contact === undefined ? {} : { contact }),
  }
}

/** What the customer did in the storefront, where the trigger is about that and profiling was not objected to. */
async function visitOf(
  runtime: Runtime,
  event: MarketingEvent,
  objected: boolean,
  trx: Knex
): Promise<Pick<Subject, "session" | "behaviour">> {
  const trigger = runtime.catalog.triggers.get(event.name)
  const asks = trigger?.source.kind !== "request" && trigger?.provides.includes("behaviour")
  if (asks !== true || objected || event.customer_id === null) {
    return {}
  }
  const { storefrontUrl } = runtime.options
  const { session, behaviour } = await readCustomersVisit(trx, event.customer_id, storefrontUrl)
  return { behaviour, ...(session === null ? {} : { session }) }
}

/**
 * Decides one event for every active automation of its trigger and writes decisions and deliveries.
 *
 * The person's advisory lock comes first: two events of one person that two workers hold would otherwise both read "not
 * yet entered" and both enter an automation that allows one entry.
 * @returns how many deliveries came out of it
 */
export async function decideEvent(
  runtime: Runtime,
  trx: Knex,
  input: { event: MarketingEvent; now: Date; settings: ShopSettings }
): Promise<number> {
  const { event, now, settings } = input
  await lockPerson(trx, event.email ?? event.customer_id ?? event.id)
  const automations = await runtime.automation.automations.active(event.name, trx)
  const entered = automations.filter((automation) =>
    entersTrigger(automation, event, runtime.catalog)
  )
  const load = once(() => loadSubject(runtime, event, now, trx))
  await followEvent(runtime, trx, { event, subject: load, settings })
  if (settings.mode === "shadow") {
    await followEvent(shadowRuntime(runtime), trx, { event, subject: load, settings })
  }
  if (entered.length === 0) {
    return 0
  }
  const [subject, over] = await Promise.all([
    load(),
    beforeRestored(event, settings) ?? occasionOver(runtime, trx, event),
  ])
  const policy = timingPolicy(settings)
  const incidents = await incidentsOf(trx, event)
  let contacted = await contactedLately(runtime, trx, event, settings.mode, subject.contact)
  const lastSends = await runtime.automation.decisions.lastSends(
    trx,
    entered.map((automation) => automation.automation_id),
    event,
    settings.mode
  )
  // Live ones compete for the room under a cap when they are claimed; in shadow mode the first takes it here.
  const takeRoom = (automation: AutomationVersion, first: Verdict): Verdict => {
    const { catalog } = runtime
    const verdict = shadowVerdict({
      verdict: first,
      automation,
      subject,
      catalog,
      policy,
      contacted,
      incidents,
    })
    const { ways } = verdict.trace
    const { definition } = automation
    const entry = { ...verdict, definition, decided_at: subject.now, ...(ways && { ways }) }
    contacted = [...contacted, ...firstContacts(entry, catalog)]
    return verdict
  }
  const decided = byPriority(entered).map((automation) => {
    const first = decide({
      subject,
      automation,
      catalog: runtime.catalog,
      mode: settings.mode,
      over,
      consent: runtime.policy,
      history: { last_send_at: lastSends.get(automation.automation_id)?.toISOString() ?? null },
      seed: HOLDOUT_SEED,
      shop_holdout_percent: settings.holdout_percent,
      currency_code: settings.currency_code,
      timing: { policy, contacted, incidents },
    })
    const verdict = settings.mode === "live" ? first : takeRoom(automation, first)
    return { automation, verdict, decision: toDecision(automation, verdict, event, settings, now) }
  })
  const fresh = await runtime.automation.decisions.insert(
    trx,
    decided.map(({ decision }) => decision)
  )
  const planned = decided
    .filter(({ decision, verdict }) => fresh.has(decision.key) && verdict.kind !== "skip")
    .flatMap(({ automation, verdict, decision }) =>
      plan(runtime, { automation, verdict, decision, subject, time_zone: settings.time_zone })
    )
  const { ledgers } = runtime.automation
  await ledgers[settings.mode].insert(trx, planned)
  return settings.mode === "live" ? planned.length : 0
}

/** What happened before a backup was restored may have been answered, by a database that is lost (F47). */
function beforeRestored(
  { occurred_at }: MarketingEvent,
  { restored_until }: ShopSettings
): OccasionOver | null {
  return restored_until !== null && Date.parse(occurred_at) <= Date.parse(restored_until)
    ? { reason: "expired", detail: note("may_have_left", { at: restored_until }), order: null }
    : null
}

const byPriority = (automations: readonly AutomationVersion[]): readonly AutomationVersion[] =>
  [...automations].sort((a, b) => b.definition.priority - a.definition.priority)

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load())
}

function toDecision(
  automation: AutomationVersion,
  verdict: Verdict,
  event: MarketingEvent,
  settings: ShopSettings,
  now: Date
): NewDecision {
  return {
    id: newId("kdec"),
    key: keyOf([
      "decision",
      `${automation.automation_id}:${automation.version}`,
      event.customer_id ?? event.email,
      event.id,
    ]),
    automation_id: automation.automation_id,
    automation_version: automation.version,
    customer_id: event.customer_id,
    email: event.email,
    event_id: event.id,
    kind: verdict.kind,
    mode: settings.mode,
    reason: verdict.reason,
    until: verdict.until,
    variant: verdict.variant,
    trace: verdict.trace,
    event_at: event.occurred_at,
    decided_at: now.toISOString(),
  }
}

type Planning = {
  readonly automation: AutomationVersion
  readonly verdict: Verdict
  readonly decision: NewDecision
  readonly subject: Subject
  readonly time_zone: string
}

function plan(runtime: Runtime, input: Planning): NewDelivery[] {
  const { decision, ...planning } = input
  const { definition } = input.automation
  const { catalog } = runtime
  const live = decision.mode === "live"
  const planned = planDeliveries({
    ...planning,
    decision_id: decision.id,
    event_id: decision.event_id,
    catalog,
    now: live
      ? input.subject.now
      : shadowStart(definition, input.verdict, { now: input.subject.now, catalog }),
  })
  const steps = live ? null : followedSteps(definition, catalog)
  const followed = planned.filter(({ step }) => steps?.includes(step) ?? true)
  return followed.map((delivery) => ({
    ...delivery,
    id: newId("kdel"),
    key: keyOf([delivery.key]),
  }))
}
