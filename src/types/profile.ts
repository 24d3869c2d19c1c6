import type { Localized } from "../core/catalog/definitions"
import type { FactValue } from "../core/condition/condition"
import type { ValueDefinition } from "../core/profile/worth"
import type { Tier, TierBreakdown, TierPolicy } from "../core/value/tier"
import type { TierChangeKind, TierReason } from "../core/value/tier-change"
import type { CouponResponse } from "./coupon"
import type { DecisionResponse } from "./decision"
import type { ConsentStateResponse } from "./preferences"
import type {
  CustomerValueResponse,
  DueResponse,
  ForecastTestResponse,
  NotYetResponse,
} from "./value"

/** GET /admin/kairos/profiles/:customer_id → { profile } */
export type ProfileResponse = {
  profile: {
    customer_id: string
    email: string | null
    order_count: number
    item_count: number
    first_order_at: string | null
    last_order_at: string | null
    spent: Record<string, string>
    currency_code: string | null
    tier: Tier | null
    tier_breakdown: TierBreakdown | null
    tier_since: string | null
    /** How the tier came to be what it is, the newest first; none of whoever objected to profiling. */
    tier_changes: TierChangeResponse[]
    /** "B, because …" in three languages. */
    tier_sentence: Localized | null
    profiling_objected: boolean
    /** What is computed of them, each with the event that it came from; what is not known is left out. */
    known: { fact: string; value: FactValue; from: Localized }[]
    /** What last night's models expect; null before anything was bought, and for whoever objected to profiling. */
    forecast: CustomerValueResponse | null
    /** How sure that is: what came of customers like this one when it was tried. */
    forecast_test: ForecastTestResponse | null
    /** What they will need again, the soonest first. */
    due: DueResponse[]
    /** What they said that they do not need yet, and when they are reminded again. */
    not_yet: NotYetResponse[]
    consents: ConsentStateResponse[]
    suppressed: { channel: string; cause: string; since: string; until: string | null }[]
    purchases: {
      id: string
      occurred_at: string
      currency_code: string
      total: string
      refunded: string
      canceled: boolean
      item_count: number
      source: string
    }[]
    purchases_count: number
    decisions: DecisionResponse[]
    coupons: CouponResponse[]
  }
}

export type TierChangeResponse = {
  at: string
  kind: TierChangeKind
  from: Tier | null
  /** At risk: what it becomes when nothing happens. */
  to: Tier | null
  score: number | null
  reason: TierReason
  /** The number of the policy that was in force. */
  policy_version: number | null
}

/** GET, POST /admin/kairos/tiers → { policy } */
export type TierPolicyResponse = {
  policy: TierPolicy & {
    version: number
    /** Set by the plugin's options. */
    is_fixed: boolean
    /** What counts of an order beside its goods, by the plugin's options. */
    value: ValueDefinition
    /** What the configuration comes to, a paragraph per entry. */
    document: readonly Localized[]
    /** One figure alone misleads. */
    warnings: ("few_components" | "one_dominates" | "service_costs_nothing" | "wallet_not_asked")[]
  }
}

/** GET /admin/kairos/tiers/matrix → { matrix } */
export type TierMatrixResponse = {
  matrix: {
    time_zone: string
    /** Where only those are counted whom this automation addressed in the month. */
    automation_id: string | null
    /** Oldest first, the last one running. Null stands for whoever has bought nothing (any more). */
    months: { month: string; flows: { from: Tier | null; to: Tier | null; customers: number }[] }[]
  }
}
