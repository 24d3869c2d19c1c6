import { raisedTo, type SettledTier, settleTier } from "./settle-tier"

const NOW = "2026-03-02T10:00:00.000Z"
const POLICY = { thresholds: { a: 4, b: 2.5 } }
const STABILITY = { band: 0.25, minimum_stay_days: 60, grace_days: 30 }
const had = (tier: SettledTier["tier"]): SettledTier => ({
  tier,
  since: "2026-01-01T00:00:00.000Z",
  is_first: false,
  below_since: null,
})
const settle = (before: SettledTier | null, score: number, isOver = false) =>
  settleTier(before, score, POLICY, STABILITY, NOW, isOver)

describe("a tier that a membership grants", () => {
  it("lifts whoever has less, and says what it would be without it", () => {
    const held = { kind: "membership", next: "C", until: null }
    const lifted = raisedTo("A", had("C"), settle(had("C"), 1), NOW)
    expect(lifted).toMatchObject({ tier: "A", move: "up", since: NOW, held, at_risk: false })
    const first = raisedTo("B", null, settle(null, 1), NOW)
    expect(first).toMatchObject({ tier: "B", is_first: true, move: null, held })
  })

  it("keeps whoever it lifted, from day to day, at risk of nothing", () => {
    const before = had("A")
    const kept = raisedTo("A", before, settle(before, 1, true), NOW)
    expect(kept).toMatchObject({ tier: "A", since: before.since, move: null, below_since: null })
  })

  it("holds back nobody who has as much or more, and does nothing where there is none", () => {
    const own = settle(had("A"), 4.5)
    expect([raisedTo("B", had("A"), own, NOW), raisedTo(null, had("A"), own, NOW)]).toEqual([
      own,
      own,
    ])
  })

  it("is the lowest to which somebody falls", () => {
    const before = had("A")
    const fallen = raisedTo("B", before, settle(before, 1, true), NOW)
    expect(fallen).toMatchObject({
      tier: "B",
      move: "down",
      held: { kind: "membership", next: "C" },
    })
  })
})
