import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import { evaluateConditions } from "../../core/condition/evaluate"
import type { ContactState } from "../../core/consent/consent"
import { mayUse, refusesProfiling } from "../../core/consent/may-use"
import { asShown, type Coupon, type CouponTerms } from "../../core/coupon/coupon"
import { checkCouponTerms } from "../../core/coupon/terms"
import type { AutomationDefinition, AutomationStatus } from "../../core/decision/automation"
import { keptLeaf } from "../../core/decision/delivery-note"
import { holdReason } from "../../core/decision/decide"
import type { Mode, OccasionOver, Reason } from "../../core/decision/decision"
import { note } from "../../core/text/note"
import { boughtAt, type Permission } from "../../core/decision/permission"
import { isPersonalisedPrice } from "../../core/decision/personalised-price"
import type { DeliveryState } from "../../core/decision/delivery"
import type { Hold } from "../../core/decision/timing"
import type { MarketingEvent } from "../../core/event/event"
import { normaliseEmail } from "../../core/identity/email"
import type { DeliveryConsent, DeliveryRow } from "../../modules/kairos-automation/deliveries"
import { keyOf } from "../../modules/kairos-automation/ids"
import { contactForClaim, NO_CONTACT, readProfile } from "../../read-models/person"
import { loadCustomer } from "../../read-models/snapshots"
import { isStopped, type Settings } from "../../modules/kairos-automation/settings"
import { followAddress } from "../consent/follow-address"
import { learnAgeOf } from "../consent/learn-ages"
import { lockPerson } from "../decide/lock-person"
import { emailProvider } from "../messages/header-support"
import { databaseNow } from "../support/database-now"
import { isCopy } from "../support/installation"
import type { Runtime } from "../support/runtime"
import { dayBudget, discountBudget } from "./budget"
import { delayFollowing } from "./delay-following"
import { exitJourney } from "./exit-journey"
import { holdNow } from "./hold-now"
import { sendingStopped } from "../restore/journal-state"
import { LeaseLost } from "./lease-lost"
import { occasionOver, sellableNow, withCartNow } from "./occasion"
import { shadowRuntime } from "./shadow-runtime"
import { stepBefore } from "./step-before"
import { wayNow } from "./way-now"
import { needsItsCoupon, withheldDiscount } from "./withheld-discount"

const SENDING_LEASE_SECONDS = 90
const BEHIND_SECONDS = 60

/** A delivery that may leave now, with what it carries. */
export type Claimed = {
  /** On the channel that it takes. */
  readonly row: DeliveryRow
  readonly attempt: number
  readonly subject: Subject
  readonly coupons: readonly Coupon[]
  /** Whether a service message may show its offer block. */
  readonly marketing_allowed: boolean
}

type Refusal = {
  readonly state: DeliveryState
  readonly reason: Reason | null
  readonly detail: string | null
  /** What it waits for; it is claimed again when that is over. */
  readonly hold?: Hold
}

/**
 * The last check and the claim, in one transaction under the person's row lock: consent, suppression, the automation's
 * state, validity and the step's conditions, all as they are now and not as they were when it was queued. Only if all of
 * them pass do the coupons come into being.
 * @returns null when nothing is to be sent: refused, held, expired, shown on site (then it is done), or the lease is lost
 */
export const claimDelivery = (runtime: Runtime, leased: DeliveryRow): Promise<Claimed | null> =>
  claim(runtime, leased, LIVE)

/**
 * The same of a step that shadow mode follows: what would stop or hold a live one stops or holds it, and what passes is noted as
 * what would have been sent.
 */
export async function claimShadow(runtime: Runtime, leased: DeliveryRow): Promise<void> {
  await claim(shadowRuntime(runtime), leased, SHADOW)
}

/** Where the two part: at what stops all of them, and at what follows when nothing does. */
type Kind = {
  readonly mode: Mode
  readonly stopped: (row: DeliveryRow, lifecycle: Lifecycle) => Refusal | null
  readonly pass: typeof carry
}

async function claim(
  runtime: Runtime,
  leased: DeliveryRow,
  { mode, stopped, pass }: Kind
): Promise<Claimed | null> {
  const [event, automation, settings] = await Promise.all([
    readEvent(runtime, leased),
    runtime.automation.automations.version(leased.automation_id, leased.automation_version),
    runtime.automation.settings.read(),
  ])
  const copied = await isCopy(runtime)
  // Before anything leaves the journal has a line that an older database would not know.
  const unsafe =
    mode === "shadow" || carriesItself(runtime, leased)
      ? null
      : await sendingStopped(runtime, { mark: true })
  return runtime.knex.transaction(async (trx) => {
    // Caps are counted and filled by one worker at a time.
    await lockPerson(trx, leased.email ?? leased.customer_id)
    const now = await databaseNow(trx)
    const sellable = await sellableNow(trx, event)
    const subject = await subjectNow(runtime, trx, leased, sellable.event, now)
    if (automation === null) {
      const gone = refuse("refused", "inactive", note("automation_gone"))
      return stop(runtime, trx, leased, gone)
    }
    const { definition, status, budget } = automation
    const { row, permission } = await wayNow(runtime, trx, leased, { definition, subject })
    const refusal =
      stopped(row, {
        status,
        settings,
        copied: copied && !carriesItself(runtime, row),
        unsafe,
        now,
      }) ??
      (await headersMissing(runtime, row)) ??
      occasionRefusal((await occasionOver(runtime, trx, event)) ?? sellable.over) ??
      waitRefusal(runtime, row, definition, subject) ??
      stepRefusal(runtime, row, definition, subject)
    if (refusal !== null) {
      return stop(runtime, trx, row, refusal)
    }
    if (!permission.allowed) {
      return stop(runtime, trx, row, permissionRefusal(row, permission))
    }
    const before = await stepBefore(runtime, trx, row, definition)
    if (before !== null) {
      return goAfter(runtime, trx, row, before)
    }
    const at = { now, time_zone: settings.time_zone }
    const hold =
      (await holdNow(runtime, trx, row, {
        subject,
        settings,
        mode,
        objective: definition.objective,
      })) ?? (await dayBudget(runtime, trx, row, budget, at))
    if (hold !== null) {
      await stop(runtime, trx, row, { ...refuse("held", holdReason(hold), null), hold })
      const from = Date.parse(hold.until)
      await delayFollowing(runtime, trx, row, { definition, subject, settings, from })
      return null
    }
    return pass(runtime, trx, row, { definition, budget, settings, subject, permission, at })
  })
}

type Carried = {
  readonly definition: AutomationDefinition
  readonly budget: AutomationDefinition["budget"]
  readonly settings: Settings
  readonly subject: Subject
  readonly permission: Permission
  readonly at: { readonly now: Date; readonly time_zone: string }
}

/** Everything passed: the coupons are born, unless this person had theirs for leaving (K7) or the budget is spent (K5). */
async function carry(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { definition, budget, settings, subject, permission, at }: Carried
): Promise<Claimed | null> {
  const due = permission.coupons ? couponsDue(row) : []
  const withheld = permission.coupons
    ? ((await withheldDiscount(runtime, trx, row, definition, settings)) ??
      (await discountBudget(runtime, trx, row, budget, due, at)))
    : null
  if (withheld !== null && (await needsItsCoupon(runtime, trx, row))) {
    return stop(runtime, trx, row, refuse("refused", "budget_spent", withheld))
  }
  const coupons = withheld === null ? await issueCoupons(runtime, trx, row, definition, due) : []
  // It may go later than it was due: after a pause, a stop, an outage.
  await delayFollowing(runtime, trx, row, { definition, subject, settings, from: at.now.getTime() })
  const consent = restedOn(permission)
  return carriesItself(runtime, row)
    ? finishWithoutProvider(runtime, trx, row, coupons, consent)
    : begin(runtime, trx, row, {
        consent,
        subject,
        coupons,
        marketing_allowed: withheld === null && mayOffer(runtime, row, subject),
      })
}

/** Everything passed, and nothing leaves. */
async function wouldCarry(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { definition, settings, subject, permission, at }: Carried
): Promise<null> {
  await delayFollowing(runtime, trx, row, { definition, subject, settings, from: at.now.getTime() })
  return finishWithoutProvider(runtime, trx, row, [], restedOn(permission))
}

/**
 * Behind a step that nobody knows the end of (a pause, a stop) it is held as that one is, and let go with it; else it asks again
 * in a minute, unless the step before has given it its time by then.
 */
async function goAfter(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  before: DeliveryRow
): Promise<null> {
  if (before.state === "held" && before.hold === null && before.reason !== null) {
    const detail = note("step_before", { note: before.detail ?? "" })
    return stop(runtime, trx, row, refuse("held", before.reason, detail))
  }
  await runtime.automation.deliveries.giveBack([row], BEHIND_SECONDS, trx)
  return null
}

/** What a provider refused for good, and no other channel may bring, has failed; the others are said beside it. */
function permissionRefusal({ refused }: DeliveryRow, { reason, detail }: Permission): Refusal {
  const last = refused?.at(-1)
  return last === undefined
    ? refuse("refused", reason ?? "consent_missing", detail)
    : { state: "failed", reason: null, detail: last.detail }
}

async function stop(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  refusal: Refusal
): Promise<null> {
  await settleOrStop(runtime, trx, row, refusal)
  if (row.refused !== null && refusal.state !== "held") {
    // Its coupons were born on the way that was refused, and nobody was told of them.
    await runtime.automation.coupons.voidByDelivery(trx, row.id, "not_delivered")
  }
  if (refusal.state === "expired" && row.awaits?.otherwise === "exit") {
    await exitJourney(runtime, trx, row)
  }
  return null
}

async function begin(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { consent, ...carried }: Omit<Claimed, "attempt" | "row"> & { readonly consent: DeliveryConsent }
): Promise<Claimed | null> {
  const attempt = await runtime.automation.deliveries.beginAttempt(
    trx,
    row,
    SENDING_LEASE_SECONDS,
    consent
  )
  if (attempt === null) {
    throw new LeaseLost(row.id)
  }
  return { row, attempt, ...carried }
}

/** What the law asks to be able to say of a message that went out: on what it rested (B-03). */
const restedOn = ({ checks }: Permission): DeliveryConsent =>
  checks
    .filter(({ allowed }) => allowed)
    .map(({ purpose, channel, basis, record_id, expires_at }) => ({
      purpose,
      channel,
      basis,
      record_id,
      ...(expires_at === undefined ? {} : { expires_at }),
    }))

/** Whether a service message may show its offer block to this person. */
function mayOffer(runtime: Runtime, row: DeliveryRow, subject: Subject): boolean {
  const channel = runtime.catalog.channels.get(row.channel)?.consent_channel ?? "email"
  const use = { purpose: "marketing", channel, bought_at: boughtAt(subject) }
  return mayUse(use, subject.contact, runtime.policy, subject.now).allowed
}

async function settleOrStop(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  refusal: Refusal
): Promise<void> {
  if (!(await runtime.automation.deliveries.settle(trx, row, refusal))) {
    throw new LeaseLost(row.id)
  }
}

/** What is shown on site or in the account needs no provider: it is on offer from now on. */
async function finishWithoutProvider(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  coupons: readonly Coupon[],
  consent: DeliveryConsent
): Promise<null> {
  const done = await runtime.automation.deliveries.settle(trx, row, {
    state: "sent",
    reason: null,
    detail: null,
    content: { coupon_ids: coupons.map((coupon) => coupon.id) },
    consent,
  })
  if (!done) {
    throw new LeaseLost(row.id)
  }
  return null
}

/** What is shown needs nobody to bring it, unless the shop's own action does something. */
const carriesItself = ({ catalog }: Runtime, { channel, action }: DeliveryRow): boolean =>
  (channel === "on_site" || channel === "account") &&
  catalog.actions.get(action.code)?.execute === undefined

async function readEvent(runtime: Runtime, row: DeliveryRow): Promise<MarketingEvent> {
  const inbox = await runtime.automation.inbox.read(row.event_id)
  return withCartNow(runtime, {
    id: row.event_id,
    name: inbox?.name ?? "",
    entity_id: inbox?.entity_id ?? "",
    customer_id: row.customer_id,
    email: row.email,
    occurred_at: (inbox?.occurred_at ?? row.created_at).toISOString(),
    source: inbox?.source ?? "bus",
    snapshot: inbox?.snapshot ?? {},
  })
}

/** The event as it was, the person as they are now. */
async function subjectNow(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  event: MarketingEvent,
  now: Date
): Promise<Subject> {
  const customer = await loadCustomer(trx, row.customer_id)
  const contact = await contactNow(runtime, trx, row, normaliseEmail(customer?.email ?? ""))
  const unprofiled = refusesProfiling(contact, runtime.policy, now.toISOString())
  const profile = await readProfile(trx, row.customer_id, unprofiled)
  return {
    now: now.toISOString(),
    event,
    contact,
    ...(event.snapshot.order === undefined ? {} : { order: event.snapshot.order }),
    ...(event.snapshot.cart === undefined ? {} : { cart: event.snapshot.cart }),
    ...(event.snapshot.subscription === undefined
      ? {}
      : { subscription: event.snapshot.subscription }),
    ...(customer === null ? {} : { customer }),
    profile,
  }
}

/** The message goes to the customer's address of today, so that one's consent is asked (E-16). */
async function contactNow(
  runtime: Runtime,
  trx: Knex,
  { customer_id, email: then }: DeliveryRow,
  today: string | null
): Promise<ContactState> {
  const email = today ?? then
  if (email === null) {
    return NO_CONTACT
  }
  await learnAgeOf(runtime, trx, email)
  if (then !== null && email !== then) {
    await followAddress(runtime, trx, { customer_id, from: then, to: email })
  }
  return (await contactForClaim(trx, email)) ?? runtime.consent.readContact(email, trx)
}

type Lifecycle = {
  readonly status: AutomationStatus
  readonly settings: Settings
  /** Whether it would leave a copy of the shop. */
  readonly copied: boolean
  /** Why nothing may be sent to anybody: a restored database that was told of nothing yet. */
  readonly unsafe: string | null
  readonly now: Date
}

function lifecycleRefusal(
  row: DeliveryRow,
  { status, settings, copied, unsafe, now }: Lifecycle
): Refusal | null {
  if (row.expires_at <= now) {
    return refuse("expired", "expired", note("valid_until", { at: row.expires_at.toISOString() }))
  }
  if (isStopped(settings.stopped, row.channel)) {
    return refuse("held", "killed", note(settings.stopped.all ? "all_stopped" : "channel_stopped"))
  }
  if (row.purpose !== "service" && settings.complained_channels.includes(row.channel)) {
    return refuse("held", "killed", note("complaints_stopped"))
  }
  if (copied || unsafe !== null) {
    return refuse("held", "staging", unsafe ?? note("copy"))
  }
  if (status === "archived") {
    return refuse("refused", "inactive", note("automation_archived"))
  }
  if (status !== "active") {
    return refuse("held", "inactive", note("automation_paused"))
  }
  return settings.mode === "live" ? null : refuse("held", "inactive", note("shadow"))
}

/** What shadow mode follows ends with it, and with its automation: nobody releases it later. */
function shadowStopped(row: DeliveryRow, { status, settings, now }: Lifecycle): Refusal | null {
  if (row.expires_at <= now) {
    return refuse("expired", "expired", note("valid_until", { at: row.expires_at.toISOString() }))
  }
  if (settings.mode === "live") {
    return refuse("cancelled", "inactive", note("went_live"))
  }
  return status === "active" ? null : refuse("cancelled", "inactive", note("automation_paused"))
}

const LIVE: Kind = { mode: "live", stopped: lifecycleRefusal, pass: carry }
const SHADOW: Kind = { mode: "shadow", stopped: shadowStopped, pass: wouldCarry }

/** Marketing mail that nobody could unsubscribe from with one click does not leave (RFC 8058). */
async function headersMissing(runtime: Runtime, row: DeliveryRow): Promise<Refusal | null> {
  const mail = row.channel === "email" && row.action.code === "send_message"
  return mail && row.purpose !== "service" && (await emailProvider(runtime)).headers === "none"
    ? refuse("refused", "unavailable", note("no_headers"))
    : null
}

/** A step whose event did not come in time, or whose date nobody knows. */
function waitRefusal(
  runtime: Runtime,
  row: DeliveryRow,
  definition: AutomationDefinition,
  subject: Subject
): Refusal | null {
  if (row.awaits?.otherwise === "exit") {
    return refuse("expired", "expired", note("event_missing", { name: row.awaits.name }))
  }
  const wait = definition.steps.find((step) => step.key === row.step)?.wait
  const fact = wait !== undefined && "until" in wait ? wait.until.fact : undefined
  return fact === undefined || runtime.catalog.facts.get(fact)?.read(subject) !== undefined
    ? null
    : refuse("refused", "condition_unknown", note("date_unknown", { name: fact }))
}

/** What was over before it could be sent ends there, except that it came too late: that is `expired` as ever. */
const occasionRefusal = (over: OccasionOver | null): Refusal | null =>
  over === null
    ? null
    : refuse(over.reason === "expired" ? "expired" : "refused", over.reason, over.detail)

function stepRefusal(
  runtime: Runtime,
  row: DeliveryRow,
  definition: AutomationDefinition,
  subject: Subject
): Refusal | null {
  const conditions = definition.steps.find((step) => step.key === row.step)?.conditions ?? null
  const verdict = evaluateConditions(
    conditions,
    runtime.catalog.facts,
    (code) => runtime.catalog.facts.get(code)?.read(subject),
    { now: subject.now, currency_code: subject.order?.currency_code ?? null }
  )
  if (verdict.result === true) {
    return null
  }
  const failing = verdict.failing
  return refuse(
    "refused",
    verdict.result === false ? "condition_false" : "condition_unknown",
    failing === null ? null : keptLeaf(failing)
  )
}

type DueCoupon = { readonly key: string; readonly terms: CouponTerms }

/** One coupon per decision, step and action, whichever of the step's deliveries is claimed first (K4: re-used, not re-issued). */
function couponsDue(row: DeliveryRow): readonly DueCoupon[] {
  return row.coupons.map((action, index) => {
    const terms = checkCouponTerms(action.args, `step "${row.step}"`)
    if (!terms.ok) {
      throw new Error(`delivery ${row.id}: its coupon cannot be issued`)
    }
    return { key: keyOf(["coupon", row.decision_id, row.step, index]), terms: terms.value }
  })
}

async function issueCoupons(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  definition: AutomationDefinition,
  due: readonly DueCoupon[]
): Promise<Coupon[]> {
  const personalized_price = isPersonalisedPrice(definition, row.step, runtime.catalog)
  const coupons: Coupon[] = []
  for (const { key, terms } of due) {
    if (row.email === null) {
      throw new Error(`delivery ${row.id}: its coupon cannot be issued`)
    }
    const coupon = await runtime.automation.coupons.issue(trx, {
      terms,
      key,
      automation_id: row.automation_id,
      decision_id: row.decision_id,
      delivery_id: row.id,
      customer_id: row.customer_id,
      email: row.email,
      personalized_price,
    })
    coupons.push(asShown(coupon))
  }
  return coupons
}

const refuse = (state: DeliveryState, reason: Reason, detail: string | null): Refusal => ({
  state,
  reason,
  detail,
})
