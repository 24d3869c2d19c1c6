import { BigNumber } from "bignumber.js"
import type { PurchaseTotals } from "../profile/profile"
import type { SettledTier, Settlement } from "./settle-tier"
import type { Tier } from "./tier"

/** What became of a tier; `at_risk`: it stays for now, and will fall when nothing happens; `ended`: nothing bought is left. */
export type TierChangeKind = "first" | "up" | "down" | "at_risk" | "ended"

/**
 * What brought it about. `time` is recency that faded, a stay or a grace that ended; `history` is what became known only now
 * though it happened earlier (an import, the first look at a shop), and causes nothing "now"; `figures` is one of the other parts of
 * the score, such as a cost or what is foretold; `membership` is one that began to grant a tier, or ended.
 */
export type TierReason =
  "purchase" | "refund" | "time" | "policy" | "history" | "figures" | "membership"

export type TierChange = {
  readonly kind: TierChangeKind
  readonly from: Tier | null
  readonly to: Tier | null
  readonly reason: TierReason
}

type Totals = Pick<PurchaseTotals, "order_count" | "last_order_at" | "spent">

const DAY_MS = 86_400_000
/** An order that becomes known later than this is history: as old as an event may be to cause something now. */
const RECENT_DAYS = 2

/** The line that goes into the history of tiers; null when there is nothing to tell. */
export function tierChange(
  before: SettledTier | null,
  after: Settlement | null,
  reason: TierReason
): TierChange | null {
  const from = before?.tier ?? null
  if (after === null) {
    return from === null ? null : { kind: "ended", from, to: null, reason }
  }
  if (before === null) {
    return { kind: "first", from, to: after.tier, reason }
  }
  if (after.move !== null) {
    return { kind: after.move, from, to: after.tier, reason }
  }
  return after.at_risk && before.below_since === null
    ? { kind: "at_risk", from, to: after.held?.next ?? from, reason }
    : null
}

/** What changed between two scorings of one customer. */
export function tierReason(
  before: Totals,
  after: Totals,
  given: {
    readonly now: string
    readonly policy_changed: boolean
    readonly history: boolean
    readonly figures_changed?: boolean
  }
): TierReason {
  if (given.history) {
    return "history"
  }
  if (gotLess(before, after)) {
    return "refund"
  }
  if (gotMore(before, after)) {
    return isNews(before, after, given.now) ? "purchase" : "history"
  }
  if (given.policy_changed) {
    return "policy"
  }
  return given.figures_changed === true ? "figures" : "time"
}

/** Whether value was taken back: an order fewer, or less spent in some currency. */
export function gotLess(before: Totals, after: Totals): boolean {
  return (
    after.order_count < before.order_count ||
    Object.entries(before.spent).some(([code, spent]) =>
      new BigNumber(after.spent[code] ?? 0).lt(spent)
    )
  )
}

const gotMore = (before: Totals, after: Totals): boolean =>
  after.order_count > before.order_count ||
  Object.entries(after.spent).some(([code, spent]) =>
    new BigNumber(spent).gt(before.spent[code] ?? 0)
  )

/** A newer order than the ones known, or an edit of the newest, of late. */
function isNews(before: Totals, after: Totals, now: string): boolean {
  if (after.last_order_at === null) {
    return false
  }
  const last = Date.parse(after.last_order_at)
  const newer = before.last_order_at === null || last > Date.parse(before.last_order_at)
  const edited = after.order_count === before.order_count
  return (newer || edited) && Date.parse(now) - last <= RECENT_DAYS * DAY_MS
}
