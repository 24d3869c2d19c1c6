import type { BuyerClass } from "../../core/predict/buyer-class"
import { normaliseEmail } from "../../core/identity/email"
import { type Checked, invalid, valid } from "../../core/result"
import { loadCustomer } from "../../read-models/snapshots"
import type { Runtime } from "../support/runtime"

/** @returns null when there is no such customer */
export async function setBuyerClass(
  runtime: Runtime,
  set: { customer_id: string; buyer_class: BuyerClass | null; set_by: string }
): Promise<Checked<BuyerClass | null> | null> {
  const customer = await loadCustomer(runtime.knex, set.customer_id)
  if (customer === null) {
    return null
  }
  const email = normaliseEmail(customer.email ?? "")
  const contact = email === null ? null : await runtime.consent.readContact(email)
  if (contact?.profiling_objected === true && set.buyer_class !== null) {
    return invalid({
      path: "buyer_class",
      message: "this customer objected to profiling, so nobody may say what kind of buyer they are",
    })
  }
  await runtime.profile.predictions.setClass(set.customer_id, set.buyer_class, set.set_by)
  // Without the customer: a line of the audit outlives them.
  await runtime.automation.audit.append({
    actor: set.set_by,
    action: "set",
    entity: "privacy",
    entity_id: "buyer_class",
  })
  return valid(set.buyer_class)
}
