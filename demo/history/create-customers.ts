import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SourceCustomer } from "./shop-source"

const BATCH = 500

/**
 * Creates customers without an account, as guests who bought. The module is called, not the workflow: nobody registers
 * here, so no event may say so.
 * @returns Medusa's ids by the customer's key in the history
 */
export async function createCustomers(
  container: MedusaContainer,
  customers: readonly SourceCustomer[],
  onProgress: (done: number) => void
): Promise<ReadonlyMap<string, string>> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw(
    `select id, email from customer where deleted_at is null and not has_account and email = any(?::text[])`,
    [customers.map((customer) => customer.email)]
  )
  const ids = new Map((rows as { id: string; email: string }[]).map((row) => [row.email, row.id]))
  const missing = customers.filter((customer) => !ids.has(customer.email))
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH)
    const made = await container.resolve(Modules.CUSTOMER).createCustomers(
      batch.map(({ email, first_name, last_name }) => ({
        email,
        first_name: first_name ?? undefined,
        last_name: last_name ?? undefined,
        has_account: false,
      }))
    )
    made.forEach((customer) => ids.set(customer.email, customer.id))
    onProgress(Math.min(start + BATCH, missing.length))
  }
  await backdate(container, customers, ids)
  return new Map(customers.map((customer) => [customer.key, ids.get(customer.email) as string]))
}

/** Medusa has no way to say since when somebody is a customer; a shop full of newcomers would be a strange demo. */
async function backdate(
  container: MedusaContainer,
  customers: readonly SourceCustomer[],
  ids: ReadonlyMap<string, string>
): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = customers.map(({ email, created_at }) => ({ id: ids.get(email), created_at }))
  await knex.raw(
    `update customer c set created_at = r.created_at
     from jsonb_to_recordset(?::jsonb) as r(id text, created_at timestamptz) where c.id = r.id`,
    [JSON.stringify(rows)]
  )
}
