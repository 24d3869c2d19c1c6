import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { subjectBindings, theirs } from "../core/privacy/erase-sql"
import type { DataSubject } from "../core/privacy/personal-data"
import { REGISTER } from "../core/privacy/register"
import type { FoundProof } from "../core/privacy/renewal-proof"

/**
 * What is kept as proof of a person's agreements: of each subscription three years after its last record, or one after its end (as
 * `SubscriptionStore.endRetention` counts). Null where they agreed to nothing.
 */
export async function findRenewalProof(
  knex: Knex,
  subject: DataSubject
): Promise<FoundProof | null> {
  const entry = REGISTER.find(({ table }) => table === "kairos_subscription")
  const whose = entry === undefined ? null : theirs(entry.belongs, REGISTER, "s")
  if (whose === null) {
    return null
  }
  const { rows } = await knex.raw(
    `select coalesce(sum(p.records), 0)::int as records, coalesce(bool_or(s.status = 'active'), false) as goes_on,
       max(greatest(p.last_at + interval '3 years', coalesce(s.ended_at, greatest(s.current_until, now())) + interval '1 year')) as until
     from kairos_subscription s
     join lateral (select count(*) as records, max(r.at) as last_at from kairos_subscription_record r
       where r.subscription_id = s.id) p on p.records > 0
     where ${whose}`,
    subjectBindings(subject) as never
  )
  const { records, goes_on, until } = rows[0] as {
    records: number
    goes_on: boolean
    until: Date | null
  }
  return until === null ? null : { records, goes_on, until: until.toISOString() }
}
