import fc from "fast-check"
import {
  DEFAULT_CODE_HABIT,
  DEFAULT_RECOVERY_POLICY,
  judgeRecoveryDiscount,
  type RecoveryVerdict,
} from "./recovery-discount"

const { max: MAX, days: WINDOW } = DEFAULT_RECOVERY_POLICY
const CODE_HISTORY_DAYS = DEFAULT_CODE_HABIT.days
const DAYS = 3 * 365

type Discount = { readonly day: number; readonly used: boolean }
type Life = { readonly left: number; readonly bought: number; readonly discounts: Discount[] }
type Governor = (history: Parameters<typeof judgeRecoveryDiscount>[0]) => RecoveryVerdict

const governed: Governor = (history) => judgeRecoveryDiscount(history, DEFAULT_RECOVERY_POLICY)
const generous: Governor = () => ({ kind: "give" })

/** Random numbers in [0, 1) by a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Shopper = {
  /** Whether the shopper comes on this day and leaves a cart, or comes and buys. */
  readonly comes: (day: number, draw: number) => "leaves" | "buys" | null
  /** Whether the reminder brings the shopper back. */
  readonly returns: (hasDiscount: boolean, draw: number) => boolean
}

function live(shopper: Shopper, governor: Governor, seed: number): Life {
  const draw = random(seed)
  const discounts: Discount[] = []
  const purchases: number[] = []
  let [left, bought] = [0, 0]
  for (let day = 0; day < DAYS; day += 1) {
    // Drawn every day, so that the same seed is the same life under either governor.
    const [visit, answer] = [draw(), draw()]
    const what = shopper.comes(day, visit)
    if (what === "buys") {
      purchases.push(day)
    }
    if (what !== "leaves") {
      continue
    }
    left += 1
    const lately = (at: number, days: number) => at > day - days
    const verdict = governor({
      given: discounts.filter((one) => lately(one.day, WINDOW)).length,
      purchases: purchases.filter((at) => lately(at, CODE_HISTORY_DAYS)).length,
      with_discount: discounts.filter((one) => one.used && lately(one.day, CODE_HISTORY_DAYS))
        .length,
    })
    const hasDiscount = verdict.kind === "give"
    const returns = shopper.returns(hasDiscount, answer)
    bought += returns ? 1 : 0
    if (returns) {
      purchases.push(day)
    }
    if (hasDiscount) {
      discounts.push({ day, used: returns })
    }
  }
  return { left, bought, discounts }
}

/** Leaves a cart every ten days and comes back for a code alone. */
const strategic: Shopper = {
  comes: (day) => (day % 10 === 0 ? "leaves" : null),
  returns: (hasDiscount) => hasDiscount,
}
/** Shops about every 30 days, forgets every fourth cart, and comes back to a third of them, a little more often with a code. */
const honest: Shopper = {
  comes: (_day, draw) => (draw < 0.25 / 30 ? "leaves" : draw < 1 / 30 ? "buys" : null),
  returns: (hasDiscount, draw) => draw < (hasDiscount ? 0.35 : 0.33),
}

const PEOPLE = 1000
const crowd = (shopper: Shopper, governor: Governor) =>
  Array.from({ length: PEOPLE }, (_, i) => live(shopper, governor, i * 7919 + 17))
const rate = (lives: readonly Life[]) =>
  lives.reduce((sum, { bought }) => sum + bought, 0) /
  lives.reduce((sum, { left }) => sum + left, 0)

/** The most discounts in any window of so many days. */
const mostIn = (discounts: readonly Discount[], days: number) =>
  Math.max(
    0,
    ...discounts.map(
      ({ day }) => discounts.filter((one) => one.day >= day && one.day < day + days).length
    )
  )

describe("the discount for leaving a cart", () => {
  it("comes at most once in a window to somebody who leaves carts for it, and soon not at all", () => {
    const unchecked = live(strategic, generous, 1)
    const { discounts, left } = live(strategic, governed, 1)
    expect(left).toBe(110)
    expect(unchecked.discounts).toHaveLength(110)
    expect(mostIn(discounts, WINDOW)).toBe(1)
    // Two that were used say that they buy by the code; a year later they may show otherwise.
    expect(discounts.length).toBeLessThanOrEqual(2 * 3)
  })

  it("leaves the recovery of honest shoppers as it was, to a hundredth", () => {
    const [with_, without] = [crowd(honest, governed), crowd(honest, generous)]
    expect(rate(without)).toBeGreaterThan(0.33)
    expect(Math.abs(rate(with_) - rate(without))).toBeLessThan(0.01)
    // Hardly anybody of them is ever taken for one who waits for codes.
    const refused = with_.filter(
      (life, i) => life.discounts.length === 0 && without[i]!.discounts.length > 0
    )
    expect(refused).toEqual([])
  })

  it("is never more than allowed in any window, however somebody leaves and returns", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, eager) => {
        const anybody: Shopper = {
          comes: (_day, draw) => (draw < eager ? "leaves" : draw < eager * 1.3 ? "buys" : null),
          returns: (hasDiscount, draw) => draw < (hasDiscount ? 0.9 : eager),
        }
        expect(mostIn(live(anybody, governed, seed).discounts, WINDOW)).toBeLessThanOrEqual(MAX)
      }),
      { numRuns: 25 }
    )
  })

  it.each([
    [
      { given: 1, purchases: 9, with_discount: 0 },
      { kind: "had", count: 1 },
    ],
    [{ given: 0, purchases: 0, with_discount: 0 }, { kind: "give" }],
    [{ given: 0, purchases: 1, with_discount: 1 }, { kind: "give" }],
    [{ given: 0, purchases: 5, with_discount: 2 }, { kind: "give" }],
    [
      { given: 0, purchases: 4, with_discount: 2 },
      { kind: "waits_for_codes", count: 2, purchases: 4 },
    ],
  ])("after %j is %j", (history, verdict) => {
    expect(judgeRecoveryDiscount(history, DEFAULT_RECOVERY_POLICY)).toEqual(verdict)
  })

  it.each([
    ["a looser habit", { purchases: 3, percent: 60, days: 365 }, 2, 4, "give"],
    ["just that habit", { purchases: 3, percent: 60, days: 365 }, 3, 5, "waits_for_codes"],
    [
      "a share that floats do not hold",
      { purchases: 1, percent: 7, days: 365 },
      7,
      100,
      "waits_for_codes",
    ],
    ["one purchase", { purchases: 1, percent: 1, days: 30 }, 1, 1, "waits_for_codes"],
    ["no habit", null, 9, 9, "give"],
  ] as const)("with %s as the shop set it", (_name, habit, with_discount, purchases, kind) => {
    const history = { given: 0, purchases, with_discount }
    expect(judgeRecoveryDiscount(history, { max: 1, habit }).kind).toBe(kind)
  })
})
