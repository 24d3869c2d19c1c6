import fc from "fast-check"
import { hypergeometric, hypergeometricOne } from "./hypergeometric"
import { minimise } from "./nelder-mead"
import { ascending, correlationOf, quantileOf, rankCorrelationOf } from "./statistics"

describe("Nelder and Mead", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const rosenbrock = ([x, y]: readonly number[]): number =>
      100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2
    const found = minimise(rosenbrock, [-1.2, 1], {
      valueTolerance: 1e-14,
      coordinateTolerance: 1e-8,
    })
    expect(found.converged).toBe(true)
    expect(found.at[0]).toBeCloseTo(1, 6)
    expect(found.at[1]).toBeCloseTo(1, 6)
  })

  it("stays inside bounds that are written as infinity, and says when it gave up", () => {
    const bounded = ([x]: readonly number[]): number => (x! < 2 ? Infinity : x!)
    expect(minimise(bounded, [10]).at[0]).toBeCloseTo(2, 3)
    expect(minimise(([x]) => x! * x!, [100], { maxEvaluations: 5 }).converged).toBe(false)
    expect(minimise(([x]) => (x! > 3 ? NaN : -x!), [0]).at[0]).toBeCloseTo(3, 3)
  })
})

describe("2F1", () => {
  it("is the logarithm and the power that it contains (DLMF 15.4.1, 15.4.6)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 0.95, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (z, a) => {
          expect(hypergeometric(1, 1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 10)
          expect(hypergeometric(a, 3, 3, z) / (1 - z) ** -a).toBeCloseTo(1, 9)
        }
      )
    )
  })

  it("has the same value as series and as continued fraction", () => {
    const parameter = fc.double({ min: 0.05, max: 40, noNaN: true })
    fc.assert(
      fc.property(
        parameter,
        parameter,
        fc.double({ min: 0, max: 0.98, noNaN: true }),
        (b, more, z) => {
          const c = b + 1 + more
          expect(hypergeometricOne(b, c, z) / hypergeometric(1, b, c, z)).toBeCloseTo(1, 9)
        }
      )
    )
  })

  it("stays exact close to z = 1, where the series would not end", () => {
    // DLMF 15.4.20: 2F1(1, b; c; 1) = (c - 1) / (c - b - 1).
    expect(hypergeometricOne(2, 5, 1 - 1e-12)).toBeCloseTo(2, 6)
  })
})

describe("statistics", () => {
  it("interpolates quantiles as R, NumPy and SQL do", () => {
    const values = ascending([4, 1, 3, 2])
    expect([0, 0.25, 0.5, 1].map((share) => quantileOf(values, share))).toEqual([1, 1.75, 2.5, 4])
    expect(quantileOf([], 0.5)).toBeNaN()
  })

  it("correlates values and ranks, and says null where nothing varies", () => {
    expect(correlationOf([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12)
    expect(rankCorrelationOf([1, 2, 3, 3], [1, 8, 27, 27])).toBeCloseTo(1, 12)
    expect(correlationOf([1, 1], [1, 2])).toBeNull()
  })
})
