/** What can happen to a shop at any time. `seconds` says for how long. */
export type Trouble =
  | { readonly kind: "kill" | "pause"; readonly node: number; readonly seconds: number }
  | { readonly kind: "vendor"; readonly mode: string; readonly seconds: number }
  | {
      readonly kind:
        | "postgres-restart"
        | "postgres-freeze"
        | "postgres-exhaust"
        | "postgres-read-only"
        | "postgres-errors"
        | "redis-kill"
        | "redis-flush"
        | "redis-oom"
      readonly seconds: number
    }

export type Scheduled = {
  /** Since the one before it was over. */
  readonly after_seconds: number
  readonly trouble: Trouble
}

/** Of the provider's ways; after the last two nobody knows whether a mail went out. */
const VENDOR_MODES = [
  "500",
  "429",
  "slow",
  "reset",
  "hang",
  "reset-after-accept",
  "accept-then-hang",
]

const POSTGRES = [
  "postgres-restart",
  "postgres-freeze",
  "postgres-exhaust",
  "postgres-read-only",
  "postgres-errors",
] as const
const REDIS = ["redis-kill", "redis-flush", "redis-oom"] as const

/**
 * Troubles one after the other for so many minutes. The same seed always gives the same ones, so that a run can be played again.
 * @param nodes how many processes the shop has
 */
export function randomSchedule(
  seed: number,
  minutes: number,
  { nodes, redis }: { readonly nodes: number; readonly redis: boolean }
): readonly Scheduled[] {
  const random = mulberry32(seed)
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const pick = <T>(from: readonly T[]): T => from[between(0, from.length - 1)]!
  const kinds: readonly Trouble["kind"][] = [
    "kill",
    "kill",
    "kill",
    "pause",
    "vendor",
    "vendor",
    ...POSTGRES,
    ...(redis ? REDIS : []),
  ]
  const schedule: Scheduled[] = []
  for (let at = 0; at < minutes * 60;) {
    const kind = pick(kinds)
    const seconds = between(3, 15)
    const after_seconds = between(1, 12)
    const trouble: Trouble =
      kind === "kill" || kind === "pause"
        ? { kind, seconds, node: between(0, nodes - 1) }
        : kind === "vendor"
          ? { kind, seconds, mode: pick(VENDOR_MODES) }
          : { kind, seconds }
    schedule.push({ after_seconds, trouble })
    at += after_seconds + seconds
  }
  return schedule
}

/** A small generator with a seed: numbers from 0 to 1. */
export function mulberry32(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
