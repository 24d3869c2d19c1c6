import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Person } from "./delivery-rows"

export function samePerson(query: Knex.QueryBuilder, { customer_id, email }: Person): void {
  // A null matches nobody.
  query.where({ email: email ?? "" }).orWhere({ customer_id: customer_id ?? "" })
}

export const jsonOrNull = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value)
