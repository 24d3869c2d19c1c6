import type { ContactState } from "../../core/consent/consent"
import { consentKey } from "../../core/consent/fold"
import { addressOfCustomer } from "../../read-models/customers-of-person"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"

const SOURCE = "gpc"

/**
 * A logged-in customer's browser asks not to be tracked: that is an opt-out of sharing, and of profiling unless the shop
 * says otherwise, kept as evidence. It counts once per person: who then agrees by their own hand has the last word, or the
 * browser would take back every choice that its owner makes.
 */
export async function honourGpc(runtime: Runtime, customerId: string): Promise<void> {
  const address = await addressOfCustomer(runtime.knex, customerId)
  if (address === null) {
    return
  }
  if (!mayBeDue(runtime, await runtime.consent.readContact(address.person))) {
    return
  }
  await runtime.knex.transaction(async (trx) => {
    const person = await runtime.consent.lockPerson(trx, address.email)
    const records = await runtime.consent.evidence.listOfPerson(trx, person.email)
    const due = purposesOf(runtime).filter(
      (purpose) =>
        person.consents[consentKey(purpose, "on_site")]?.granted !== false &&
        !records.some((record) => record.purpose === purpose && record.source === SOURCE)
    )
    const entries = due.map((purpose) => ({
      email: person.email,
      customer_id: customerId,
      purpose,
      channel: "on_site",
      granted: false,
      source: SOURCE,
      evidence: { header: "Sec-GPC: 1" },
      actor: `customer:${customerId}`,
    }))
    await changeConsent(runtime, entries, trx)
  })
}

/** Whether the signal may say something new of this person: then it is worth a look at the evidence. */
export function mayBeDue(runtime: Runtime, contact: ContactState | null): boolean {
  return purposesOf(runtime).some(
    (purpose) => contact?.consents[consentKey(purpose, "on_site")]?.granted !== false
  )
}

const purposesOf = ({ options }: Runtime): readonly string[] =>
  options.gpc.profiling ? ["sharing", "profiling"] : ["sharing"]
