import { defineTrigger } from "../core/catalog/define"
import type { Localized, TriggerDefinition } from "../core/catalog/definitions"
import { sampleCustomer, sampleSubscription } from "./samples"

/** A mail about somebody's contract is owed, also when it comes late. */
const MAX_AGE_HOURS = 14 * 24

/** A moment in the life of a subscription; the ledger of renewals writes it together with what it is about. */
export function subscriptionTrigger(
  code: string,
  words: {
    readonly label: Localized
    readonly description: Localized
    readonly sentence: Localized
    readonly told: Localized
  }
): TriggerDefinition {
  return defineTrigger({
    code,
    ...words,
    source: { kind: "job" },
    args: [],
    provides: ["customer", "profile", "subscription"],
    max_age_hours: MAX_AGE_HOURS,
    sample: {
      id: `${code}:${sampleSubscription.id}:1`,
      name: code,
      entity_id: sampleSubscription.id,
      customer_id: sampleCustomer.id,
      email: sampleCustomer.email,
      occurred_at: "2026-03-02T10:15:00.000Z",
      source: "job",
      snapshot: { customer: sampleCustomer, subscription: sampleSubscription },
    },
  })
}
