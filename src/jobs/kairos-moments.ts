import type { MedusaContainer } from "@medusajs/framework/types"
import { everyMinuteMoments } from "../workflows/schedule/periodic"
import { runtimeOf } from "../workflows/support/runtime"

/** Carts as they are now, and the moments that no event of Medusa tells. */
export default async function kairosMoments(container: MedusaContainer): Promise<void> {
  await everyMinuteMoments(runtimeOf(container))
}

export const config = { name: "kairos-moments", schedule: "* * * * *" }
