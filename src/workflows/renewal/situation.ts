import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SubscriptionChange } from "../../core/event/event"
import type { SubscriptionRecord } from "../../core/renewal/guard"
import type { PutOff } from "../../core/renewal/put-off"
import type { RenewalChange } from "../../modules/kairos-renewal/renewals"
import type { RenewalRow, SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { Runtime } from "../support/runtime"
import { subscriptionEvent } from "./subscription-events"

export type Act =
  | { readonly kind: "cancel" }
  /** Steps back from what was concluded, within the days that the law gives for it. */
  | { readonly kind: "withdraw" }
  /** Takes a cancellation back. */
  | { readonly kind: "resume" }
  | { readonly kind: "skip" }
  /** Puts the next date off, to a day such as `2026-05-20`. */
  | { readonly kind: PutOff; readonly day: string }
  /** Renews for this price, which the shopper saw; or keeps what is renewed by itself and was not used. */
  | { readonly kind: "renew"; readonly amount: string | null }
  /** Does at once what the ledger would do later: tries a payment that failed, or asks about one without an answer. */
  | { readonly kind: "retry" }
  | { readonly kind: "auto_renew"; readonly on: false }
  | { readonly kind: "auto_renew"; readonly on: true; readonly text_version: string }

export type Refusal =
  | "not_found"
  | "over"
  | "charging"
  | "not_offered"
  | "price_changed"
  | "price_unknown"
  | "no_payment"
  | "nothing_open"
  | "not_withdrawable"
  | "day_out_of_range"
  /** Nothing of it is sent anywhere. */
  | "nothing_sent"
  /** The shop does not send there what it sends to the address on file. */
  | "not_there"
  /** What it would be switched to cannot be ordered now. */
  | "unavailable"

/** `again`: it was so already, and nothing was written. */
export type ActResult =
  | { readonly kind: "done" | "again"; readonly subscription: SubscriptionRow }
  | { readonly kind: "refused"; readonly reason: Refusal }

export type By = { readonly actor: "customer" | "link" | "admin"; readonly source: string }

export type Situation = {
  readonly runtime: Runtime
  readonly trx: Knex
  readonly subscription: SubscriptionRow
  readonly renewal: RenewalRow | null
  readonly now: Date
  readonly by: By
}

export const refused = (reason: Refusal): ActResult => ({ kind: "refused", reason })
const WAITING = new Set<RenewalRow["state"]>(["due", "notified", "failed"])
export const isWaiting = (renewal: RenewalRow | null): renewal is RenewalRow =>
  renewal !== null && WAITING.has(renewal.state)

export const change = (
  { runtime, trx, renewal }: Situation,
  changes: Omit<RenewalChange, "subscription_id" | "period_index">
) => {
  const { subscription_id, period_index } = renewal as RenewalRow
  return runtime.renewal.renewals.change(trx, [{ subscription_id, period_index, ...changes }])
}

export const record = (
  { runtime, trx, subscription, now, by }: Situation,
  kind: SubscriptionRecord["kind"],
  period_index: number | null,
  text_version: string | null = null,
  day: string | null = null
) =>
  runtime.renewal.subscriptions.append(trx, [
    { subscription_id: subscription.id, kind, at: now, period_index, text_version, day, ...by },
  ])

export const receipt = (
  { runtime, trx, now }: Situation,
  what: SubscriptionChange,
  subscription: SubscriptionRow,
  renewal: RenewalRow | null
) =>
  runtime.automation.inbox.insert(
    [
      subscriptionEvent({
        moment: "changed",
        subscription,
        renewal,
        // Turned off and on again within a second is a joke; told twice is what it deserves.
        key: `${what}:${now.getTime()}`,
        change: what,
        now,
      }),
    ],
    trx
  )
