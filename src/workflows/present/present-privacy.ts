import { normaliseEmail } from "../../core/identity/email"
import { othersAt, readDossier } from "../../read-models/dossier"
import { loadCustomer } from "../../read-models/snapshots"
import type { PrivacyResponse } from "../../types"
import type { Runtime } from "../support/runtime"
import { explain } from "./present-decision"
import { presentConsents } from "./present-profile"

const DECISIONS = 20

/**
 * The dossier of one customer; null when Medusa knows no such customer. What hangs on the address alone is in it, except where
 * another customer row has the same address: nobody's account shows what is another's.
 */
export async function presentPrivacy(
  runtime: Runtime,
  customerId: string
): Promise<PrivacyResponse["privacy"] | null> {
  const customer = await loadCustomer(runtime.knex, customerId)
  if (customer === null) {
    return null
  }
  const email = normaliseEmail(customer.email ?? "")
  const others = email === null ? [] : await othersAt(runtime.knex, customerId, email)
  const [dossier, contact, decisions] = await Promise.all([
    readDossier(runtime.knex, {
      customer_ids: [customerId],
      emails: email === null || others.length > 0 ? [] : [email],
    }),
    email === null ? null : runtime.consent.readContact(email),
    runtime.automation.decisions.list({ customer_id: customerId }, { offset: 0, limit: DECISIONS }),
  ])
  return {
    customer_id: customerId,
    email: customer.email,
    made_at: runtime.clock.now().toISOString(),
    same_address: others.map((one) => ({ ...one })),
    ...dossier,
    consents: contact === null ? [] : presentConsents(contact),
    suppressed: Object.entries(contact?.suppressed ?? {}).map(([channel, { cause, since }]) => ({
      channel,
      cause,
      since,
    })),
    decisions: decisions.rows.map((row) => ({
      id: row.id,
      automation_name: row.automation_name,
      decided_at: row.decided_at.toISOString(),
      kind: row.kind,
      because: explain(runtime, row).headline,
    })),
  }
}
