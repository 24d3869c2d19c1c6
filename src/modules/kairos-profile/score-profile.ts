import type { PurchaseTotals } from "../../core/profile/profile"
import { type IncidentCounts, marginOf, serviceCostOf } from "../../core/value/costs"
import { scoreTier } from "../../core/value/score-tier"
import {
  DEFAULT_STABILITY,
  keepTier,
  RANK,
  raisedTo,
  settledBreakdown,
  type SettledTier,
  settleTier,
} from "../../core/value/settle-tier"
import { gotLess, type TierChange, tierChange, tierReason } from "../../core/value/tier-change"
import {
  EXTRA_COMPONENTS,
  type ExtraMeasures,
  looksFor,
  type Tier,
  type TierBreakdown,
  type TierPolicy,
} from "../../core/value/tier"
import { tierReview } from "../../core/value/tier-review"
import type { ProfileRecord } from "./rows"
import type { NewTierChange } from "./tiers"

export type FoldedRow = Pick<
  ProfileRecord,
  | "customer_id"
  | "email"
  | "currency_code"
  | "order_count"
  | "item_count"
  | "first_order_at"
  | "last_order_at"
  | "spent"
> &
  Omit<ExtraMeasures, "margin" | "service"> & {
    /** In the policy's currency; null where the policy has none. */
    readonly value: string | null
    readonly missing_rates: readonly string[] | null
    /** Where the policy looks for margin. */
    readonly goods_cost?: string
    readonly uncosted?: string
    readonly is_rate_missing?: boolean
    /** Where the policy looks for service. */
    readonly incidents: IncidentCounts | null
  }

/** What a profile says before it is scored, read under its lock. */
export type KnownRow = Pick<
  ProfileRecord,
  | "customer_id"
  | "order_count"
  | "last_order_at"
  | "spent"
  | "tier"
  | "tier_since"
  | "tier_breakdown"
> & {
  readonly tier_is_first: boolean
  readonly tier_below_since: Date | null
  readonly tier_policy_version: number | null
  /** An import has touched it, and nobody has folded it since. */
  readonly imported: boolean
}

type Scoring = {
  readonly policy: TierPolicy
  /** Null where nobody counts policies. */
  readonly policy_version: number | null
  /** ISO instant. */
  readonly now: string
  /** What becomes known happened long ago, whatever its date. */
  readonly history: boolean
}

const NOTHING_BOUGHT: PurchaseTotals = {
  order_count: 0,
  first_order_at: null,
  last_order_at: null,
  spent: {},
  item_count: 0,
}

/**
 * One profile as it is to be written, with the line for the history of tiers when there is one; amounts stay decimal strings.
 * The tier is settled by what was known before, so that it is the same whether one customer is scored or all are.
 */
export function scoreProfile(
  known: KnownRow,
  folded: FoldedRow | undefined,
  { policy, policy_version, now, history }: Scoring,
  {
    objected,
    print,
    floor,
  }: { readonly objected: boolean; readonly print: string; readonly floor: Tier | null }
): { readonly row: object; readonly change: NewTierChange | null } {
  const [was, totals] = [totalsOf(known), totalsOf(folded)]
  const breakdown = objected ? null : scoreTier(totals, policy, now, extrasOf(folded, policy))
  const score = breakdown?.score ?? null
  const before = settledOf(known, now)
  const stability = policy.stability ?? DEFAULT_STABILITY
  const wasRaised = known.tier_breakdown?.held?.kind === "membership"
  // What a membership granted ends with it: nobody has the grace of a tier that their score never gave.
  const isOver = wasRaised && (floor === null || RANK[floor] < RANK[before?.tier ?? floor])
  const steady = isOver ? { ...stability, band: 0 } : stability
  // What is only read anew was not given back: it lowers a tier as another policy does.
  const fell = (gotLess(was, totals) && !history) || isOver
  const settle = (points: number) =>
    before !== null && breakdown?.missing_rates !== undefined
      ? keepTier(before, points, policy)
      : settleTier(before, points, policy, steady, now, fell)
  const settled = score === null ? null : raisedTo(floor, before, settle(score), now)
  const version = policy_version ?? known.tier_policy_version
  const isRaised = settled?.held?.kind === "membership"
  const cause = tierReason(was, totals, {
    now,
    policy_changed: known.tier_policy_version !== null && known.tier_policy_version !== version,
    history: history || known.imported,
    figures_changed: pointsOfExtras(known.tier_breakdown) !== pointsOfExtras(breakdown),
  })
  const byMembership = (isRaised || wasRaised) && cause !== "history"
  const reason = byMembership ? "membership" : cause
  const change = objected ? null : tierChange(before, settled, reason)
  return {
    row: {
      customer_id: known.customer_id,
      email: folded?.email ?? null,
      currency_code: folded?.currency_code ?? null,
      ...totals,
      tier_score: score,
      tier_breakdown: breakdown && settled && settledBreakdown(breakdown, settled),
      ...columnsOf(settled),
      tier_policy_version: settled === null ? null : version,
      tier_review_at: tierReview(totals.last_order_at, settled, policy, now),
      fold_print: print,
    },
    change: change && changeRow(known.customer_id, change, score, version),
  }
}

function extrasOf(row: FoldedRow | undefined, policy: TierPolicy): ExtraMeasures | null {
  if (row === undefined) {
    return null
  }
  const { value, goods_cost = "0", uncosted = "0", is_rate_missing = false } = row
  const margin = looksFor(policy, "margin")
    ? marginOf({ value, goods_cost, uncosted, is_rate_missing }, policy.costs)
    : null
  return {
    ...row,
    margin: margin === null ? null : Number(margin),
    service: row.incidents === null ? null : Number(serviceCostOf(row.incidents, policy.costs)),
  }
}

/** What neither a purchase nor time alone moves. */
const pointsOfExtras = (breakdown: TierBreakdown | null): string =>
  (breakdown?.components ?? [])
    .flatMap(({ name, points, weight }) =>
      weight > 0 && (EXTRA_COMPONENTS as readonly string[]).includes(name)
        ? [`${name} ${points}`]
        : []
    )
    .join(", ")

const columnsOf = (settled: SettledTier | null): object => ({
  tier: settled?.tier ?? null,
  tier_since: settled?.since ?? null,
  tier_is_first: settled?.is_first ?? true,
  tier_below_since: settled?.below_since ?? null,
})

const changeRow = (
  customer_id: string,
  { kind, from, to, reason }: TierChange,
  score: number | null,
  policy_version: number | null
): NewTierChange => ({
  customer_id,
  kind,
  from_tier: from,
  to_tier: to,
  score,
  reason,
  policy_version,
})

type Totals = Pick<FoldedRow, "order_count" | "last_order_at" | "spent"> &
  Partial<Pick<FoldedRow, "item_count" | "first_order_at" | "value" | "missing_rates">>

function totalsOf(row: Totals | undefined): PurchaseTotals {
  return row === undefined
    ? NOTHING_BOUGHT
    : {
        order_count: row.order_count,
        item_count: row.item_count ?? 0,
        spent: row.spent,
        value: row.value ? { amount: row.value, missing: row.missing_rates ?? [] } : null,
        first_order_at: row.first_order_at?.toISOString() ?? null,
        last_order_at: row.last_order_at?.toISOString() ?? null,
      }
}

function settledOf({ tier, tier_since, ...known }: KnownRow, now: string): SettledTier | null {
  return tier === null
    ? null
    : {
        tier,
        since: tier_since?.toISOString() ?? now,
        is_first: known.tier_is_first,
        below_since: known.tier_below_since?.toISOString() ?? null,
      }
}
