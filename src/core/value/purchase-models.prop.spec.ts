import fc from "fast-check"
import { BG, logLikelihood, MBG } from "./beta-geometric"
import { type PurchaseHistory, groupHistories } from "./purchase-history"
import { type PurchaseModel, probabilityAlive, purchasesToExpect } from "./purchase-models"

const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0.05, max, noNaN: true })

const history: fc.Arbitrary<PurchaseHistory> = fc
  .record({
    x: fc.integer({ min: 0, max: 40 }),
    age: fc.integer({ min: 1, max: 100 }),
    share: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ x, age, share }) => ({ x, tx: x === 0 ? 0 : (age * share) / 10, T: age }))

const fitted = { logLikelihood: 0, evaluations: 0, converged: true }
const model: fc.Arbitrary<PurchaseModel> = fc.oneof(
  fc
    .record({ r: positive(3), alpha: positive(30), a: positive(3), b: positive(8) })
    .chain((params) =>
      fc
        .constantFrom("bg_nbd" as const, "mbg_nbd" as const)
        .map((kind) => ({ kind, params, ...fitted }))
    ),
  fc
    .record({ r: positive(3), alpha: positive(30), s: positive(3), beta: positive(30) })
    .map((params) => ({ kind: "pareto_nbd" as const, params, ...fitted }))
)

test("somebody is alive with a probability, and a longer silence never makes it likelier", () => {
  fc.assert(
    fc.property(model, history, positive(50), (one, seen, later) => {
      const now = probabilityAlive(one, seen)
      expect(now).toBeGreaterThanOrEqual(0)
      expect(now).toBeLessThanOrEqual(1)
      expect(probabilityAlive(one, { ...seen, T: seen.T + later })).toBeLessThanOrEqual(now + 1e-9)
    })
  )
})

test("expected purchases begin at none, grow with the time and never faster than without leaving", () => {
  fc.assert(
    fc.property(model, history, positive(60), positive(60), (one, seen, t, more) => {
      const soon = purchasesToExpect(one, seen, t)
      const { r, alpha } = one.params
      expect(purchasesToExpect(one, seen, 0)).toBe(0)
      expect(soon).toBeGreaterThanOrEqual(0)
      expect(purchasesToExpect(one, seen, t + more)).toBeGreaterThanOrEqual(
        soon * (1 - 1e-9) - 1e-12
      )
      expect(soon).toBeLessThanOrEqual((((r + seen.x) * t) / (alpha + seen.T)) * (1 + 1e-6))
    })
  )
})

test("only a model in which everybody may leave doubts those who bought once", () => {
  const once = { x: 0, tx: 0, T: 50 }
  const params = { r: 0.3, alpha: 5, a: 0.8, b: 2.5 }
  expect(probabilityAlive({ kind: "bg_nbd", params, ...fitted }, once)).toBe(1)
  expect(probabilityAlive({ kind: "mbg_nbd", params, ...fitted }, once)).toBeLessThan(0.9)
})

test("nothing breaks where the formula divides nothing by nothing: a = 1, c = 0, s = 1", () => {
  const once = { x: 0, tx: 0, T: 10 }
  const at = (a: number) =>
    purchasesToExpect({ kind: "bg_nbd", params: { r: 1, alpha: 5, a, b: 2 }, ...fitted }, once, 10)
  expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 4)
  const pareto = (s: number) =>
    purchasesToExpect(
      { kind: "pareto_nbd", params: { r: 1, alpha: 5, s, beta: 7 }, ...fitted },
      once,
      10
    )
  expect(pareto(1)).toBeCloseTo((pareto(0.999) + pareto(1.001)) / 2, 4)
  const empty = { kind: "bg_nbd" as const, params: { r: 1, alpha: 5, a: 0.4, b: 0.6 }, ...fitted }
  expect(Number.isFinite(purchasesToExpect(empty, once, 10))).toBe(true)
})

test("counting equal customers once changes no likelihood", () => {
  fc.assert(
    fc.property(
      fc.array(history, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(BG, MBG),
      (histories, first) => {
        const params = { r: 0.6, alpha: 7, a: 0.9, b: 2.1 }
        const one = (list: readonly PurchaseHistory[]) =>
          logLikelihood(params, groupHistories(list), first)
        const each = histories.reduce((sum, single) => sum + one([single]), 0)
        expect(one([...histories, ...histories])).toBeCloseTo(2 * each, 6)
      }
    )
  )
})

test("one customer of CDNOW has the figures that SciPy gives (x 2, last seen in week 30.4 of 38.9)", () => {
  const seen = { x: 2, tx: 213 / 7, T: 272 / 7 }
  const beta = { r: 0.2425945, alpha: 4.4136024, a: 0.792922, b: 2.4259069 }
  const beta1 = { r: 0.5248432, alpha: 6.1830851, a: 0.8913594, b: 1.614002 }
  const pareto = { r: 0.553277, alpha: 10.5776829, s: 0.6062401, beta: 11.6687379 }
  const figures = (one: PurchaseModel) => [
    probabilityAlive(one, seen),
    purchasesToExpect(one, seen, 39),
  ]
  for (const [one, alive, purchases] of [
    [{ kind: "bg_nbd", params: beta, ...fitted }, 0.72662, 1.225994],
    [{ kind: "mbg_nbd", params: beta1, ...fitted }, 0.706138, 1.262759],
    [{ kind: "pareto_nbd", params: pareto, ...fitted }, 0.869134, 1.455202],
  ] as const) {
    expect(figures(one)[0]).toBeCloseTo(alive, 5)
    expect(figures(one)[1]).toBeCloseTo(purchases, 5)
  }
})
