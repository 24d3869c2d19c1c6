import { BigNumber } from "bignumber.js"
import type { Profile, Purchase, PurchaseRow } from "../../core/profile/profile"
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
    tier_breakdown: aged(row.tier_breakdown, row.days_since_last_order ?? null),
    tier_since: row.tier_since?.toISOString() ?? null,
    // Consent is another module's; the read model that joins both says more.
    profiling_objected: false,
  }
}

/** The stored breakdown is rewritten only when points change, so its days are brought up to date when it is read. */
function aged(breakdown: TierBreakdown | null, days: number | null): TierBreakdown | null {
  if (breakdown === null || days === null) {
    return breakdown
  }
  const components = breakdown.components.map((part) =>
    part.name === "recency" ? { ...part, value: days } : part
  )
  return { ...breakdown, components }
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

const LARGEST_INTEGER = 2_147_483_647

/** @throws Error naming the purchase and the field, before anything is written */
export function assertRecordable(row: PurchaseRow): void {
  const wrong = problemOf(row)
  if (wrong !== null) {
    throw new Error(`purchase "${row.id}" cannot be recorded: ${wrong}`)
  }
}

function problemOf(row: PurchaseRow): string | null {
  if (row.id === "" || row.customer_id === "") {
    return "id and customer_id must not be empty"
  }
  if (!isInstant(row.occurred_at)) {
    return `occurred_at is "${row.occurred_at}", expected an ISO 8601 instant between the years 1900 and 9999`
  }
  if (!/^[a-z]{3}$/.test(row.currency_code)) {
    return `currency_code is "${row.currency_code}", expected three lower-case letters such as eur`
  }
  for (const field of ["total", "refunded"] as const) {
    if (!isAmount(row[field])) {
      return `${field} is "${row[field]}", expected a decimal string such as "19.90"`
    }
  }
  if (!isCount(row.item_count)) {
    return `item_count is ${row.item_count}, expected a whole number from 0 to ${LARGEST_INTEGER}`
  }
  const line = row.lines.find((one) => !isCount(one.quantity) || !isAmount(one.unit_price))
  return line === undefined
    ? null
    : `line ${line.line_no} has quantity ${line.quantity} and unit_price "${line.unit_price}", expected a whole ` +
        "number and a decimal string"
}

const isAmount = (value: unknown): boolean =>
  typeof value === "string" && /^-?\d{1,30}(\.\d{1,20})?$/.test(value)

const isCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= LARGEST_INTEGER

function isInstant(value: string): boolean {
  const year = new Date(value).getUTCFullYear()
  return year >= 1900 && year <= 9999
}
