import { fitModel } from "../value/fit-model"
import { dayBy, kaplanMeier, shareBy } from "./kaplan-meier"
import { type NotEnough, notEnough } from "./not-enough"
import { type Rise, riseOf } from "./rise"
import type { Spell } from "./spells"
import { fitWeibull, type Weibull, type WeibullFit, weibullLikelihood } from "./weibull"

/** One customer's intervals between purchases of one product. */
export type BuyerSpells = { readonly customer_id: string; readonly spells: readonly Spell[] }

/** How long a product lasts until it is bought again. */
export type Replacement = {
  readonly kind: "learned"
  readonly buyers: number
  readonly spells: number
  readonly ended: number
  /** Days by which a quarter, half and three quarters have bought again; null where the history never saw that. */
  readonly quarter: number | null
  readonly median: number | null
  readonly threeQuarters: number | null
  /** The share that has bought again within so many days. */
  readonly share_by: Readonly<Record<"30" | "60" | "90" | "180", number>>
  /** The smooth curve through it; its median's interval says how sure the estimate is. */
  readonly weibull: WeibullFit
  readonly people: PeopleModel
  /** From when on buying it again is likely. */
  readonly rise: Rise
}

/**
 * People differ: each has a rate of their own, drawn from a gamma distribution with mean `scale ** -shape` and shape `strength`, of a
 * Weibull interval (gamma frailty: Clayton 1978; Lawless 2003, section 11.2). `strength` counts like so many intervals of one's own: the
 * more alike people are, the less one person's own history says against everybody's.
 */
export type PeopleModel = Weibull & {
  readonly strength: number
  /** False when too few people have two intervals: then the strength is an assumption. */
  readonly learned: boolean
}

/** Fewer repurchases than these say nothing about a product. */
const FEWEST_REPURCHASES = 10
const FEWEST_RETURNERS = 10
const ASSUMED_STRENGTH = 4

/** What the buyers of one product teach about how long it lasts. */
export function learnReplacement(buyers: readonly BuyerSpells[]): Replacement | NotEnough {
  const spells = buyers.flatMap((buyer) => buyer.spells)
  const ended = spells.filter((spell) => spell.ended).length
  const weibull = fitWeibull(spells)
  if (ended < FEWEST_REPURCHASES || weibull === null) {
    return notEnough({ what: "repurchases", found: ended, needed: FEWEST_REPURCHASES })
  }
  const survival = kaplanMeier(spells)
  const people = peopleModel(buyers, weibull)
  const [quarter, median, threeQuarters] = [0.25, 0.5, 0.75].map((share) => dayBy(survival, share))
  return {
    kind: "learned",
    buyers: buyers.length,
    spells: spells.length,
    ended,
    quarter: quarter!,
    median: median!,
    threeQuarters: threeQuarters!,
    share_by: {
      "30": shareBy(survival, 30),
      "60": shareBy(survival, 60),
      "90": shareBy(survival, 90),
      "180": shareBy(survival, 180),
    },
    weibull,
    people,
    rise: riseOf(likelihoodOf(buyers, people, weibull.scale), people, people.learned),
  }
}

function peopleModel(buyers: readonly BuyerSpells[], pooled: WeibullFit): PeopleModel {
  const returners = buyers.filter(({ spells }) => spells.filter((one) => one.ended).length > 1)
  const { shape, scale } = pooled
  if (returners.length < FEWEST_RETURNERS) {
    return { shape, scale, strength: ASSUMED_STRENGTH, learned: false }
  }
  const fit = fitModel(
    (params) => buyers.reduce((sum, buyer) => sum + logMarginal(params, buyer.spells, scale), 0),
    { shape, scale: 1, strength: ASSUMED_STRENGTH }
  )
  return { ...fit.params, scale: fit.params.scale * scale, learned: true }
}

/** What the people's parameters were learned from; of every buyer as one and the same, where too few have two intervals. */
function likelihoodOf(
  buyers: readonly BuyerSpells[],
  { learned }: PeopleModel,
  unit: number
): (lives: Weibull & { readonly strength: number }) => number {
  const spells = buyers.flatMap((buyer) => buyer.spells)
  return ({ shape, scale, strength }) =>
    learned
      ? buyers.reduce(
          (sum, buyer) =>
            sum + logMarginal({ shape, scale: scale / unit, strength }, buyer.spells, unit),
          0
        )
      : weibullLikelihood({ shape, scale }, spells)
}

/** Likelihood of one person's intervals with their rate integrated out; times in units of `unit`, so that no power overflows. */
function logMarginal(
  { shape, scale, strength }: Weibull & { readonly strength: number },
  spells: readonly Spell[],
  unit: number
): number {
  const rate = strength * scale ** shape
  let sum = 0
  let exposure = 0
  let ended = 0
  for (const { days, ended: bought } of spells) {
    const log = Math.log(days / unit)
    exposure += Math.exp(shape * log)
    if (bought) {
      sum += Math.log(shape) + (shape - 1) * log + Math.log(strength + ended)
      ended += 1
    }
  }
  return sum - strength * Math.log1p(exposure / rate) - ended * Math.log(rate + exposure)
}

/** Days in which a purchase is expected: half of such people by `median`, four of five between `from` and `to`. */
export type DaysRange = {
  readonly median: number
  readonly from: number
  readonly to: number
}

export type NextPurchase = {
  /** How long the product lasts this customer, from purchase to purchase. */
  readonly interval: DaysRange
  /** From the end of the history on, knowing that they have not bought until then. */
  readonly from_now: DaysRange
  /** How much the customer's own history counts against everybody's: 0 to 1. */
  readonly own_weight: number
}

/**
 * When one customer will buy the product again: the gamma distribution of their rate, updated by their own intervals, gives a Lomax
 * distribution in t ** shape.
 * @param spells the last one open: the time since their last purchase
 */
export function nextPurchase(
  { shape, scale, strength }: PeopleModel,
  spells: readonly Spell[]
): NextPurchase {
  const inUnits = ({ days }: Spell): number => (days / scale) ** shape
  const ended = spells.filter((spell) => spell.ended)
  const waited = spells.filter((spell) => !spell.ended).reduce((sum, one) => sum + inUnits(one), 0)
  const events = strength + ended.length
  const seen = strength + ended.reduce((sum, one) => sum + inUnits(one), 0)
  const dayOf = (share: number, exposure: number, since: number): number =>
    scale * (since + exposure * Math.expm1(-Math.log1p(-share) / events)) ** (1 / shape)
  const now = scale * waited ** (1 / shape)
  const range = (day: (share: number) => number): DaysRange => ({
    median: day(0.5),
    from: day(0.1),
    to: day(0.9),
  })
  return {
    interval: range((share) => dayOf(share, seen, 0)),
    from_now: range((share) => dayOf(share, seen + waited, waited) - now),
    own_weight: ended.length / events,
  }
}

/** The probability that a customer who has not bought it again yet does so within the next days. */
export function probabilityWithin(
  { shape, scale, strength }: PeopleModel,
  spells: readonly Spell[],
  days: number
): number {
  const ended = spells.filter((spell) => spell.ended)
  const waited = spells.find((spell) => !spell.ended)?.days ?? 0
  const power = (time: number): number => (time / scale) ** shape
  const exposure = strength + ended.reduce((sum, one) => sum + power(one.days), 0) + power(waited)
  const more = power(waited + days) - power(waited)
  return -Math.expm1(-(strength + ended.length) * Math.log1p(more / exposure))
}
