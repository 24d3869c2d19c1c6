import { type Tier, TIERS } from "./tier"

/** Null: nothing bought yet, or nothing left of it. */
export type TierState = Tier | null

/** So many customers were `from` when the month began and `to` when it ended (or now, in the running one). */
export type TierFlow = {
  readonly from: TierState
  readonly to: TierState
  readonly customers: number
}

export type TierMonth = {
  /** `2026-11` */
  readonly month: string
  /** Also those who stayed; a pair that is not here is nobody. */
  readonly flows: readonly TierFlow[]
}

/**
 * From which tier to which customers went, month by month, counted back from what they are now.
 * @param now customers of each tier
 * @param moves those whose tier changed in a month, by month, with where they were before and after it; back to where they were counts
 * @param months in their order, the last one running
 */
export function tierMatrix(
  now: Readonly<Partial<Record<Tier, number>>>,
  moves: readonly (TierFlow & { readonly month: string })[],
  months: readonly string[]
): readonly TierMonth[] {
  let atEnd = TIERS.map((tier) => now[tier] ?? 0)
  return [...months]
    .reverse()
    .map((month) => {
      const moved = moves.filter((move) => move.month === month)
      const flows = moved.map(({ from, to, customers }) => ({ from, to, customers }))
      const kept = TIERS.map((tier, i) => (atEnd[i] as number) - total(moved, "to", tier))
      atEnd = TIERS.map((tier, i) => (kept[i] as number) + total(moved, "from", tier))
      return { month, flows: merged([...flows, ...stayed(kept)]) }
    })
    .reverse()
}

/** The same of chosen customers, each of whom is told in each of their months, whether their tier changed or not. */
export function tierFlows(
  moves: readonly (TierFlow & { readonly month: string })[],
  months: readonly string[]
): readonly TierMonth[] {
  return months.map((month) => ({
    month,
    flows: merged(moves.filter((move) => move.month === month)),
  }))
}

const total = (flows: readonly TierFlow[], side: "from" | "to", tier: Tier): number =>
  flows.reduce((sum, flow) => sum + (flow[side] === tier ? flow.customers : 0), 0)

const stayed = (kept: readonly number[]): TierFlow[] =>
  TIERS.map((tier, i) => ({ from: tier, to: tier, customers: kept[i] as number }))

/** Each pair once, the best tiers first; whoever came and went in one month was never there. */
function merged(flows: readonly TierFlow[]): readonly TierFlow[] {
  const states: readonly TierState[] = [...TIERS, null]
  return states.flatMap((from) =>
    states.flatMap((to) => {
      const customers = flows
        .filter((flow) => flow.from === from && flow.to === to)
        .reduce((sum, flow) => sum + flow.customers, 0)
      return customers > 0 && (from !== null || to !== null) ? [{ from, to, customers }] : []
    })
  )
}
