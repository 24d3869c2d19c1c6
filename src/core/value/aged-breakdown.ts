import type { TierBreakdown } from "./tier"

const DAY_MS = 86_400_000

/** Whole days from the last order to now, never negative; null without an order. */
export const daysSince = (lastOrderAt: Date | null, now: Date): number | null =>
  lastOrderAt === null ? null : Math.max(0, Math.floor((+now - +lastOrderAt) / DAY_MS))

/**
 * A breakdown as it reads today. The stored one is rewritten only when points change, so its days grow old; every reader
 * brings them up to date this way, and all tell the same number.
 */
export function agedBreakdown(
  breakdown: TierBreakdown | null,
  days: number | null
): TierBreakdown | null {
  if (breakdown === null || days === null) {
    return breakdown
  }
  const components = breakdown.components.map((part) =>
    part.name === "recency" ? { ...part, value: days } : part
  )
  return { ...breakdown, components }
}
