import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Subject } from "../../core/catalog/definitions"
import type { ContactState } from "../../core/consent/consent"
import { refusesProfiling } from "../../core/consent/may-use"
import type { MarketingEvent } from "../../core/event/event"
import { normaliseEmail } from "../../core/identity/email"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { contactForClaim, NO_CONTACT, readProfile } from "../../read-models/person"
import { loadCustomer } from "../../read-models/snapshots"
import { followAddress } from "../consent/follow-address"
import { learnAgeOf } from "../consent/learn-ages"
import type { Runtime } from "../support/runtime"
import { withCartNow } from "./occasion"

/** What a delivery was decided about, as its inbox row keeps it, with the cart as it is now. */
export async function readEvent(runtime: Runtime, row: DeliveryRow): Promise<MarketingEvent> {
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
export async function subjectNow(
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
