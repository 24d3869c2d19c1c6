import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import { mayUse } from "../../core/consent/may-use"
import type { Coupon } from "../../core/coupon/coupon"
import type { AutomationDefinition } from "../../core/decision/automation"
import { holdReason } from "../../core/decision/decide"
import type { Mode } from "../../core/decision/decision"
import { boughtAt, type Permission } from "../../core/decision/permission"
import { note } from "../../core/text/note"
import type {
  DeliveryConsent,
  DeliveryRow,
  Settlement,
} from "../../modules/kairos-automation/delivery-rows"
import type { Settings } from "../../modules/kairos-automation/settings"
import { lockPerson } from "../decide/lock-person"
import { emailProvider } from "../messages/header-support"
import { sendingStopped } from "../restore/journal-state"
import { databaseNow } from "../support/database-now"
import { isCopy } from "../support/installation"
import type { Runtime } from "../support/runtime"
import { dayBudget, discountBudget } from "./budget"
import {
  headersMissing,
  type Lifecycle,
  lifecycleRefusal,
  occasionRefusal,
  permissionRefusal,
  type Refusal,
  refuse,
  shadowStopped,
  stepRefusal,
  waitRefusal,
} from "./claim-refusals"
import { delayFollowing } from "./delay-following"
import { exitJourney } from "./exit-journey"
import { holdNow } from "./hold-now"
import { couponsDue, type DueCoupon, issueCoupons, wouldIssue } from "./issue-coupons"
import { LeaseLost } from "./lease-lost"
import { occasionOver, sellableNow, subscriptionLeft } from "./occasion"
import { shadowRuntime } from "./shadow-runtime"
import { stepBefore } from "./step-before"
import { readEvent, subjectNow } from "./subject-now"
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
  const [event, automation, settings, provider] = await Promise.all([
    readEvent(runtime, leased),
    runtime.automation.automations.version(leased.automation_id, leased.automation_version),
    runtime.automation.settings.read(),
    // Outside of the transaction: Medusa answers from memory, but not the first time.
    emailProvider(runtime),
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
      headersMissing(row, provider) ??
      occasionRefusal((await occasionOver(runtime, trx, event)) ?? sellable.over) ??
      occasionRefusal(await subscriptionLeft(runtime, trx, event, definition.purpose)) ??
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

/** What a delivery that may go brings of its coupons, and why they stay away: the person had theirs for leaving (K7), the budget is spent (K5). */
async function giftsOf(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  { definition, budget, settings, permission, at }: Carried
): Promise<{ readonly due: readonly DueCoupon[]; readonly withheld: string | null }> {
  if (!permission.coupons) {
    return { due: [], withheld: null }
  }
  const due = couponsDue(row)
  const withheld =
    (await withheldDiscount(runtime, trx, row, definition, settings)) ??
    (await discountBudget(runtime, trx, row, budget, due, at))
  return withheld === null ? { due, withheld } : { due: [], withheld }
}

/** Everything passed: the coupons are born. */
async function carry(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  carried: Carried
): Promise<Claimed | null> {
  const { definition, settings, subject, permission, at } = carried
  const { due, withheld } = await giftsOf(runtime, trx, row, carried)
  if (withheld !== null && (await needsItsCoupon(runtime, trx, row))) {
    return stop(runtime, trx, row, refuse("refused", "budget_spent", withheld))
  }
  const coupons = await issueCoupons(runtime, trx, row, definition, due)
  // It may go later than it was due: after a pause, a stop, an outage.
  await delayFollowing(runtime, trx, row, { definition, subject, settings, from: at.now.getTime() })
  const consent = restedOn(permission)
  return carriesItself(runtime, row)
    ? finishWithoutProvider(runtime, trx, row, {
        consent,
        content: { coupon_ids: coupons.map((coupon) => coupon.id) },
      })
    : begin(runtime, trx, row, {
        consent,
        subject,
        coupons,
        marketing_allowed: withheld === null && mayOffer(runtime, row, subject),
      })
}

/** Everything passed, and nothing leaves: what it would have brought is noted, and counts where the next one asks. */
async function wouldCarry(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  carried: Carried
): Promise<null> {
  const { definition, settings, subject, permission, at } = carried
  const { due, withheld } = await giftsOf(runtime, trx, row, carried)
  if (withheld !== null && (await needsItsCoupon(runtime, trx, row))) {
    return stop(runtime, trx, row, refuse("refused", "budget_spent", withheld))
  }
  await delayFollowing(runtime, trx, row, { definition, subject, settings, from: at.now.getTime() })
  return finishWithoutProvider(runtime, trx, row, {
    consent: restedOn(permission),
    content: { would_issue: due.map((coupon) => wouldIssue(coupon, at.now)) },
    detail: withheld,
  })
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

async function stop(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  refusal: Refusal
): Promise<null> {
  await settle(runtime, trx, row, refusal)
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

/** Writes what became of it, unless another worker has it by now. */
async function settle(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  outcome: Settlement
): Promise<void> {
  if (!(await runtime.automation.deliveries.settle(trx, row, outcome))) {
    throw new LeaseLost(row.id)
  }
}

/** What is shown on site or in the account needs no provider: it is on offer from now on. */
async function finishWithoutProvider(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  carried: Pick<Settlement, "consent" | "content"> & Partial<Pick<Settlement, "detail">>
): Promise<null> {
  await settle(runtime, trx, row, { state: "sent", reason: null, detail: null, ...carried })
  return null
}

/** What is shown needs nobody to bring it, unless the shop's own action does something. */
const carriesItself = ({ catalog }: Runtime, { channel, action }: DeliveryRow): boolean =>
  (channel === "on_site" || channel === "account") &&
  catalog.actions.get(action.code)?.execute === undefined

const LIVE: Kind = { mode: "live", stopped: lifecycleRefusal, pass: carry }
const SHADOW: Kind = { mode: "shadow", stopped: shadowStopped, pass: wouldCarry }
