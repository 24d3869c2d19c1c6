import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followOrder, followPayment } from "../workflows/profile/follow-order"
import { runtimeOf } from "../workflows/support/runtime"

type Told = { readonly id?: string; readonly order_id?: string }

/**
 * Something happened to an order that was bought already: its purchase is taken over as it is now. A hint as every event, and Medusa
 * announces neither credit lines nor orders that are handed to somebody: the sweep of changed orders finds the rest.
 */
export default async function kairosOrders({
  event,
  container,
}: SubscriberArgs<Told>): Promise<void> {
  const runtime = runtimeOf(container)
  const { id, order_id = id } = event.data
  if (order_id === undefined) {
    return
  }
  const follow = event.name === REFUNDED ? followPayment : followOrder
  await runtime.automation.letEnd(follow(runtime, order_id))
}

const REFUNDED = "payment.refunded"

export const config: SubscriberConfig = {
  event: [
    "order.updated",
    "order.canceled",
    "order.return_received",
    "order.claim_created",
    "order.exchange_created",
    "order-edit.confirmed",
    REFUNDED,
  ],
  context: { subscriberId: "kairos-orders" },
}
