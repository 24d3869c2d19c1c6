import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { missingReservations, orphanedOrder } from "../../read-models/orphaned-order"
import type { Runtime } from "../support/runtime"

/**
 * Medusa writes the order, then its link to the cart, in transactions of their own. A process that dies between them leaves an
 * order that nobody finds from its cart, and completing the cart again would make a second one. So that order is taken for what
 * it is, and what Medusa did not come to is done: stock, links, the cart's end, the word to everybody. The link comes last but
 * for the word: as long as it is missing, all of this is done once more.
 * @returns whether there was one
 */
export async function adoptOrder(runtime: Runtime, cartId: string): Promise<boolean> {
  const { container, knex, logger } = runtime
  const orphan = await orphanedOrder(knex, cartId)
  if (orphan === null) {
    return false
  }
  logger.warn(`kairos: order ${orphan.id} was left without its cart ${cartId}; it is completed`)
  await reserve(runtime, orphan.id)
  await container
    .resolve(Modules.CART)
    .updateCarts([{ id: cartId, completed_at: runtime.clock.now() }] as never)
  const order = { [Modules.ORDER]: { order_id: orphan.id } }
  const { payment_collection_id } = orphan
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .create([
      ...(payment_collection_id === null
        ? []
        : [{ ...order, [Modules.PAYMENT]: { payment_collection_id } }]),
      { ...order, [Modules.CART]: { cart_id: cartId } },
    ])
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: OrderWorkflowEvents.PLACED, data: { id: orphan.id } })
  return true
}

/** The shopper's money is on its way: stock that ran out meanwhile is the shop's to settle, and the log says so. */
async function reserve({ container, knex, logger }: Runtime, orderId: string): Promise<void> {
  const missing = await missingReservations(knex, orderId)
  try {
    await container.resolve(Modules.INVENTORY).createReservationItems([...missing])
  } catch (error) {
    logger.warn(
      `kairos: nothing could be reserved for order ${orderId} (${error instanceof Error ? error.name : "fault"})`
    )
  }
}
