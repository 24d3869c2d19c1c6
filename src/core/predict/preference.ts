import { sumOf } from "../numeric/statistics"
import { type NotEnough, notEnough } from "./not-enough"

/** How often each of several possibilities was chosen: hours of the day, days of the week, channels. */
export type Choices = Readonly<Record<string, number>>

export type Preference = {
  readonly kind: "learned"
  readonly choice: string
  /** Their share of it, everybody's habit mixed in. */
  readonly share: number
  /** How many times as often as everybody. */
  readonly lift: number
}

/** Everybody's habit counts like so many choices of one's own, so that two orders at night are no preference yet. */
const STRENGTH = 6
const FEWEST = 5
/** Less than this above everybody's share is chance. */
const CLEAR = 1.3

/** What somebody prefers more than everybody does: a Dirichlet prior from everybody's shares, updated by their own choices. */
export function preferenceOf(own: Choices, everybody: Choices): Preference | NotEnough {
  const chosen = sumOf(Object.values(own))
  const all = sumOf(Object.values(everybody))
  if (chosen < FEWEST || all === 0) {
    return notEnough({ what: "choices", found: chosen, needed: FEWEST })
  }
  const ranked = Object.entries(everybody).map(([choice, count]) => {
    const usual = count / all
    const share = ((own[choice] ?? 0) + STRENGTH * usual) / (chosen + STRENGTH)
    return { kind: "learned" as const, choice, share, lift: share / usual }
  })
  const best = ranked.reduce((one, other) => (other.share > one.share ? other : one))
  return best.lift >= CLEAR
    ? best
    : notEnough({ what: "difference", share: best.share, usual: best.share / best.lift })
}
