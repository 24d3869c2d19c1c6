import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { followCustomer } from "../workflows/consent/follow-address"
import { learnAgeOfCustomer } from "../workflows/consent/learn-ages"
import { followReferral } from "../workflows/profile/keep-referrals"
import { runtimeOf } from "../workflows/support/runtime"

/** A customer may have another address now, or a birth date, or tell who brought them. A hint as every event: the sweep and the claim look as well. */
export default async function kairosCustomers({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const runtime = runtimeOf(container)
  await followCustomer(runtime, event.data.id)
  await learnAgeOfCustomer(runtime, event.data.id)
  await followReferral(runtime, event.data.id)
}

export const config: SubscriberConfig = {
  event: ["customer.created", "customer.updated"],
  context: { subscriberId: "kairos-customers" },
}
