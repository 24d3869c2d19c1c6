import { SERVICE_DAYS } from "../../core/value/costs"
import { endDueCoupons } from "../coupons/end-coupons"
import { followShadows } from "../deliver/follow-shadows"
import { findMoments } from "../moments/find-moments"
import { keepIncidents } from "../moments/keep-incidents"
import { keepCarts } from "../moments/keep-carts"
import { backfillChangedOrders } from "../profile/backfill-changed-orders"
import { predictShop } from "../predict/predict-shop"
import { scoreAllProfiles } from "../profile/score-all-profiles"
import { scoreUnscoredProfiles } from "../profile/score-unscored-profiles"
import { bringVisited } from "../renewal/bring-notices"
import { workSingle } from "../renewal/charge-renewal"
import { armNewRenewalMails } from "../renewal/arm-renewal-mails"
import { recomputeDates } from "../renewal/recompute-dates"
import { remindYearly } from "../renewal/remind-yearly"
import { runGuard } from "../renewal/run-guard"
import { warnOfCards } from "../renewal/warn-of-cards"
import { endSubscriptions, workRenewals } from "../renewal/work-renewals"
import { breakOnComplaints } from "../reports/complaint-breaker"
import { settleOpenReports } from "../reports/take-reports"
import { sendingStopped } from "../restore/journal-state"
import { isOverloaded } from "../support/backlog"
import { claimedJob, resumedJob } from "../support/claimed-job"
import type { Runtime } from "../support/runtime"
import { sweepShop } from "../sweep/sweep-shop"

const UNKNOWN_EXPIRES_HOURS = 48
const COUPON_ATTEMPTS_DAYS = 90
/** Far longer than a night takes. */
const NIGHT_IS_LOST_SECONDS = 60 * 60

/** Once a minute in the whole installation: what the bus lost, what changed on orders, what came to its end. */
export function everyMinute(runtime: Runtime): Promise<void> {
  return claimedJob(runtime, "minute", 60, async () => ({
    ...(await sweepShop(runtime)),
    purchases: await backfillChangedOrders(runtime),
    imported_scored: await scoreUnscoredProfiles(runtime),
    coupons_ended: await endDueCoupons(runtime),
    // Before they expire: what the provider reported meanwhile was sent.
    reports_settled: await settleOpenReports(runtime),
    // Complaints may come before there are enough deliveries to judge by.
    stopped_by_complaints: await breakOnComplaints(runtime),
    shadow_steps: await followShadows(runtime),
    keys_forgotten: await runtime.automation.idempotencyKeys.forget(),
    unknown_expired: await runtime.automation.deliveries.expireUnknown(UNKNOWN_EXPIRES_HOURS),
  }))
}

/** Once a minute in the whole installation: carts as they are now, and the moments that no event of Medusa tells. */
export function everyMinuteMoments(runtime: Runtime): Promise<void> {
  return claimedJob(runtime, "moments", 60, async () => ({
    ...(await keepCarts(runtime)),
    incidents: await keepIncidents(runtime),
    moments: (await isOverloaded(runtime)) ? "overloaded" : await findMoments(runtime),
  }))
}

/** Once a minute in the whole installation: what is due about subscriptions. A run that charges many goes on beside the next. */
export function everyMinuteRenewals(runtime: Runtime): Promise<void> {
  return claimedJob(runtime, "renewals", 60, async () => {
    // A restored database does not know what was charged since.
    const stopped = await sendingStopped(runtime)
    if (stopped !== null) {
      return { stopped }
    }
    return {
      brought_forward: await bringVisited(runtime),
      ...(await workRenewals(runtime, (work) => workSingle(runtime, work))),
      ended: await endSubscriptions(runtime),
    }
  })
}

/** Recency moves without anybody buying: every tier is computed anew each night. What its time has come for goes. */
export function everyNight(runtime: Runtime): Promise<void> {
  return claimedJob(runtime, "nightly", 24 * 60 * 60, () => nightlyWork(runtime))
}

/** A night that a kill cut short begins again; what it has written already is not written twice. */
export function resumeNight(runtime: Runtime): Promise<void> {
  return resumedJob(runtime, "nightly", NIGHT_IS_LOST_SECONDS, () => nightlyWork(runtime))
}

async function nightlyWork(runtime: Runtime): Promise<Readonly<Record<string, unknown>>> {
  const { automation, profile, options } = runtime
  return {
    // Before the tiers: what somebody may become is a part of the score.
    predictions: await predictShop(runtime),
    ...(await scoreAllProfiles(runtime)),
    behaviour_months_made: await profile.behaviour.ensurePartitions(),
    ...(await profile.behaviour.endRetention(options.retention.behaviourMonths)),
    ...(await automation.retention.end(options.retention, () => automation.stopping)),
    coupon_attempts_forgotten: await automation.couponAttempts.forget(COUPON_ATTEMPTS_DAYS),
    reports_forgotten: await automation.reports.forget(options.retention.attemptDays),
    incidents_forgotten: await automation.incidents.forget(SERVICE_DAYS),
    // Before whoever is due is told.
    renewal_mails_armed: await armNewRenewalMails(runtime),
    reminded_yearly: await remindYearly(runtime),
    use_counted: await runtime.renewal.subscriptions.countUseFromTheBeginning(),
    dates_moved: await recomputeDates(runtime),
    violations: await runGuard(runtime),
    subscriptions_forgotten: await runtime.renewal.subscriptions.endRetention(),
    claims_forgotten: await automation.jobClaims.forget(),
    // Last: it waits for the payment providers, and nothing else shall.
    warned_of_cards: await warnOfCards(runtime),
  }
}
