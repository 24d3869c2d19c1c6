import type { MedusaContainer } from "@medusajs/framework/types"
import { everyMinuteRenewals } from "../workflows/schedule/periodic"
import { runtimeOf } from "../workflows/support/runtime"

/** What is due about subscriptions: notices, charges, endings. */
export default async function kairosRenewals(container: MedusaContainer): Promise<void> {
  await everyMinuteRenewals(runtimeOf(container))
}

export const config = { name: "kairos-renewals", schedule: "* * * * *" }
