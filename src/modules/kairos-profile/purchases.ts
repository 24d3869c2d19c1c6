import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type OwnedPurchase = {
  readonly id: string
  readonly customer_id: string
  readonly email: string | null
  readonly occurred_at: Date
}

/** Purchases that an import brought back of erased people. */
export class PurchaseStore {
  async ofCustomers(trx: Knex, customerIds: readonly string[]): Promise<readonly OwnedPurchase[]> {
    return trx("kairos_purchase")
      .select("id", "customer_id", "email", "occurred_at")
      .whereIn("customer_id", [...customerIds])
  }

  /** @returns the customers of whom no purchase is left; they have no profile any more */
  async forget(trx: Knex, purchases: readonly OwnedPurchase[]): Promise<readonly string[]> {
    const ids = purchases.map(({ id }) => id)
    const customers = [...new Set(purchases.map(({ customer_id }) => customer_id))]
    await trx("kairos_purchase_line").whereIn("purchase_id", ids).delete()
    await trx("kairos_purchase").whereIn("id", ids).delete()
    const gone: { customer_id: string }[] = await trx("kairos_profile as p")
      .whereIn("p.customer_id", customers)
      .whereRaw("not exists (select from kairos_purchase b where b.customer_id = p.customer_id)")
      .delete()
      .returning("p.customer_id")
    return gone.map(({ customer_id }) => customer_id)
  }
}
