import { type Random, randomOf } from "../../../demo/generator/random"
import { quantileOf, ascending } from "../numeric/statistics"
import { dayBy, kaplanMeier, shareBy } from "./kaplan-meier"
import { type BuyerSpells, learnReplacement, nextPurchase, type Replacement } from "./replacement"
import { type Spell, spellsOf } from "./spells"
import { fitWeibull } from "./weibull"

const SHAPE = 3
const TYPICAL = 60
const STRENGTH = 5
const SEEN_DAYS = 540

type Buyer = BuyerSpells & { readonly next: number; readonly trueMedian: number }

/** A shop whose product lasts every buyer a time of their own; they begin at any time, and the history ends for all at once. */
function buyersOf(count: number, random: Random): Buyer[] {
  return Array.from({ length: count }, (_, i) => {
    const own = TYPICAL * random.gamma(STRENGTH, STRENGTH) ** (-1 / SHAPE)
    const days: number[] = []
    let at = random.uniform() * (SEEN_DAYS - 60)
    while (at < SEEN_DAYS) {
      days.push(at)
      at += own * random.exponential(1) ** (1 / SHAPE)
    }
    const trueMedian = own * Math.LN2 ** (1 / SHAPE)
    return {
      customer_id: String(i),
      spells: spellsOf(days, SEEN_DAYS),
      next: at - SEEN_DAYS,
      trueMedian,
    }
  })
}

const learn = (buyers: readonly Buyer[]): Replacement => {
  const learned = learnReplacement(buyers)
  if (learned.kind !== "learned") {
    throw new Error(`not enough: ${JSON.stringify(learned.missing)}`)
  }
  return learned
}

describe("Kaplan and Meier", () => {
  const spell = (days: number, ended = true): Spell => ({ days, ended })

  it("is the example of the textbook: remission times of the 6-MP group (Freireich 1963)", () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    const open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const curve = kaplanMeier([...ended.map((d) => spell(d)), ...open.map((d) => spell(d, false))])
    expect(curve.map(({ day }) => day)).toEqual([6, 7, 10, 13, 16, 22, 23])
    const waiting = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    curve.forEach((step, i) => expect(step.waiting).toBeCloseTo(waiting[i]!, 3))
    expect(dayBy(curve, 0.5)).toBe(23)
    expect(dayBy(curve, 0.75)).toBeNull()
    expect(shareBy(curve, 5)).toBe(0)
    expect(shareBy(curve, 12)).toBeCloseTo(0.247, 3)
  })

  it("leaves the last interval open, and out when nothing of it was seen", () => {
    expect(spellsOf([3, 10, 30], 40)).toEqual([spell(7), spell(20), spell(10, false)])
    expect(spellsOf([40], 40)).toEqual([])
  })
})

describe("how long a product lasts", () => {
  // What 300 buyers teach; learning is what costs time here.
  const taught = learn(buyersOf(300, randomOf(21)))

  it("is learned within 10 % from 200 buyers, whatever the seed", () => {
    const truth = quantileOf(
      ascending(buyersOf(10_000, randomOf(1)).map((buyer) => buyer.trueMedian)),
      0.5
    )
    for (const seed of [11, 12]) {
      const { people } = learn(buyersOf(200, randomOf(seed)))
      const median = nextPurchase(people, []).interval.median
      expect(Math.abs(median / truth - 1)).toBeLessThan(0.1)
      expect(people.learned).toBe(true)
    }
  })

  it("says how sure it is: the interval of the median holds the truth nine times of ten", () => {
    const random = randomOf(5)
    const inside = Array.from({ length: 300 }, () => {
      const spells = Array.from({ length: 40 }, () => {
        const [life, seen] = [80 * random.exponential(1) ** (1 / 2), 40 + random.uniform() * 120]
        return { days: Math.min(life, seen), ended: life <= seen }
      })
      const [from, to] = fitWeibull(spells)!.medianBetween
      const truth = 80 * Math.LN2 ** (1 / 2)
      return from <= truth && truth <= to
    }).filter(Boolean).length
    expect(inside / 300).toBeGreaterThan(0.85)
    expect(inside / 300).toBeLessThan(0.95)
  })

  it("holds four of five next purchases in its range, for those with a history and those without", () => {
    const random = randomOf(22)
    const { people } = taught
    const asked = buyersOf(3000, random).filter((buyer) => buyer.spells.length > 0)
    const inside = asked.filter((buyer) => {
      const { from, to } = nextPurchase(people, buyer.spells).from_now
      return buyer.next >= from && buyer.next <= to
    })
    expect(inside.length / asked.length).toBeGreaterThan(0.77)
    expect(inside.length / asked.length).toBeLessThan(0.83)
  })

  it("knows a person better than their last interval does, and than the product alone", () => {
    const random = randomOf(31)
    const { people } = taught
    const asked = buyersOf(1000, random).filter(
      ({ spells }) => spells.filter((one) => one.ended).length >= 3
    )
    const meanError = (guess: (buyer: Buyer) => number): number =>
      asked.reduce((sum, one) => sum + Math.abs(Math.log(guess(one) / one.trueMedian)), 0) /
      asked.length
    const own = meanError((buyer) => nextPurchase(people, buyer.spells).interval.median)
    const last = meanError((buyer) => buyer.spells.findLast((one) => one.ended)!.days)
    const everybody = meanError(() => nextPurchase(people, []).interval.median)
    expect(own).toBeLessThan(0.75 * last)
    expect(own).toBeLessThan(0.75 * everybody)
  })

  it("is wide and says so with 20 buyers, and is nothing with too few repurchases", () => {
    const width = ({ weibull }: Replacement): number =>
      weibull.medianBetween[1] / weibull.medianBetween[0]
    expect(width(learn(buyersOf(20, randomOf(41))))).toBeGreaterThan(2 * width(taught) - 1)
    expect(learnReplacement(buyersOf(2, randomOf(1)).slice(0, 1))).toMatchObject({
      kind: "not_enough",
      missing: { what: "repurchases", needed: 10 },
    })
    expect(learnReplacement([])).toMatchObject({ missing: { found: 0 } })
  })

  it("learns from clockwork, where no interval differs from another", () => {
    const spells = Array.from({ length: 30 }, () => ({ days: 30, ended: true }))
    const learned = learnReplacement([{ customer_id: "a", spells }]) as Replacement
    expect(learned.median).toBe(30)
    expect(nextPurchase(learned.people, spells).interval.median).toBeCloseTo(30, 0)
  })
})
