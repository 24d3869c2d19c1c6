import type { MedusaContainer } from "@medusajs/framework/types"
import { everyMinute } from "../workflows/schedule/periodic"
import { runtimeOf } from "../workflows/support/runtime"

/** What the bus lost, what changed on orders, what came to its end. */
export default async function kairosMinute(container: MedusaContainer): Promise<void> {
  await everyMinute(runtimeOf(container))
}

export const config = { name: "kairos-minute", schedule: "* * * * *" }
