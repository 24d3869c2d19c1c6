import { agedBreakdown, daysSince } from "./aged-breakdown"
import type { TierBreakdown } from "./tier"

const at = (text: string) => new Date(text)

it("counts whole days, and none into the future", () => {
  expect(daysSince(at("2026-03-01T12:00:00Z"), at("2026-03-03T11:59:59Z"))).toBe(1)
  expect(daysSince(at("2026-03-01T12:00:00Z"), at("2026-03-03T12:00:00Z"))).toBe(2)
  expect(daysSince(at("2026-03-04T12:00:00Z"), at("2026-03-03T12:00:00Z"))).toBe(0)
  expect(daysSince(null, at("2026-03-03T12:00:00Z"))).toBeNull()
})

it("brings the days up to date and nothing else", () => {
  const stored = {
    tier: "B",
    components: [
      { name: "recency", value: 3, points: 5 },
      { name: "frequency", value: 2, points: 2 },
    ],
  } as unknown as TierBreakdown
  expect(agedBreakdown(stored, 10)?.components).toEqual([
    { name: "recency", value: 10, points: 5 },
    { name: "frequency", value: 2, points: 2 },
  ])
  expect(agedBreakdown(stored, null)).toBe(stored)
  expect(agedBreakdown(null, 10)).toBeNull()
})
