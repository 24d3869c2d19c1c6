import fc from "fast-check"
import { type Random, randomOf } from "../../../demo/generator/random"
import { learnReplacement, nextPurchase, type PeopleModel, type Replacement } from "./replacement"
import { riseDay } from "./rise"
import { spellsOf } from "./spells"

const lives = fc.record({
  shape: fc.double({ min: 1.01, max: 12, noNaN: true }),
  scale: fc.double({ min: 1, max: 2000, noNaN: true }),
  strength: fc.double({ min: 1, max: 4000, noNaN: true }),
  learned: fc.constant(true),
})
const intervals = fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 })
const spells = (days: readonly number[]) => days.map((one) => ({ days: one, ended: true }))

/** The chance to buy on a day, of those who waited until then: by the distribution that foretells the next purchase. */
function hazard(model: PeopleModel, own: readonly number[], day: number) {
  const events = model.strength + own.length
  const seen = own.reduce((sum, one) => sum + (one / model.scale) ** model.shape, model.strength)
  const power = (day / model.scale) ** model.shape
  return (events * model.shape * power) / (day * (seen + power))
}

describe("the day on which buying again begins to be likely", () => {
  it("is Weibull's where all people are alike, by its closed form", () => {
    // t = scale * G(1 / k) ^ (-1 / (k - 1)); G(1/2) is the root of pi, G(1/3) is 2.6789385.
    const alike = { scale: 60, strength: 1e7 }
    expect(riseDay({ ...alike, shape: 2 }, [])).toBeCloseTo(60 / Math.sqrt(Math.PI), 3)
    expect(riseDay({ ...alike, shape: 3 }, [])).toBeCloseTo(60 / Math.sqrt(2.6789385347), 3)
  })

  it("lies where the hazard rises, before half have bought it again", () => {
    fc.assert(
      fc.property(lives, intervals, (model, own) => {
        const day = riseDay(model, spells(own))!
        const { interval } = nextPurchase(model, spells(own))
        expect(day).toBeGreaterThan(0)
        expect(day).toBeLessThan(interval.median)
        expect(hazard(model, own, day * 1.001)).toBeGreaterThan(hazard(model, own, day))
      })
    )
  })

  it("is when a purchase grows likelier than on any day, of which a mean interval has one", () => {
    const model = { shape: 3, scale: 60, strength: 5, learned: true }
    const own = [40, 80]
    const [events, seen] = [7, 5 + (40 / 60) ** 3 + (80 / 60) ** 3]
    const waits = (day: number) => (1 + (day / 60) ** 3 / seen) ** -events
    const step = 0.05
    let mean = 0
    for (let day = step / 2; day < 3000; day += step) {
      mean += waits(day) * step
    }
    expect(hazard(model, own, riseDay(model, spells(own))!) * mean).toBeCloseTo(1, 4)
  })

  it("comes as much earlier as somebody replaces it sooner, and not at all by how long they have waited", () => {
    fc.assert(
      fc.property(lives, intervals, fc.integer({ min: 1, max: 900 }), (model, own, waited) => {
        const day = riseDay(model, spells(own))!
        const sooner = riseDay(model, spells(own.map((one) => one / 2)))!
        expect(sooner).toBeLessThanOrEqual(day)
        const open = { days: waited, ended: false }
        expect(riseDay(model, [...spells(own), open])).toBe(day)
      })
    )
    const model = { shape: 3, scale: 60, strength: 5 }
    const [adopter, laggard] = [20, 120]
      .map((each) => Array.from({ length: 6 }, () => each))
      .map((own) => riseDay(model, spells(own))!)
    expect(adopter).toBeLessThan(0.8 * riseDay(model, [])!)
    expect(laggard).toBeGreaterThan(1.3 * riseDay(model, [])!)
  })

  it("is none where nobody grows tired of it", () => {
    for (const shape of [0.5, 1]) {
      expect(riseDay({ shape, scale: 60, strength: 5 }, [])).toBeNull()
    }
    expect(riseDay({ shape: 1.1, scale: 60, strength: 0.5 }, [])).toBeNull()
  })
})

describe("what a history says of it", () => {
  const [TYPICAL, STRENGTH, SEEN] = [60, 5, 540]

  function learned(buyers: number, shape: number, random: Random): Replacement {
    const found = learnReplacement(
      Array.from({ length: buyers }, (_, i) => {
        const own = TYPICAL * random.gamma(STRENGTH, STRENGTH) ** (-1 / shape)
        const days: number[] = []
        for (let at = random.uniform() * SEEN; at < SEEN;) {
          days.push(at)
          at += own * random.exponential(1) ** (1 / shape)
        }
        return { customer_id: String(i), spells: spellsOf(days, SEEN) }
      })
    )
    return found as Replacement
  }

  it("is right nine times of ten, and within a tenth from 200 buyers", () => {
    const truth = riseDay({ shape: 3, scale: TYPICAL, strength: STRENGTH }, [])!
    const random = randomOf(71)
    const found = Array.from({ length: 40 }, () => learned(60, 3, random).rise)
    const inside = found.filter(
      (rise) => rise.kind === "rises" && rise.between[0] <= truth && truth <= rise.between[1]
    )
    expect(inside.length / found.length).toBeGreaterThan(0.8)
    const { rise } = learned(200, 3, randomOf(72))
    expect(rise).toMatchObject({ kind: "rises" })
    const { day, between } = rise as Extract<typeof rise, { kind: "rises" }>
    expect(Math.abs(day / truth - 1)).toBeLessThan(0.1)
    expect(between[1] / between[0]).toBeLessThan(1.5)
  })

  it("is not clear where people buy at any time, whatever their number", () => {
    const random = randomOf(73)
    const clear = Array.from({ length: 20 }, () => learned(60, 1, random).rise).filter(
      ({ kind }) => kind === "rises"
    )
    // One test of twenty is wrong by its own promise.
    expect(clear.length).toBeLessThanOrEqual(3)
  })
})
