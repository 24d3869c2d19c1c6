import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BEHAVIOUR_NAMES } from "../../core/behaviour/behaviour"
import { checkBehaviour, type RejectedEvent } from "../../core/behaviour/check-behaviour"
import { hostOf } from "../../core/behaviour/page-address"
import { mayUse } from "../../core/consent/may-use"
import type { VisitorBatch } from "../../modules/kairos-profile/behaviour"
import { addressOfCustomer } from "../../read-models/customers-of-person"
import { contactForClaim, NO_CONTACT } from "../../read-models/person"
import type { Runtime } from "../support/runtime"

export type VisitorPermission = { readonly storage: boolean; readonly profiling: boolean }

export type BehaviourReport = {
  /** Null without permission to store: then there is none. */
  readonly visitor_id: string | null
  readonly permission: VisitorPermission
  /** The request carried Global Privacy Control. */
  readonly privacy_signal: boolean
  readonly time_zone: string | null
  readonly events: readonly unknown[]
  /** From the session alone. */
  readonly customer_id: string | null
}

export type BehaviourReceipt = {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly RejectedEvent[]
}

const NO_CONSENT = "not stored: needs the visitor's consent to storage and profiling"
const SIGNAL = "not stored: the browser sent Global Privacy Control"
const OBJECTED = "not stored: the customer objected to profiling"

/**
 * Keeps what a visitor did, committed when this returns, where the visitor allowed it and the customer did not object.
 * Whoever reports without consent has none any more: what was kept of that visitor goes away.
 */
export async function recordBehaviour(
  runtime: Runtime,
  report: BehaviourReport
): Promise<BehaviourReceipt> {
  const { visitor_id, permission } = report
  if (!permission.storage || !permission.profiling) {
    if (visitor_id !== null) {
      await runtime.profile.behaviour.forget({ visitor_id })
    }
    return refusedAll(report, NO_CONSENT)
  }
  if (report.privacy_signal) {
    return refusedAll(report, SIGNAL)
  }
  if (visitor_id === null) {
    throw new Error("behaviour with permission to store comes with its visitor's id")
  }
  const { events, rejected } = checkBehaviour(report.events, {
    now: runtime.clock.now().toISOString(),
    names: new Set([...BEHAVIOUR_NAMES, ...runtime.options.behaviour.events]),
  })
  if (events.length === 0) {
    return { accepted: 0, duplicates: 0, rejected }
  }
  const { customer_id, time_zone } = report
  const own_host = hostOf(runtime.options.storefrontUrl)
  const batch: VisitorBatch = { visitor_id, customer_id, time_zone, events, own_host }
  const accepted = await withPartitions(runtime, () =>
    runtime.knex.transaction((trx) => store(runtime, trx, batch))
  )
  return accepted === null
    ? refusedAll(report, OBJECTED)
    : { accepted, duplicates: events.length - accepted, rejected }
}

/** @returns null when the person objected */
async function store(runtime: Runtime, trx: Knex, batch: VisitorBatch): Promise<number | null> {
  const { behaviour } = runtime.profile
  const customerId = batch.customer_id ?? (await behaviour.customerOf(batch.visitor_id, trx))
  const events = await withoutErased(runtime, trx, customerId, batch.events)
  if (events.length === 0) {
    return 0
  }
  // The person's consent is locked before the visitor, in the order of a withdrawal, which deletes visitors: so one waits
  // for the other, and what is withdrawn at this moment is gone with the rest.
  if (customerId !== null && !(await mayProfile(runtime, trx, customerId))) {
    return null
  }
  return behaviour.record(trx, { ...batch, events })
}

/** A browser may report late: what somebody did before they were erased stays gone. */
async function withoutErased(
  runtime: Runtime,
  trx: Knex,
  customer_id: string | null,
  events: VisitorBatch["events"]
): Promise<VisitorBatch["events"]> {
  if (customer_id === null) {
    return events
  }
  const happened = events.map((event) => ({ event, customer_id, occurred_at: event.occurred_at }))
  return (await runtime.consent.erasures.without(happened, trx)).map(({ event }) => event)
}

async function mayProfile(runtime: Runtime, trx: Knex, customerId: string): Promise<boolean> {
  const address = await addressOfCustomer(trx, customerId)
  const contact =
    address === null
      ? NO_CONTACT
      : ((await contactForClaim(trx, address.person)) ??
        (await runtime.consent.lockPerson(trx, address.email)))
  const now = runtime.clock.now().toISOString()
  return mayUse({ purpose: "profiling", channel: "on_site" }, contact, runtime.policy, now).allowed
}

/** The nightly job makes the months ahead; a shop whose jobs stood still makes them here. */
async function withPartitions<T>(runtime: Runtime, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!runtime.profile.behaviour.isMissingPartition(error)) {
      throw error
    }
    await runtime.profile.behaviour.ensurePartitions()
    return work()
  }
}

const refusedAll = ({ events }: BehaviourReport, message: string): BehaviourReceipt => ({
  accepted: 0,
  duplicates: 0,
  rejected: events.map((_, index) => ({ index, message })),
})
