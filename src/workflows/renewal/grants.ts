import { Modules } from "@medusajs/framework/utils"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { refreshProfiles } from "../profile/refresh-profiles"
import type { Runtime } from "../support/runtime"

const PAGE = 500

/**
 * Puts right what subscriptions grant: holders of a plan are in its group and have at least its tier, and no longer when it is over or
 * rests, unless another subscription of theirs grants the same. Its placements are asked for when a page is shown. What changes a subscription says so in its own transaction; a process that dies before
 * it comes here leaves this to the next minute.
 */
export async function settleGrants(runtime: Runtime): Promise<number> {
  let settled = 0
  for (;;) {
    const due = await runtime.renewal.subscriptions.grantsDue(PAGE)
    for (const row of due) {
      const failed = await settle(runtime, row).then(
        () => false,
        (error: unknown) => {
          const name = error instanceof Error ? error.name : "fault"
          runtime.logger.warn(`kairos: what subscription ${row.id} grants is not settled (${name})`)
          return true
        }
      )
      await runtime.renewal.subscriptions.grantsTried(row, failed)
    }
    settled += due.length
    if (due.length < PAGE) {
      return settled
    }
  }
}

async function settle(runtime: Runtime, row: SubscriptionRow): Promise<void> {
  const { customer_id, ended_at, granted_before, resting_since, terms } = row
  const { customer_group_id } = terms
  if (customer_id === null) {
    return
  }
  if ((terms.tier_floor ?? granted_before?.tier_floor ?? null) !== null) {
    await refreshProfiles(runtime, [customer_id])
  }
  const left = granted_before?.customer_group_id ?? null
  if (left !== null && left !== customer_group_id) {
    await leave(runtime, { customer_id, customer_group_id: left })
  }
  if (customer_group_id === null) {
    return
  }
  const membership = { customer_id, customer_group_id }
  await (ended_at === null && resting_since === null ? join : leave)(runtime, membership)
}

type Membership = { readonly customer_id: string; readonly customer_group_id: string }

/** Medusa's price lists and promotions do the rest. Being in it already is no fault. */
async function join({ container, logger }: Runtime, membership: Membership): Promise<void> {
  const customers = container.resolve(Modules.CUSTOMER)
  const { customer_id, customer_group_id } = membership
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

async function leave({ container, knex }: Runtime, membership: Membership): Promise<void> {
  const { customer_id, customer_group_id } = membership
  const { rows } = await knex.raw(
    `select 1 from kairos_subscription
     where customer_id = ? and ended_at is null and resting_since is null and terms ->> 'customer_group_id' = ? limit 1`,
    [customer_id, customer_group_id]
  )
  if (rows.length === 0) {
    await container
      .resolve(Modules.CUSTOMER)
      .removeCustomerFromGroup({ customer_id, customer_group_id })
  }
}
