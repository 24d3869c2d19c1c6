import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A customer whose messages or choices are kept under another address than the one that Medusa has now. */
export type MovedCustomer = {
  readonly customer_id: string
  /** Normalised. */
  readonly from: string
  readonly to: string
}

/**
 * The earlier addresses of customers: those under which they chose for themselves, registered, or were to be written to.
 * An address that an order alone names is nobody's earlier address: people order for others.
 */
const MOVED = `
  select distinct c.id as customer_id, known.email as "from", lower(trim(c.email)) as "to"
  from customer c
  cross join lateral (
    select email from kairos_consent where customer_id = c.id
    union select email from kairos_delivery where customer_id = c.id
    union select email from kairos_inbox where id = 'customer.registered:' || c.id
  ) known
  where c.deleted_at is null and c.email is not null and known.email is not null and known.email <> lower(trim(c.email))`

/** Of the customers who changed since then. */
export async function movedSince(knex: Knex, since: Date): Promise<readonly MovedCustomer[]> {
  const { rows } = await knex.raw(`${MOVED} and c.updated_at >= ? order by 1, 2`, [since])
  return rows
}

export async function movesOfCustomer(
  knex: Knex,
  customerId: string
): Promise<readonly MovedCustomer[]> {
  const { rows } = await knex.raw(`${MOVED} and c.id = ? order by 1, 2`, [customerId])
  return rows
}
