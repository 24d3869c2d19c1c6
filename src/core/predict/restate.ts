import type { BuyerClass } from "./buyer-class"
import type { CustomerPrediction } from "./prediction"

/** What is kept of one customer's future; dates are `2026-03-02`. */
export type ToldPrediction = Omit<CustomerPrediction, "next_order"> & {
  readonly repeats: number
  readonly currency_code: string | null
  readonly next_from: string | null
  readonly next_median: string | null
  readonly next_to: string | null
  readonly buyer_class: BuyerClass | null
  readonly discount_reliance: number | null
}

/** A share of one that nobody acts upon. */
const SHARE = 0.02
/** A figure is hardly surer than this part of it. */
const PART = 0.05
const DAY_MS = 86_400_000

/**
 * Whether what was told of a customer has to be told anew. Every day that goes by moves every figure a little; without this a night
 * would rewrite half of the shop to say the same. What was bought since, what became known or unknown, and another risk or class
 * are always told.
 */
export function isToldAnew(told: ToldPrediction, now: ToldPrediction): boolean {
  return (
    told.repeats !== now.repeats ||
    told.currency_code !== now.currency_code ||
    told.risk !== now.risk ||
    told.buyer_class !== now.buyer_class ||
    SHARES.some((name) => moved(told[name], now[name], () => SHARE)) ||
    FIGURES.some((name) => moved(told[name], now[name], (figure) => PART * Math.abs(figure))) ||
    datesMoved(told, now) ||
    reasonsOf(told) !== reasonsOf(now)
  )
}

const SHARES = ["alive", "discount_reliance"] as const
const FIGURES = ["purchases_90", "purchases_365", "value_90", "value_365"] as const

const moved = (
  told: number | null,
  now: number | null,
  allowed: (told: number) => number
): boolean =>
  told === null || now === null
    ? told !== now
    : Math.abs(now - told) > allowed(told) + Number.EPSILON

/** A range of a year that moved by a week says the same; one of a fortnight does not. */
function datesMoved(told: ToldPrediction, now: ToldPrediction): boolean {
  const [was, is] = [told, now].map(({ next_from, next_median, next_to }) =>
    next_from === null || next_median === null || next_to === null
      ? null
      : [next_from, next_median, next_to].map((date) => Date.parse(date) / DAY_MS)
  )
  if (was == null || is == null) {
    return was !== is
  }
  const allowed = Math.max(1, PART * (was[2]! - was[0]!))
  return Math.abs(is[1]! - was[1]!) > allowed
}

/** What is missing, without how likely somebody has left: that is told beside it. */
const reasonsOf = ({ missing }: ToldPrediction): string =>
  Object.keys(missing).length === 0
    ? ""
    : JSON.stringify(
        Object.entries(missing)
          .map(([what, one]) =>
            one.what === "likely_left" ? [what, one.what] : [what, ordered(one)]
          )
          .sort()
      )

/** Postgres keeps the names of a JSON object in an order of its own. */
const ordered = (one: object): unknown => Object.entries(one).sort()

/**
 * The first day until `horizon` on which what is told has to be told anew though nobody bought; null when there is none. With the same
 * models every figure of a customer who does not buy only falls and every date only moves on, so the days need not be tried one by one.
 */
export function reviewDay(
  told: ToldPrediction,
  onDay: (day: number) => ToldPrediction,
  today: number,
  horizon: number
): number | null {
  if (horizon <= today || !isToldAnew(told, onDay(horizon))) {
    return null
  }
  let [still, anew] = [today, horizon]
  while (anew - still > 1) {
    const middle = Math.floor((still + anew) / 2)
    if (isToldAnew(told, onDay(middle))) {
      anew = middle
    } else {
      still = middle
    }
  }
  return anew
}
