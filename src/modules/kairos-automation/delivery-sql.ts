import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DeliveryState } from "../../core/decision/delivery"
import type { Person } from "./delivery-rows"

export function samePerson(query: Knex.QueryBuilder, { customer_id, email }: Person): void {
  // A null matches nobody.
  query.where({ email: email ?? "" }).orWhere({ customer_id: customer_id ?? "" })
}

export const jsonOrNull = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value)

/**
 * Whether a delivery that is known by its key is in a state. Not `state = …`, the words of the indexes of what waits: where statistics
 * were made when nothing waited, Postgres would look through all that waits now for the one row.
 */
export const stillIn = (state: DeliveryState): string => `nullif(state, '${state}') is null`
