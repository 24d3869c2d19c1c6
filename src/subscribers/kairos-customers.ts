import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followCustomer } from "../workflows/consent/follow-address"
import { runtimeOf } from "../workflows/support/runtime"

/** A customer may have another address now. A hint as every event: the sweep and the claim look as well. */
export default async function kairosCustomers({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await followCustomer(runtimeOf(container), event.data.id)
}

export const config: SubscriberConfig = {
  event: "customer.updated",
  context: { subscriberId: "kairos-customers" },
}
