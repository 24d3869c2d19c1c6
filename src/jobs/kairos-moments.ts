import type { MedusaContainer } from "@medusajs/framework/types"
import { findMoments } from "../workflows/moments/find-moments"
import { keepCarts } from "../workflows/moments/keep-carts"
import { claimedJob } from "../workflows/support/claimed-job"
import { runtimeOf } from "../workflows/support/runtime"

/** Once a minute in the whole installation: carts as they are now, and the moments that no event of Medusa tells. */
export default async function kairosMoments(container: MedusaContainer): Promise<void> {
  const runtime = runtimeOf(container)
  await claimedJob(runtime, "moments", 60, async () => ({
    ...(await keepCarts(runtime)),
    moments: await findMoments(runtime),
  }))
}

export const config = { name: "kairos-moments", schedule: "* * * * *" }
