import type { ConditionGroup } from "../condition/condition"
import type { Purpose } from "../consent/consent"
import type { Wait } from "../schedule/wait"

export const OBJECTIVES = [
  "welcome",
  "repeat_purchase",
  "recover_cart",
  "win_back",
  "retain",
  "renew",
  "cross_sell",
  "replenish",
  "reward",
  "apologise",
  "inform",
] as const
export type Objective = (typeof OBJECTIVES)[number]

export const AUTOMATION_STATUSES = ["draft", "active", "paused", "archived"] as const
export type AutomationStatus = (typeof AUTOMATION_STATUSES)[number]

export type ActionCall = {
  readonly code: string
  readonly args: Readonly<Record<string, unknown>>
  /** In its place, in this order, for whoever it cannot reach (no address, no consent); absent where nothing else is tried. */
  readonly otherwise?: readonly ActionCall[]
}

export type Step = {
  readonly key: string
  /** After the step before it; the first step's after the event. */
  readonly wait: Wait
  /** A delivery that could not go within this time of being due is dropped with the reason `expired`. */
  readonly valid_for_minutes: number
  readonly conditions: ConditionGroup | null
  readonly actions: readonly ActionCall[]
}

export type Reentry =
  | { readonly kind: "always" }
  | { readonly kind: "once" }
  | { readonly kind: "once_per_days"; readonly days: number }

/** The editable part of an automation, as sent, stored per version and returned. */
export type AutomationDefinition = {
  readonly name: string
  readonly objective: Objective
  readonly purpose: Purpose
  readonly trigger: { readonly code: string; readonly args: Readonly<Record<string, unknown>> }
  readonly conditions: ConditionGroup | null
  readonly steps: readonly Step[]
  readonly priority: number
  readonly holdout_percent: number
  readonly variants: readonly never[]
  readonly reentry: Reentry
  readonly goal: { readonly event: string; readonly within_days: number } | null
  readonly budget: {
    readonly deliveries_per_day: number | null
    readonly discount_per_month: { readonly amount: number; readonly currency_code: string } | null
  } | null
}

export type AutomationVersion = {
  readonly automation_id: string
  readonly version: number
  readonly status: AutomationStatus
  readonly definition: AutomationDefinition
}
