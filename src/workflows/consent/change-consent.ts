import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../../core/identity/email"
import type { ConsentInput } from "../../modules/kairos-consent/evidence"
import { customersOfPerson } from "../../read-models/customers-of-person"
import { refreshProfiles } from "../profile/refresh-profiles"
import type { Runtime } from "../support/runtime"

/**
 * Records consent and withdrawals, and what follows from them in the same transaction: whoever objects to profiling
 * loses their scores and what was kept of their visits at once, whoever takes it back is scored again.
 */
export async function changeConsent(
  runtime: Runtime,
  entries: readonly ConsentInput[],
  trx?: Knex
): Promise<void> {
  if (entries.length === 0) {
    return
  }
  const change = async (tx: Knex) => {
    await runtime.consent.record(entries, tx)
    const profiled = entries.filter((entry) => entry.purpose === "profiling")
    for (const email of new Set(profiled.map((entry) => normaliseEmail(entry.email) ?? ""))) {
      const customers = await customersOfPerson(tx, email)
      if (profiled.some((entry) => !entry.granted && normaliseEmail(entry.email) === email)) {
        await runtime.profile.behaviour.forget({ customer_ids: customers }, tx)
      }
      if (customers.length > 0) {
        await refreshProfiles(runtime, customers, { trx: tx })
      }
    }
  }
  await (trx === undefined ? runtime.knex.transaction(change) : change(trx))
}
