import fixtures from "../../../spec/value/tier.json"
import { foldPurchases } from "../profile/fold"
import { scoreTier } from "./score-tier"
import type { TierPolicy } from "./tier"

describe("scoring a tier", () => {
  test.each(fixtures.cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const totals = foldPurchases(one.purchases)
    const breakdown = scoreTier(totals, one.policy as unknown as TierPolicy, one.now)
    if (one.expected === null) {
      expect(breakdown).toBeNull()
      return
    }
    expect(breakdown).toMatchObject({
      tier: one.expected.tier,
      score: one.expected.score,
      distance: one.expected.distance,
      computed_at: one.now,
    })
    expect(breakdown?.components.map((part) => part.name)).toEqual([
      "recency",
      "frequency",
      "monetary",
    ])
    expect(breakdown?.components.map((part) => part.points)).toEqual(one.expected.points)
    expect(breakdown?.components.map((part) => part.value)).toEqual(one.expected.values)
    expect(breakdown?.components.map((part) => part.weight)).toEqual(one.expected.weights)
  })
})
