import type { MedusaContainer } from "@medusajs/framework/types"
import { endDueCoupons } from "../workflows/coupons/end-coupons"
import { backfillChangedOrders } from "../workflows/profile/backfill-changed-orders"
import { scoreUnscoredProfiles } from "../workflows/profile/score-unscored-profiles"
import { claimedJob } from "../workflows/support/claimed-job"
import { runtimeOf } from "../workflows/support/runtime"
import { sweepShop } from "../workflows/sweep/sweep-shop"

const UNKNOWN_EXPIRES_HOURS = 48

/** Once a minute in the whole installation: what the bus lost, what changed on orders, what came to its end. */
export default async function kairosMinute(container: MedusaContainer): Promise<void> {
  const runtime = runtimeOf(container)
  await claimedJob(runtime, "minute", 60, async () => ({
    ...(await sweepShop(runtime)),
    purchases: await backfillChangedOrders(runtime),
    imported_scored: await scoreUnscoredProfiles(runtime),
    coupons_ended: await endDueCoupons(runtime),
    unknown_expired: await runtime.automation.deliveries.expireUnknown(UNKNOWN_EXPIRES_HOURS),
  }))
}

export const config = { name: "kairos-minute", schedule: "* * * * *" }
