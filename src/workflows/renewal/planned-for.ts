import { type PlannedRenewal, planRenewal } from "../../core/renewal/schedule-renewal"
import { staggerNotice } from "../../core/renewal/stagger"
import type { Subscription } from "../../core/renewal/subscription"
import type { Runtime } from "../support/runtime"

/** The renewal of a period, its notice staggered as the shop wants it. */
export const plannedFor = (
  { automation }: Pick<Runtime, "automation">,
  subscription: Subscription,
  period_index: number
): PlannedRenewal =>
  staggerNotice(
    subscription,
    planRenewal(subscription, period_index),
    automation.options.renewals.staggerMinutes
  )
