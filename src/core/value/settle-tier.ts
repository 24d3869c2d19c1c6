import type { Tier, TierPolicy } from "./tier"

/** What keeps a tier from flickering. */
export type TierStability = {
  /** How far below a threshold the score must be before the tier is in doubt; in points of the score. */
  readonly band: number
  /** Days that a tier is kept after it changed, whatever the score does. */
  readonly minimum_stay_days: number
  /** Days that the score must stay below before the tier falls: time to come back. */
  readonly grace_days: number
}

/** The tier that a customer has, and since when its score has been too low for it. */
export type SettledTier = {
  readonly tier: Tier
  /** ISO instant of the last change. */
  readonly since: string
  /** ISO instant; null while the score is high enough. */
  readonly below_since: string | null
}

export type TierMove = "up" | "down" | null

export type Settlement = SettledTier & {
  readonly move: TierMove
  /** The score is too low for the tier, which will fall when nothing happens. */
  readonly at_risk: boolean
}

const DAY_MS = 86_400_000
const RANK: Readonly<Record<Tier, number>> = { A: 2, B: 1, C: 0 }

/**
 * The tier that a score settles at. Who rises, rises at once; who falls, falls only after the score was below the threshold by more
 * than the band for all of the grace; and after any change the tier stays for a while, so that whoever oscillates changes at most
 * once in it. A refund is no oscillation: value that was taken back lowers the tier at the next scoring.
 * @param before null for a customer who is scored for the first time
 * @param now ISO instant, not before the last call's
 */
export function settleTier(
  before: SettledTier | null,
  score: number,
  policy: Pick<TierPolicy, "thresholds">,
  stability: TierStability,
  now: string,
  refunded = false
): Settlement {
  const scored = tierAt(score, policy, 0)
  if (before === null) {
    return { tier: scored, since: now, below_since: null, move: null, at_risk: false }
  }
  const free = daysBetween(before.since, now) >= stability.minimum_stay_days
  if (RANK[scored] > RANK[before.tier]) {
    return free ? changed(scored, "up", now) : kept(before, null)
  }
  // Within the band below its threshold a tier is still deserved.
  const deserved = tierAt(score, policy, stability.band)
  if (RANK[deserved] >= RANK[before.tier]) {
    return kept(before, null)
  }
  const since = before.below_since ?? now
  const patient = daysBetween(since, now) >= stability.grace_days
  return refunded || (free && patient) ? changed(deserved, "down", now) : kept(before, since)
}

function tierAt(score: number, { thresholds }: Pick<TierPolicy, "thresholds">, band: number): Tier {
  if (score >= thresholds.a - band) {
    return "A"
  }
  return score >= thresholds.b - band ? "B" : "C"
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS

const changed = (tier: Tier, move: TierMove, now: string): Settlement => ({
  tier,
  since: now,
  below_since: null,
  move,
  at_risk: false,
})

const kept = (before: SettledTier, below: string | null): Settlement => ({
  tier: before.tier,
  since: before.since,
  below_since: below,
  move: null,
  at_risk: below !== null,
})
