import type { Reason } from "./decision"

export const DELIVERY_STATES = [
  "held",
  "queued",
  "sending",
  "sent",
  "unknown",
  "refused",
  "expired",
  "failed",
  "cancelled",
  "dead",
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** A channel of a delivery that did not reach the person, so that the next one was taken. */
export type PassedChannel = {
  readonly channel: string
  readonly reason: Reason
  readonly detail: string | null
}

/** One intended message or piece of content; one idempotency key. */
export type Delivery = {
  readonly id: string
  readonly key: string
  readonly decision_id: string
  readonly automation_id: string
  readonly automation_version: number
  readonly customer_id: string
  readonly step: string
  readonly channel: string
  readonly action: { readonly code: string; readonly args: Readonly<Record<string, unknown>> }
  /** The step's `issue_coupon` actions; their coupons are born when the delivery is claimed. */
  readonly coupons: readonly {
    readonly code: string
    readonly args: Readonly<Record<string, unknown>>
  }[]
  readonly state: DeliveryState
  readonly reason: Reason | null
  readonly due_at: string
  readonly expires_at: string
  readonly sent_at: string | null
}
