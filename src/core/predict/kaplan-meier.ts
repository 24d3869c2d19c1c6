import type { Spell } from "./spells"

/** The share that has not bought again yet, after each day on which somebody did. */
export type Survival = readonly { readonly day: number; readonly waiting: number }[]

/**
 * The product-limit estimate of Kaplan and Meier (1958), equation 2b. A plain median of the intervals that have ended is too short: it
 * leaves out everybody who still waits.
 */
export function kaplanMeier(spells: readonly Spell[]): Survival {
  const sorted = [...spells].sort((a, b) => a.days - b.days)
  const curve: { day: number; waiting: number }[] = []
  let waiting = 1
  for (let from = 0; from < sorted.length;) {
    const { days } = sorted[from]!
    let to = from
    let ended = 0
    while (to < sorted.length && sorted[to]!.days === days) {
      ended += sorted[to]!.ended ? 1 : 0
      to += 1
    }
    if (ended > 0) {
      waiting *= 1 - ended / (sorted.length - from)
      curve.push({ day: days, waiting })
    }
    from = to
  }
  return curve
}

const ROUNDING = 1e-12

/** The day by which a share has bought again; null when the history never saw that. */
export const dayBy = (survival: Survival, share: number): number | null =>
  survival.find(({ waiting }) => waiting <= 1 - share + ROUNDING)?.day ?? null

/** The share that has bought again by a day. */
export const shareBy = (survival: Survival, day: number): number =>
  1 - (survival.findLast((step) => step.day <= day)?.waiting ?? 1)
