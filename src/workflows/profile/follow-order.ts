import { orderOfPayment } from "../../read-models/order-purchases"
import type { Runtime } from "../support/runtime"
import { recordOrders } from "./backfill-orders"

/** An order that changed: its purchase and the profile that it belongs to are as the order is now. */
export async function followOrder(runtime: Runtime, order_id: string): Promise<void> {
  await recordOrders(runtime, [order_id])
}

/** The same for the order that a payment belongs to; a payment without one is none of ours. */
export async function followPayment(runtime: Runtime, payment_id: string): Promise<void> {
  const order_id = await orderOfPayment(runtime.knex, payment_id)
  if (order_id !== null) {
    await recordOrders(runtime, [order_id])
  }
}
