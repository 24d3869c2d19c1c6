import { Modules } from "@medusajs/framework/utils"
import type { ErasureLine, ErasureReason, ErasureReceipt } from "../../core/privacy/erasure"
import type { ErasedRows } from "../../core/privacy/erase-sql"
import { REGISTER } from "../../core/privacy/register"
import { renewalProof } from "../../core/privacy/renewal-proof"
import type { DataSubject } from "../../core/privacy/personal-data"
import { dataSubjectOf, type FoundSubject, ownSubjectOf } from "../../read-models/data-subject"
import { findRenewalProof } from "../../read-models/renewal-proof"
import { notificationsTo, scanFor } from "../../read-models/privacy-scan"
import { findPromotions, promotionsOf, retireCodes } from "../coupons/promotions"
import { lockPerson } from "../decide/lock-person"
import type { Runtime } from "../support/runtime"

export type ErasureRequest = {
  readonly customer_id: string
  readonly reason: ErasureReason
  /** Who of the shop does it. */
  readonly actor: string
}

/**
 * Erases a person from everything that Kairos holds, under all addresses and customer ids, guests too. Medusa's own rows (the
 * customer, the orders) are the shop's to keep or delete. Each step can be done again: after a fault the same request goes on.
 * @returns null when neither Medusa nor Kairos knows the customer
 */
export async function erasePerson(
  runtime: Runtime,
  request: ErasureRequest
): Promise<ErasureReceipt | null> {
  const subject = await dataSubjectOf(runtime.knex, request.customer_id)
  return subject === null ? null : erase(runtime, subject, request, subject)
}

/**
 * A customer who is logged in erases what hangs on their own row. What is kept of the address alone (choices, evidence) goes with
 * it, as long as no other customer row has the same address.
 */
export async function eraseOwn(
  runtime: Runtime,
  customerId: string
): Promise<ErasureReceipt | null> {
  const subject = await ownSubjectOf(runtime.knex, customerId)
  const own = { customer_ids: [customerId], emails: [] }
  // No customer's id: it would outlive the erasure.
  const why = { reason: "requested", actor: "customer" } as const
  return subject === null ? null : erase(runtime, subject, why, own)
}

/** Somebody who was erased before, and whom a backup brought back: the ids and addresses that are known of it. */
export async function eraseFound(
  runtime: Runtime,
  subject: DataSubject,
  why: Pick<ErasureRequest, "reason" | "actor">
): Promise<ErasureReceipt> {
  return erase(runtime, { ...subject, phones: [] }, why, subject)
}

/** @param rows whose rows of events, decisions, purchases and visits go */
async function erase(
  runtime: Runtime,
  subject: FoundSubject,
  request: Pick<ErasureRequest, "reason" | "actor">,
  rows: DataSubject
): Promise<ErasureReceipt> {
  const erasure = await stopEverything(runtime, subject, request)
  // Before the coupons lose their owner: afterwards nothing says which promotions were theirs.
  const coupons_ended = await endCoupons(runtime, rows)
  // Before it belongs to nobody any more.
  const proof = await findRenewalProof(runtime.knex, rows)
  const erased = await runtime.knex.transaction(async (trx) => {
    await runtime.consent.erasures.exclude(trx)
    for (const email of subject.emails) {
      // A claim holds this lock: either its message has left, or it finds nothing to send.
      await lockPerson(trx, email)
      // The contact before the profile, as whoever changes preferences: the other way round both would wait for ever.
      await runtime.consent.lockPerson(trx, email)
    }
    return [
      ...(await runtime.profile.erasePerson(trx, rows)),
      ...(await runtime.automation.erasePerson(trx, rows)),
      ...(await runtime.renewal.erasePerson(trx, rows)),
      // Evidence belongs to the address, whoever else has it.
      ...(subject.emails.length === 0 ? [] : await runtime.consent.erasePerson(trx, subject)),
    ]
  })
  const notifications = await forgetNotifications(runtime, subject)
  const receipt: ErasureReceipt = {
    id: erasure.id,
    reason: request.reason,
    erased_at: erasure.erased_at.toISOString(),
    customers: subject.customer_ids.length,
    addresses: subject.emails.length,
    tables: linesOf(erased),
    notifications,
    coupons_ended,
    renewal_proof: renewalProof(proof, true),
    verification: await scanFor(runtime.knex, subject),
  }
  await runtime.consent.erasures.finish(erasure.id, receipt)
  await runtime.automation.audit.append({
    actor: request.actor,
    action: "erase",
    entity: "person",
    entity_id: erasure.id,
    after: receipt,
  })
  return receipt
}

/** Committed first: what a worker reads from here on is refused, and what is older does not come back. */
async function stopEverything(
  runtime: Runtime,
  subject: FoundSubject,
  { reason, actor }: Pick<ErasureRequest, "reason" | "actor">
) {
  // What only shows on a visit reaches nobody.
  const channels = new Set(
    [...runtime.catalog.channels.values()]
      .map(({ consent_channel }) => consent_channel)
      .filter((channel) => channel !== "on_site")
  )
  return runtime.knex.transaction(async (trx) => {
    await runtime.consent.erasures.exclude(trx)
    await runtime.consent.suppressAll(
      trx,
      subject.emails.flatMap((email) =>
        [...channels].map((channel) => ({ email, channel, cause: "erased", source: "erasure" }))
      )
    )
    return runtime.consent.erasures.begin(trx, subject, { reason, actor })
  })
}

/** @returns how many could still be used */
async function endCoupons(runtime: Runtime, subject: DataSubject): Promise<number> {
  const { coupons } = runtime.automation
  const own = await coupons.listOfOwner(subject)
  const open = own.filter(({ status }) => status === "open" || status === "presented")
  await runtime.knex.transaction((trx) =>
    coupons.voidByDeliveries(
      trx,
      open.map(({ delivery_id }) => delivery_id),
      "erased"
    )
  )
  const codes = (list: typeof own) => list.map(({ code }) => code)
  await unbindPromotions(runtime, codes(own))
  await retireCodes(runtime, codes(open))
  return open.length
}

/** Medusa's promotions name their owner by customer id; a used one stays for the edits of its order, for nobody. */
async function unbindPromotions(runtime: Runtime, codes: readonly string[]): Promise<void> {
  const promotions = await findPromotions(runtime, codes)
  const rules = [...promotions.values()]
    .flatMap((promotion) => promotion.rules ?? [])
    .filter(({ attribute }) => attribute === "customer.id")
  if (rules.length > 0) {
    await promotionsOf(runtime).updatePromotionRules(
      rules.map(({ id }) => ({ id, values: ["erased"] }))
    )
  }
}

/** The module's own generated method, which its interface does not name. */
type Deletes = { deleteNotifications: (ids: string[]) => Promise<void> }

async function forgetNotifications(runtime: Runtime, subject: FoundSubject): Promise<number> {
  const ids = await notificationsTo(runtime.knex, subject)
  if (ids.length > 0) {
    const notifications = runtime.container.resolve(Modules.NOTIFICATION) as unknown as Deletes
    await notifications.deleteNotifications(ids)
  }
  return ids.length
}

const linesOf = (erased: readonly ErasedRows[]): ErasureLine[] =>
  REGISTER.filter(({ personal }) => Object.keys(personal).length > 0).map(({ table, erasure }) => ({
    table,
    action: erasure.kind,
    rows: erased.find((one) => one.table === table)?.rows ?? null,
  }))
