import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { birthDateOf, type KnownAge } from "../core/consent/minor"
import { normaliseEmail } from "../core/identity/email"

type Row = {
  email: string
  birth_date: string | null
  country_code: string | null
  occurred_at: Date
}

/** With the time at which it was last said, because what was said before an erasure does not come back. */
export type StatedAge = KnownAge & { readonly occurred_at: Date }

/** A person with several rows is as young as the youngest of them says: only that can be wrong without harm. */
const AGES = `
  select c.email, c.metadata ->> ? as birth_date, c.updated_at as occurred_at,
    (select a.country_code from customer_address a where a.customer_id = c.id and a.deleted_at is null
      and a.country_code is not null order by a.is_default_shipping desc, a.updated_at desc limit 1) as country_code
  from customer c
  where c.deleted_at is null and c.email is not null and c.metadata ->> ? is not null`

/** Of the customers who changed since then, and of all other rows of the same people. */
export async function agesSince(
  knex: Knex,
  key: string,
  since: Date
): Promise<readonly StatedAge[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `${AGES} and lower(trim(c.email)) in (
       select lower(trim(x.email)) from customer x where x.email is not null and x.updated_at >= ?
       union
       select lower(trim(x.email)) from customer x join customer_address a on a.customer_id = x.id
       where x.email is not null and a.updated_at >= ?)`,
    [key, key, since, since]
  )
  return youngest(rows)
}

export async function agesOfPerson(
  knex: Knex,
  key: string,
  person: string
): Promise<readonly StatedAge[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(`${AGES} and lower(trim(c.email)) = ?`, [
    key,
    key,
    person,
  ])
  return youngest(rows)
}

function youngest(rows: readonly Row[]): readonly StatedAge[] {
  const known = new Map<string, StatedAge>()
  for (const row of rows) {
    const [email, birth_date] = [normaliseEmail(row.email), birthDateOf(row.birth_date)]
    if (email === null || birth_date === null) {
      continue
    }
    const held = known.get(email)
    if (held === undefined || held.birth_date < birth_date) {
      known.set(email, {
        email,
        birth_date,
        country_code: row.country_code,
        occurred_at: row.occurred_at,
      })
    }
  }
  return [...known.values()]
}
