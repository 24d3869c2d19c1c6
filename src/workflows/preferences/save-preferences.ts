import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { limitedByAfter } from "../../core/preferences/limits"
import type { Contact, PreferencePatch } from "../../modules/kairos-consent/contacts"
import type { Runtime } from "../support/runtime"

/**
 * Saves what is no consent for a person whose row the transaction holds, with who asked for it.
 * @param said `proven` for whoever reads the address: they have the last word
 */
export async function savePreferences(
  runtime: Runtime,
  trx: Knex,
  contact: Contact,
  patch: PreferencePatch,
  said: { readonly by: string; readonly proven: boolean }
): Promise<void> {
  const values: readonly unknown[] = Object.values(patch)
  if (values.every((value) => value === undefined)) {
    return
  }
  const now = runtime.clock.now().toISOString()
  const limited_by = limitedByAfter(patch, said.by, said.proven, contact, now)
  await runtime.consent.savePreferences(contact.email, { ...patch, limited_by }, trx)
  // What waited for the old quiet hours or the old frequency is asked again at once.
  await runtime.automation.deliveries.askAgain(trx, { email: contact.email })
}
