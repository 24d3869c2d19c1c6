import { notEnough } from "./not-enough"
import { foresee, riskOf, type SeenCustomer, type ShopModels } from "./prediction"

const fitted = { logLikelihood: 0, evaluations: 0, converged: true }
/** CDNOW's parameters, as SciPy finds them; weeks. */
const MBG = {
  kind: "mbg_nbd" as const,
  params: { r: 0.5248432, alpha: 6.1830851, a: 0.8913594, b: 1.614002 },
  ...fitted,
}
const AS_OF = 20_000
const models: ShopModels = {
  as_of: AS_OF,
  unit_days: 7,
  currency_code: "eur",
  purchases: MBG,
  leaving: MBG,
  spending: { p: 6.25, q: 3.74, gamma: 15.44 },
}
const seen: SeenCustomer = {
  x: 2,
  tx: 213 / 7,
  T: 272 / 7,
  last_day: AS_OF - 59,
  spending: { x: 2, mean: 30 },
}

describe("one customer's future", () => {
  it("is whether they come back, how often, for how much and when", () => {
    const told = foresee(models, seen)
    // The probability that SciPy gives, to a hundredth.
    expect([told.alive, told.risk]).toEqual([0.71, "low"])
    expect(told.purchases_90! < told.purchases_365!).toBe(true)
    // What a further purchase is worth, by equation 5 of Fader and Hardie's note.
    const worth = (6.25 * (15.44 + 2 * 30)) / (6.25 * 2 + 3.74 - 1)
    expect(told.value_365! / told.purchases_365! / worth).toBeCloseTo(1, 1)
    expect(told.missing).toEqual({})
  })

  it("names the day by which half of such customers order, and the range of four of five", () => {
    const { next_order } = foresee(models, seen)
    // Their rate is gamma (r + x, alpha + T): the time to the next order is Lomax.
    const { r, alpha } = MBG.params
    const shareBy = (day: number): number =>
      1 - (1 + (day - AS_OF) / 7 / (alpha + seen.T)) ** -(r + seen.x)
    expect(shareBy(next_order!.from)).toBeCloseTo(0.1, 2)
    expect(shareBy(next_order!.median)).toBeCloseTo(0.5, 2)
    expect(shareBy(next_order!.to)).toBeCloseTo(0.9, 2)
  })

  it("is at risk in thirds", () => {
    expect([0.68, 0.67, 0.5, 0.34, 0.33].map(riskOf)).toEqual([
      "low",
      "medium",
      "medium",
      "medium",
      "high",
    ])
  })

  it("is not guessed: of whoever bought once, or has probably left, no day is told, and it says why", () => {
    const once = foresee(models, { ...seen, x: 0, tx: 0, spending: { x: 0, mean: 0 } })
    expect([once.next_order, once.missing.next_order]).toEqual([null, { what: "own_repeats" }])
    const gone = foresee(models, { ...seen, T: 200 })
    expect(gone).toMatchObject({
      risk: "high",
      next_order: null,
      missing: { next_order: { what: "likely_left", alive: gone.alive } },
    })
  })

  it("of a small shop is what its history lacks, each figure for itself", () => {
    const few = notEnough({ what: "repeat_customers", found: 3, needed: 20 })
    const short = notEnough({ what: "time", days: 40 })
    expect(foresee({ ...models, purchases: few, leaving: short, spending: few }, seen)).toEqual({
      alive: null,
      risk: null,
      purchases_90: null,
      purchases_365: null,
      value_90: null,
      value_365: null,
      next_order: null,
      missing: {
        alive: short.missing,
        purchases: few.missing,
        value: few.missing,
        next_order: few.missing,
      },
    })
  })
})
