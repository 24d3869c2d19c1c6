import { BigNumber } from "bignumber.js"
import type { Profile, Purchase } from "../../core/profile/profile"
import { agedBreakdown } from "../../core/value/aged-breakdown"
import type { TierBreakdown } from "../../core/value/tier"

/** A row of `kairos_profile` joined with the days since its last order by the database's clock. */
export type ProfileRecord = {
  readonly customer_id: string
  readonly email: string | null
  readonly currency_code: string | null
  readonly order_count: number
  readonly item_count: number
  readonly first_order_at: Date | null
  readonly last_order_at: Date | null
  readonly spent: Record<string, string>
  readonly tier: Profile["tier"]
  readonly tier_breakdown: TierBreakdown | null
  readonly tier_since: Date | null
  readonly days_since_last_order?: number | null
}

export type PurchaseRecord = {
  readonly id: string
  readonly customer_id: string
  readonly source: string
  readonly occurred_at: Date
  readonly currency_code: string
  readonly total: string
  readonly refunded: string
  readonly canceled: boolean
  readonly item_count: number
}

export type RecordedPurchase = Purchase & { readonly source: string }

export function toProfile(row: ProfileRecord): Profile {
  return {
    customer_id: row.customer_id,
    currency_code: row.currency_code,
    order_count: row.order_count,
    item_count: row.item_count,
    first_order_at: row.first_order_at?.toISOString() ?? null,
    last_order_at: row.last_order_at?.toISOString() ?? null,
    spent: row.spent,
    tier: row.tier,
    tier_breakdown: agedBreakdown(row.tier_breakdown, row.days_since_last_order ?? null),
    tier_since: row.tier_since?.toISOString() ?? null,
    // Consent is another module's; the read model that joins both says more.
    profiling_objected: false,
  }
}

export function toPurchase(row: PurchaseRecord): RecordedPurchase {
  return {
    id: row.id,
    customer_id: row.customer_id,
    source: row.source,
    occurred_at: row.occurred_at.toISOString(),
    currency_code: row.currency_code,
    total: new BigNumber(row.total).toFixed(),
    refunded: new BigNumber(row.refunded).toFixed(),
    canceled: row.canceled,
    item_count: row.item_count,
  }
}
