import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { isMinor } from "../core/consent/minor"
import type { ConsentPolicy } from "../core/consent/policy"

type Row = {
  customer_id: string
  objected: boolean
  birth_date: string | null
  country_code: string | null
}

type At = { readonly policy: ConsentPolicy; readonly now: string }

/**
 * Of which of these customers nothing may be concluded: they objected to profiling, by any address that they are known by,
 * their own and those that they bought with, or are too young for it by their own address.
 */
export async function objectorsAmong(
  knex: Knex,
  customer_ids: readonly string[],
  at: At
): Promise<ReadonlySet<string>> {
  return objectors(knex, "= any(:ids::text[])", { ids: [...customer_ids] }, at)
}

/** The same of all customers between two ids. */
export async function objectorsBetween(
  knex: Knex,
  range: { readonly from: string; readonly to: string },
  at: At
): Promise<ReadonlySet<string>> {
  return objectors(knex, "between :from and :to", range, at)
}

/** Begins with the few addresses of which something is known, so that a shop in which nobody objected is answered at once. */
async function objectors(
  knex: Knex,
  whose: string,
  bindings: Record<string, Knex.RawBinding>,
  at: At
): Promise<ReadonlySet<string>> {
  const everybody = at.policy.minors.unknown === "minor"
  const known = everybody
    ? "left join kairos_contact c on c.email = a.email"
    : "join (select * from kairos_contact where profiling_objected or birth_date is not null) c on c.email = a.email"
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `with address as (
       select id as customer_id, lower(trim(email)) as email, true as own from customer where id ${whose}
       union all
       select customer_id, email, false from kairos_purchase where customer_id ${whose}
     )
     select a.customer_id, bool_or(coalesce(c.profiling_objected, false)) as objected,
       max(c.birth_date::text) filter (where a.own) as birth_date, max(c.country_code) filter (where a.own) as country_code
     from address a
     ${known}
     group by a.customer_id
     having ${everybody ? "true or" : ""} bool_or(c.profiling_objected) or max(c.birth_date) filter (where a.own) is not null`,
    bindings
  )
  return new Set(
    rows
      .filter((row) => row.objected || isMinor(row, at.policy.minors, at.now))
      .map(({ customer_id }) => customer_id)
  )
}

/** Everybody who bought and is too young to be learned from, by their own address. */
export async function minorsOfShop(knex: Knex, { policy, now }: At): Promise<readonly string[]> {
  const everybody = policy.minors.unknown === "minor"
  const { rows } = await knex.raw<{ rows: Omit<Row, "objected">[] }>(
    everybody
      ? `select p.customer_id, k.birth_date::text as birth_date, k.country_code
         from (select customer_id from kairos_purchase group by 1) p
         left join customer c on c.id = p.customer_id
         left join kairos_contact k on k.email = lower(trim(c.email))`
      : `select c.id as customer_id, k.birth_date::text as birth_date, k.country_code
         from kairos_contact k join customer c on lower(trim(c.email)) = k.email
         where k.birth_date is not null`
  )
  return rows
    .filter((row) => isMinor(row, policy.minors, now))
    .map(({ customer_id }) => customer_id)
}

/** Of whom something is foretold although they objected, by any address that they are known by: while it was being thought of. */
export async function foretoldObjectors(knex: Knex): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: { customer_id: string }[] }>(
    `with objector as (
       select p.customer_id from kairos_contact k join kairos_purchase p on p.email = k.email where k.profiling_objected
       union
       select c.id from kairos_contact k join customer c on lower(trim(c.email)) = k.email where k.profiling_objected)
     select customer_id from kairos_prediction where customer_id in (select customer_id from objector)
     union
     select customer_id from kairos_due where customer_id in (select customer_id from objector)
     union
     select customer_id from kairos_not_yet where customer_id in (select customer_id from objector)`
  )
  return rows.map(({ customer_id }) => customer_id)
}

/** Of whom something is foretold although they are too young for it. */
export async function foretoldMinors(
  knex: Knex,
  { policy, now }: { readonly policy: ConsentPolicy; readonly now: string }
): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: Omit<Row, "objected">[] }>(
    `select p.customer_id, k.birth_date::text as birth_date, k.country_code
     from kairos_prediction p
     left join customer c on c.id = p.customer_id
     left join kairos_contact k on k.email = lower(trim(c.email))
     where ? or k.birth_date is not null`,
    [policy.minors.unknown === "minor"]
  )
  return rows
    .filter((row) => isMinor(row, policy.minors, now))
    .map(({ customer_id }) => customer_id)
}
