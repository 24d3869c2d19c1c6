import type { MedusaContainer } from "@medusajs/framework/types"
import { scoreAllProfiles } from "../workflows/profile/score-all-profiles"
import { claimedJob } from "../workflows/support/claimed-job"
import { runtimeOf } from "../workflows/support/runtime"

const COUPON_ATTEMPTS_DAYS = 90

/** Recency moves without anybody buying: every tier is computed anew each night. What its time has come for goes. */
export default async function kairosNightly(container: MedusaContainer): Promise<void> {
  const runtime = runtimeOf(container)
  await claimedJob(runtime, "nightly", 24 * 60 * 60, async () => ({
    ...(await scoreAllProfiles(runtime)),
    behaviour_months_made: await runtime.profile.behaviour.ensurePartitions(),
    ...(await runtime.profile.behaviour.endRetention(runtime.options.retention.behaviourMonths)),
    coupon_attempts_forgotten: await runtime.automation.couponAttempts.forget(COUPON_ATTEMPTS_DAYS),
    claims_forgotten: await runtime.automation.jobClaims.forget(),
  }))
}

export const config = { name: "kairos-nightly", schedule: "0 3 * * *" }
