import { atLeastDays, hasStopped, putOffDays } from "./not-yet"
import { nextPurchase, type PeopleModel } from "./replacement"
import { spellsOf } from "./spells"

/** A filter for about three months; people are rather alike. */
const people: PeopleModel = { shape: 4, scale: 90, strength: 8, learned: true }
const DAYS = [0, 85, 175]
const LAST = 175

describe("not needed yet (BEYOND-12)", () => {
  it("is a lower bound of the interval that began with the purchase", () => {
    expect(atLeastDays({ bought: LAST, said: LAST + 80 })).toBe(80)
  })

  it("proposes the day by which half of those have bought whom it has lasted as long", () => {
    const soon = putOffDays(people, DAYS, LAST + 60)
    const late = putOffDays(people, DAYS, LAST + 110)
    const { median } = nextPurchase(people, spellsOf(DAYS, LAST + 60)).from_now
    expect(soon).toEqual({ days: Math.round(median), learned: true })
    // Longer than for everybody it lasts a person whom it has lasted so long: the day is no plan's term that is past.
    expect(late.days).toBeGreaterThanOrEqual(7)
    expect(late.days).toBeLessThan(soon.days)
    const young: PeopleModel = { ...people, scale: 2000 }
    expect(putOffDays(young, [0], 10).days).toBe(120)
    expect(putOffDays({ ...people, scale: 5, shape: 9 }, [0], 40).days).toBe(7)
  })

  it("proposes a fortnight where nothing is learned of the product", () => {
    expect(putOffDays(null, DAYS, LAST + 60)).toEqual({ days: 14, learned: false })
  })

  it("shows that somebody who is late has not stopped, until they are late again since", () => {
    const { to } = nextPurchase(people, spellsOf(DAYS, LAST)).interval
    const late = LAST + Math.ceil(to) + 1
    expect(hasStopped(people, DAYS, LAST + Math.floor(to), null)).toBe(false)
    expect(hasStopped(people, DAYS, late, null)).toBe(true)
    const said = { bought: LAST, said: late - 2, remind: late + 12 }
    expect(hasStopped(people, DAYS, late, said)).toBe(false)
    const { to: rest } = nextPurchase(people, spellsOf(DAYS, said.said)).from_now
    expect(hasStopped(people, DAYS, said.said + Math.floor(rest), said)).toBe(false)
    expect(hasStopped(people, DAYS, said.said + Math.ceil(rest) + 1, said)).toBe(true)
    // Said of the one before: it was used up since.
    expect(hasStopped(people, DAYS, late, { ...said, bought: 85 })).toBe(true)
  })
})
