import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { refusesProfiling } from "../../core/consent/may-use"
import type { KnownAge } from "../../core/consent/minor"
import { addressOfCustomer, customersOfPerson } from "../../read-models/customers-of-person"
import { agesOfPerson, agesSince } from "../../read-models/known-ages"
import { lockPerson } from "../decide/lock-person"
import { refreshProfiles } from "../profile/refresh-profiles"
import type { Runtime } from "../support/runtime"

/**
 * Takes birth dates from the metadata of Medusa's customers into contacts, where every question of consent reads them (B-28).
 * Whoever turns out to be a minor loses score and visits, as if they had objected.
 * @returns how many people something new was learnt of
 */
export async function learnAges(runtime: Runtime, since: Date): Promise<number> {
  const { metadataKey } = runtime.options.minors
  const ages = await agesSince(runtime.knex, metadataKey, since)
  const known = await runtime.consent.agesDiffering(await runtime.consent.erasures.without(ages))
  for (const age of known) {
    await runtime.knex.transaction((trx) => take(runtime, trx, [age]))
  }
  return known.length
}

/** One person, in the transaction of a claim that locked them: what is about to leave must not wait for the next look. */
export async function learnAgeOf(runtime: Runtime, trx: Knex, person: string): Promise<void> {
  const ages = await agesOfPerson(trx, runtime.options.minors.metadataKey, person)
  const known = await runtime.consent.agesDiffering(ages, trx)
  await take(runtime, trx, await runtime.consent.erasures.withoutHeld(known, trx))
}

/** As soon as Medusa says that something about a customer changed. */
export async function learnAgeOfCustomer(runtime: Runtime, customerId: string): Promise<void> {
  const address = await addressOfCustomer(runtime.knex, customerId)
  if (address !== null) {
    await runtime.knex.transaction(async (trx) => {
      await lockPerson(trx, address.person)
      await learnAgeOf(runtime, trx, address.person)
    })
  }
}

async function take(runtime: Runtime, trx: Knex, ages: readonly KnownAge[]): Promise<void> {
  const changed = await runtime.consent.learnAges(trx, ages)
  const now = runtime.clock.now().toISOString()
  for (const email of changed) {
    const customers = await customersOfPerson(trx, email)
    const contact = await runtime.consent.lockPerson(trx, email)
    if (refusesProfiling(contact, runtime.policy, now)) {
      await runtime.profile.behaviour.forget({ customer_ids: customers }, trx)
    }
    await refreshProfiles(runtime, customers, { trx })
  }
}
