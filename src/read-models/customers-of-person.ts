import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../core/identity/email"

/** The ids of all customer rows, guests too, that belong to the person of a normalised e-mail. */
export async function customersOfPerson(knex: Knex, email: string): Promise<readonly string[]> {
  const rows: { id: string; email: string }[] = await knex("customer")
    .whereRaw("lower(trim(email)) = ?", [email])
    .whereNull("deleted_at")
    .select("id", "email")
  return rows.map(({ id }) => id)
}

/** The e-mail of one customer as it was written, and normalised; null when there is no such customer or no address. */
export async function addressOfCustomer(
  knex: Knex,
  customerId: string
): Promise<{ readonly email: string; readonly person: string } | null> {
  const row: { email: string | null } | undefined = await knex("customer")
    .where({ id: customerId })
    .whereNull("deleted_at")
    .first("email")
  const person = normaliseEmail(row?.email ?? "")
  return row?.email == null || person === null ? null : { email: row.email, person }
}

/** Whether the customer is there: deleted ones, also those that can be restored, get nothing. */
export async function hasCustomer(knex: Knex, customerId: string): Promise<boolean> {
  const row = await knex("customer").where({ id: customerId }).whereNull("deleted_at").first("id")
  return row !== undefined
}
