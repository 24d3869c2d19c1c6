import type { Tier, TierBreakdown, TierHeld, TierPolicy, TierStability } from "./tier"

export const DEFAULT_STABILITY: TierStability = {
  band: 0.25,
  minimum_stay_days: 60,
  grace_days: 30,
}

/** The tier that a customer has, and since when its score has been too low for it. */
export type SettledTier = {
  readonly tier: Tier
  /** ISO instant of the last change. */
  readonly since: string
  /** Whether it is the one of the first scoring: nothing has changed yet, so there is no stay to wait for. */
  readonly is_first: boolean
  /** ISO instant; null while the score is high enough. */
  readonly below_since: string | null
}

export type TierMove = "up" | "down" | null

export type Settlement = SettledTier & {
  readonly move: TierMove
  /** The score is too low for the tier, which will fall when nothing happens. */
  readonly at_risk: boolean
  readonly held: TierHeld | null
}

const DAY_MS = 86_400_000
export const RANK: Readonly<Record<Tier, number>> = { A: 2, B: 1, C: 0 }

/**
 * The tier that a score settles at. Who rises, rises at once; who falls, falls only after the score was below the threshold by more
 * than the band for all of the grace; and after any change the tier stays for a while, so that whoever oscillates changes at most
 * once in it. A refund is no oscillation: value that was taken back lowers the tier at the next scoring. After a change of policy
 * the same holds: whom it lifts rises at once, whom it lowers has the grace.
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
    return { ...changed(scored, scored, null, now), is_first: true }
  }
  const stays = before.is_first ? null : plusDays(before.since, stability.minimum_stay_days)
  const free = stays === null || stays <= now
  if (RANK[scored] > RANK[before.tier]) {
    return free
      ? changed(scored, scored, "up", now)
      : kept(before, null, { kind: "stay", next: scored, until: stays })
  }
  // Within the band below its threshold a tier is still deserved.
  const deserved = tierAt(score, policy, stability.band)
  if (RANK[deserved] >= RANK[before.tier]) {
    return kept(before, null, heldByBand(before.tier, scored))
  }
  const since = before.below_since ?? now
  const until = later(plusDays(since, stability.grace_days), stays)
  return refunded || until <= now
    ? changed(deserved, scored, "down", now)
    : kept(before, since, { kind: "grace", next: deserved, until })
}

/**
 * What a membership grants goes above what the score says, and below nothing: whoever has more keeps it. It is told as what holds
 * the tier, so that its end can be seen.
 */
export function raisedTo(
  floor: Tier | null,
  before: SettledTier | null,
  settled: Settlement,
  now: string
): Settlement {
  if (floor === null || RANK[settled.tier] >= RANK[floor]) {
    return settled
  }
  const held: TierHeld = { kind: "membership", next: settled.tier, until: null }
  if (before === null) {
    return { ...settled, tier: floor, held, at_risk: false, below_since: null }
  }
  const step = RANK[floor] - RANK[before.tier]
  return step === 0
    ? kept(before, null, held)
    : { ...changed(floor, floor, step > 0 ? "up" : "down", now), held }
}

/** While it is unknown what was spent, nobody rises or falls by the rest: the tier stays as it was. */
export function keepTier(
  before: SettledTier,
  score: number,
  policy: Pick<TierPolicy, "thresholds">
): Settlement {
  const next = tierAt(score, policy, 0)
  return kept(before, null, next === before.tier ? null : { kind: "rate", next, until: null })
}

/** What the customer is told: the tier that they have, and what keeps it where the score says another. */
export function settledBreakdown(
  breakdown: TierBreakdown,
  { tier, held }: Settlement
): TierBreakdown {
  return { ...breakdown, tier, ...(held === null ? {} : { held }) }
}

function tierAt(score: number, { thresholds }: Pick<TierPolicy, "thresholds">, band: number): Tier {
  if (score >= thresholds.a - band) {
    return "A"
  }
  return score >= thresholds.b - band ? "B" : "C"
}

/** ISO instants of one form compare as texts. */
const plusDays = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * DAY_MS).toISOString()

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a)

const heldByBand = (tier: Tier, scored: Tier): TierHeld | null =>
  scored === tier ? null : { kind: "band", next: scored, until: null }

const changed = (tier: Tier, scored: Tier, move: TierMove, now: string): Settlement => ({
  tier,
  since: now,
  is_first: false,
  below_since: null,
  move,
  at_risk: false,
  held: heldByBand(tier, scored),
})

const kept = (before: SettledTier, below: string | null, held: TierHeld | null): Settlement => ({
  tier: before.tier,
  since: before.since,
  is_first: before.is_first,
  below_since: below,
  move: null,
  at_risk: below !== null,
  held,
})
