import { Modules } from "@medusajs/framework/utils"
import type { Runtime } from "../support/runtime"

/** Holders of a plan are in its group; Medusa's price lists and promotions do the rest. Being in it already is no fault. */
export async function joinGroup(
  { container, logger }: Runtime,
  customer_id: string | null,
  customer_group_id: string | null
): Promise<void> {
  if (customer_id === null || customer_group_id === null) {
    return
  }
  const customers = container.resolve(Modules.CUSTOMER)
  const [member] = await customers.listCustomerGroups(
    { id: customer_group_id, customers: customer_id } as never,
    { take: 1 }
  )
  if (member !== undefined) {
    return
  }
  try {
    await customers.addCustomerToGroup({ customer_id, customer_group_id })
  } catch (error) {
    // The group was deleted: the subscription counts all the same.
    logger.warn(
      `kairos: a customer could not be added to the group ${customer_group_id} (${error instanceof Error ? error.name : "unknown"})`
    )
  }
}

/** Leaves the groups of what is over, unless another subscription of the same customer grants them. */
export async function leaveGroups(
  { container, knex }: Runtime,
  ended: readonly { readonly customer_id: string | null; readonly group_id: string | null }[]
): Promise<void> {
  const customers = container.resolve(Modules.CUSTOMER)
  for (const { customer_id, group_id } of ended) {
    if (customer_id === null || group_id === null) {
      continue
    }
    const { rows } = await knex.raw(
      `select 1 from kairos_subscription
       where customer_id = ? and ended_at is null and resting_since is null and terms ->> 'customer_group_id' = ? limit 1`,
      [customer_id, group_id]
    )
    if (rows.length === 0) {
      await customers.removeCustomerFromGroup({ customer_id, customer_group_id: group_id })
    }
  }
}
