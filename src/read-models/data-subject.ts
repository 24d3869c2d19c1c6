import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../core/identity/email"
import type { DataSubject } from "../core/privacy/personal-data"

/**
 * The addresses under which a customer is known: today's, and those under which they chose, registered or were to be written to
 * (an address that an order alone names is nobody's: people order for others). An earlier one that another account has now is that
 * account's.
 */
const ADDRESSES = `
  with own as (
    select lower(trim(email)) as email from customer where id = :id and email is not null
  ),
  known as (
    select email from kairos_consent where customer_id = :id
    union select email from kairos_delivery where customer_id = :id
    union select email from kairos_inbox where id = 'customer.registered:' || :id
    union select email from kairos_profile where customer_id = :id and not exists (select from customer where id = :id)
  )
  select email from own
  union
  select k.email from known k
  where k.email is not null and not exists (
    select from customer c
    where lower(trim(c.email)) = k.email and c.has_account and c.deleted_at is null and c.id <> :id
      and not exists (select from own where own.email = k.email))`

/** Guests and accounts, deleted ones too: their rows here outlive them. */
const CUSTOMERS = `select id, phone from customer where id = :id or lower(trim(email)) = any(cast(:emails as text[]))`

export type FoundSubject = DataSubject & { readonly phones: readonly string[] }

/**
 * The person that a customer id belongs to: every customer row of the same addresses. For erasing and restricting, never for
 * showing one account's data to another.
 * @returns null when neither Medusa nor Kairos knows the id
 */
export async function dataSubjectOf(knex: Knex, customerId: string): Promise<FoundSubject | null> {
  const { rows } = await knex.raw<{ rows: { email: string }[] }>(ADDRESSES, { id: customerId })
  const emails = [...new Set(rows.map(({ email }) => normaliseEmail(email) ?? email))].sort()
  const customers = await knex.raw<{ rows: { id: string; phone: string | null }[] }>(CUSTOMERS, {
    id: customerId,
    emails: emails as never,
  })
  if (emails.length === 0 && customers.rows.length === 0) {
    return null
  }
  return {
    customer_ids: [...new Set([customerId, ...customers.rows.map(({ id }) => id)])].sort(),
    emails,
    phones: customers.rows.flatMap(({ phone }) => (phone === null || phone === "" ? [] : [phone])),
  }
}

/**
 * What a session may see and erase: what hangs on its own customer row; and what is kept of the address alone, as long as no other
 * row has the same one, because Medusa verifies no addresses.
 */
export async function ownSubjectOf(knex: Knex, customerId: string): Promise<FoundSubject | null> {
  const { rows } = await knex.raw<{
    rows: { email: string | null; phone: string | null; shared: boolean }[]
  }>(
    `select lower(trim(c.email)) as email, c.phone, exists (
       select from customer o where o.id <> c.id and lower(trim(o.email)) = lower(trim(c.email))) as shared
     from customer c where c.id = :id and c.deleted_at is null`,
    { id: customerId }
  )
  const row = rows[0]
  if (row === undefined) {
    return null
  }
  const email = row.shared ? null : normaliseEmail(row.email ?? "")
  return {
    customer_ids: [customerId],
    emails: email === null ? [] : [email],
    phones: row.phone === null || row.phone === "" || row.shared ? [] : [row.phone],
  }
}
