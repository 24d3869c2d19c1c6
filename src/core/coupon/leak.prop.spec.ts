import fc from "fast-check"
import { DEFAULT_LEAK_POLICY, leakOf, type LeakPolicy, type Tried } from "./leak"

const NOW = "2026-11-22T10:14:00.000Z"
const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()

const policies = fc.record({
  attempts: fc.integer({ min: 2, max: 50 }),
  minutes: fc.integer({ min: 1, max: 1440 }),
})
const ago = ({ minutes }: LeakPolicy) => fc.integer({ min: 0, max: minutes - 1 })

/** One attempt after another, as they come in. */
const strangers = (policy: LeakPolicy) =>
  fc.array(
    fc.record({
      at: ago(policy).map(minutesAgo),
      basket: fc.uuid(),
      known: fc.boolean(),
      attempts: fc.constant(1),
    }),
    { minLength: policy.attempts, maxLength: policy.attempts + 20 }
  )

describe("the leak radar", () => {
  it("revokes within the attempts that the policy allows, whoever tries and however they are spread", () => {
    fc.assert(
      fc.property(
        policies.chain((policy) => strangers(policy).map((tried) => ({ policy, tried }))),
        ({ policy, tried }) => {
          const at = tried.findIndex((_, i) => leakOf(tried.slice(0, i + 1), policy, NOW) !== null)
          expect(at + 1).toBe(policy.attempts)
        }
      )
    )
  })

  it("counts somebody else on one cart as often as they try, and nobody in particular once", () => {
    const one = { at: NOW, basket: "a", attempts: 10 }
    expect(leakOf([{ ...one, known: true }], DEFAULT_LEAK_POLICY, NOW)).toEqual({
      attempts: 10,
      since: NOW,
    })
    expect(leakOf([{ ...one, known: false }], DEFAULT_LEAK_POLICY, NOW)).toBeNull()
  })

  it("forgets what is older than its window", () => {
    const old = Array.from({ length: 500 }, (_, i) => ({
      at: minutesAgo(DEFAULT_LEAK_POLICY.minutes + (i % 90)),
      basket: `b${i}`,
      known: true,
      attempts: 1,
    }))
    expect(leakOf(old, DEFAULT_LEAK_POLICY, NOW)).toBeNull()
  })

  it("leaves the codes of 10,000 normal carts alone", () => {
    let revoked = 0
    fc.assert(
      fc.property(normalCart, (tried) => {
        revoked += leakOf(tried, DEFAULT_LEAK_POLICY, NOW) === null ? 0 : 1
      }),
      { numRuns: 10_000 }
    )
    expect(revoked).toBe(0)
  })
})

/**
 * What happens around one code in an hour: its owner tries it up to six times on each of up to three carts before logging in
 * or writing an address, and shows it to up to two people at home, who try it up to three times each.
 */
const normalCart: fc.Arbitrary<readonly Tried[]> = fc
  .record({
    own: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    household: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    minutes: fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 24, maxLength: 24 }),
  })
  .map(({ own, household, minutes }) => {
    let turn = 0
    const tries = (basket: string, known: boolean, times: number): Tried[] =>
      Array.from({ length: times }, () => ({
        at: minutesAgo(minutes[turn++ % minutes.length]!),
        basket,
        known,
        attempts: 1,
      }))
    return [
      ...own.flatMap((times, i) => tries(`own ${i}`, false, times)),
      ...household.flatMap((times, i) => tries(`home ${i}`, true, times)),
    ]
  })
