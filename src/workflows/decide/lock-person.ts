import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** One worker at a time decides about, or sends to, a person; until the transaction ends. */
export async function lockPerson(trx: Knex, person: string): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`kairos:${person}`])
}
