import type { Settlement } from "./settle-tier"
import type { TierPolicy } from "./tier"

const DAY_MS = 86_400_000

/**
 * When a profile's score or tier changes next if nobody buys or gives anything back: points of recency fade at a cut point, a stay or
 * a grace ends. Until then a night has nothing to do for it, which is what makes a night over a million customers short.
 * @param lastOrderAt ISO instant
 * @param now ISO instant of this scoring
 * @returns ISO instant after `now`; null when time alone changes nothing any more
 */
export function tierReview(
  lastOrderAt: string | null,
  settled: Pick<Settlement, "held"> | null,
  policy: Pick<TierPolicy, "recency_days">,
  now: string
): string | null {
  if (settled === null || lastOrderAt === null) {
    return null
  }
  const last = Date.parse(lastOrderAt)
  // Days are counted whole, so a point is lost when the first whole day above the cut point is over.
  const fades = policy.recency_days.map((cut) => last + (Math.floor(cut) + 1) * DAY_MS)
  const until = settled.held?.until ?? null
  const coming = [...fades, ...(until === null ? [] : [Date.parse(until)])].filter(
    (instant) => instant > Date.parse(now)
  )
  return coming.length === 0 ? null : new Date(Math.min(...coming)).toISOString()
}
