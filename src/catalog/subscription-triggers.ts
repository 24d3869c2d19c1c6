import { subscriptionCardExpiring } from "./triggers/subscription-card-expiring"
import { subscriptionCancelled } from "./triggers/subscription-cancelled"
import { subscriptionChanged } from "./triggers/subscription-changed"
import { subscriptionCreated } from "./triggers/subscription-created"
import { subscriptionDormant } from "./triggers/subscription-dormant"
import { subscriptionExpired } from "./triggers/subscription-expired"
import { subscriptionExpiring } from "./triggers/subscription-expiring"
import { subscriptionPaymentFailed } from "./triggers/subscription-payment-failed"
import { subscriptionRenewed } from "./triggers/subscription-renewed"
import { subscriptionTrialEnding } from "./triggers/subscription-trial-ending"
import { subscriptionWithdrawn } from "./triggers/subscription-withdrawn"
import { subscriptionYearlyReminder } from "./triggers/subscription-yearly-reminder"

/** The moments of a subscription's life, in their order. */
export const subscriptionTriggers = [
  subscriptionCreated,
  subscriptionTrialEnding,
  subscriptionExpiring,
  subscriptionDormant,
  subscriptionYearlyReminder,
  subscriptionCardExpiring,
  subscriptionRenewed,
  subscriptionPaymentFailed,
  subscriptionChanged,
  subscriptionCancelled,
  subscriptionWithdrawn,
  subscriptionExpired,
] as const
