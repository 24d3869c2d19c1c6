import fc from "fast-check"
import { type SettledTier, settleTier } from "./settle-tier"
import type { TierStability } from "./tier"

const policy = { thresholds: { a: 4, b: 2.5 } }
const usual: TierStability = { band: 0.25, minimum_stay_days: 60, grace_days: 30 }
const day = (number: number): string =>
  new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString()

/** The tiers of a customer who is scored every night. */
function nights(scores: readonly number[], stability: TierStability = usual) {
  const moves: { day: number; tier: string; move: string }[] = []
  let state: SettledTier | null = null
  let atRisk = 0
  scores.forEach((score, i) => {
    const settled = settleTier(state, score, policy, stability, day(i))
    if (settled.move !== null) {
      moves.push({ day: i, tier: settled.tier, move: settled.move })
    }
    atRisk += settled.at_risk ? 1 : 0
    state = settled
  })
  return { moves, atRisk, last: state as SettledTier | null }
}

const stabilities = fc.record({
  band: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  minimum_stay_days: fc.integer({ min: 1, max: 120 }),
  grace_days: fc.constantFrom(0, 1, 3, 30),
})
const scores = fc.array(
  fc.integer({ min: 10, max: 50 }).map((tenths) => tenths / 10),
  { maxLength: 400 }
)

test("whatever the scores do, nobody changes tier more than once in a minimum stay", () => {
  fc.assert(
    fc.property(scores, stabilities, (list, stability) => {
      const { moves } = nights(list, stability)
      moves
        .slice(1)
        .forEach((move, i) =>
          expect(move.day - moves[i]!.day).toBeGreaterThanOrEqual(stability.minimum_stay_days)
        )
    })
  )
})

test("a score that moves within the band changes nothing at all", () => {
  fc.assert(
    // Each for many nights, so that what is too low is so for longer than the grace.
    fc.property(
      fc.array(fc.integer({ min: 376, max: 420 }), { minLength: 3, maxLength: 10 }),
      (list) => {
        const scores = list.flatMap((score) => Array<number>(100).fill(score / 100))
        expect(nights([4, ...scores, 3.76, ...Array<number>(100).fill(3.76)]).moves).toEqual([])
      }
    )
  )
})

test("a buyer who swings between A and C every fortnight stays", () => {
  const swing = Array.from({ length: 365 }, (_, i) => (Math.floor(i / 14) % 2 === 0 ? 4.5 : 1.5))
  expect(nights(swing).moves).toEqual([])
})

test("who falls for good falls once, after the grace, and was at risk until then", () => {
  const { moves, atRisk } = nights([...Array<number>(100).fill(4.2), ...Array<number>(100).fill(3)])
  expect(moves).toEqual([{ day: 130, tier: "B", move: "down" }])
  expect(atRisk).toBe(30)
})

test("who rises, rises at once; a constant score settles at its own tier", () => {
  expect(nights([...Array<number>(70).fill(2), 4.1]).moves).toEqual([
    { day: 70, tier: "A", move: "up" },
  ])
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 50 }), stabilities, (tenths, stability) => {
      const from = nights([5, ...Array<number>(300).fill(tenths / 10)], stability).last
      const band = stability.band + 1e-9
      const wanted = tenths / 10 >= 4 - band ? "A" : tenths / 10 >= 2.5 - band ? "B" : "C"
      expect(from?.tier).toBe(wanted)
    })
  )
})

test("value that was taken back lowers the tier at the next scoring, stay and grace or not", () => {
  const before: SettledTier = { tier: "A", since: day(0), is_first: false, below_since: null }
  expect(settleTier(before, 3, policy, usual, day(1)).tier).toBe("A")
  expect(settleTier(before, 3, policy, usual, day(1), true)).toEqual({
    tier: "B",
    since: day(1),
    is_first: false,
    below_since: null,
    move: "down",
    at_risk: false,
    held: null,
  })
})

test("a first tier has no stay to wait for, the second has", () => {
  expect(nights([2, 4.5]).moves).toEqual([{ day: 1, tier: "A", move: "up" }])
  expect(nights([2, 3, ...Array<number>(70).fill(4.5)]).moves).toEqual([
    { day: 1, tier: "B", move: "up" },
    { day: 61, tier: "A", move: "up" },
  ])
})

test("says what keeps a tier, what comes after it and when", () => {
  const before: SettledTier = { tier: "A", since: day(0), is_first: false, below_since: null }
  const heldAt = (score: number, more: Partial<SettledTier> = {}) =>
    settleTier({ ...before, ...more }, score, policy, usual, day(10)).held
  expect(heldAt(4)).toBeNull()
  expect(heldAt(3.8)).toEqual({ kind: "band", next: "B", until: null })
  // The grace is over before the stay: the tier falls when both are.
  expect(heldAt(3)).toEqual({ kind: "grace", next: "B", until: day(60) })
  expect(heldAt(3, { is_first: true })).toEqual({ kind: "grace", next: "B", until: day(40) })
  expect(heldAt(4.5, { tier: "C" })).toEqual({ kind: "stay", next: "A", until: day(60) })
})

test("scoring twice at one instant is scoring once", () => {
  fc.assert(
    fc.property(scores, stabilities, fc.boolean(), (list, stability, refunded) => {
      let state: SettledTier | null = null
      list.forEach((score, i) => {
        const once = settleTier(state, score, policy, stability, day(i), refunded)
        const again = settleTier(once, score, policy, stability, day(i))
        expect({ ...again, move: once.move }).toEqual(once)
        state = once
      })
    })
  )
})
