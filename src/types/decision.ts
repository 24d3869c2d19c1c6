import type { Localized } from "../core/catalog/definitions"
import type { Decision, Reason } from "../core/decision/decision"
import type { DeliveryState } from "../core/decision/delivery"
import type { DeliveryResponse } from "./delivery"

/** A trace as sentences that a person reads; every line in three languages. */
export type Explanation = {
  headline: Localized
  lines: { passed: boolean | null; text: Localized }[]
}

/** GET /admin/kairos/decisions → Page<"decisions", DecisionResponse>; …/:id → { decision: DecisionResponse, explanation, deliveries } */
export type DecisionResponse = Omit<Decision, "key"> & {
  automation_name: string | null
  event_name: string
  placement: string | null
}

export type FollowedStep = {
  step: string
  channel: string
  /** `sent`: it would have been; `queued` or `held`: it is not due yet, or has to wait. */
  state: DeliveryState
  reason: Reason | null
  because: Localized | null
  due_at: string
  would_go_at: string | null
}

export type DecisionDetailResponse = {
  decision: DecisionResponse
  explanation: Explanation
  deliveries: DeliveryResponse[]
  /** The later steps of a journey in shadow mode, in their order; empty for live ones. */
  followed: FollowedStep[]
}
