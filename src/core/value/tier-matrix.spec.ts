import fc from "fast-check"
import type { Tier } from "./tier"
import { tierFlows, tierMatrix, type TierState } from "./tier-matrix"

test("counts back from now: who rose, who fell, who came and who stayed", () => {
  const moves = [
    { month: "2026-10", from: null, to: "C", customers: 5 },
    { month: "2026-11", from: "C", to: "A", customers: 2 },
    { month: "2026-11", from: "B", to: "B", customers: 1 },
    { month: "2026-11", from: null, to: null, customers: 9 },
  ] as const
  expect(tierMatrix({ A: 2, B: 4, C: 3 }, moves, ["2026-10", "2026-11"])).toEqual([
    {
      month: "2026-10",
      flows: [
        { from: "B", to: "B", customers: 4 },
        { from: null, to: "C", customers: 5 },
      ],
    },
    {
      month: "2026-11",
      flows: [
        { from: "B", to: "B", customers: 4 },
        { from: "C", to: "A", customers: 2 },
        { from: "C", to: "C", customers: 3 },
      ],
    },
  ])
})

test("of chosen customers tells each in each of their months, and nobody in the others", () => {
  const moves = [
    { month: "2026-11", from: "B", to: "A", customers: 2 },
    { month: "2026-11", from: "A", to: "A", customers: 3 },
    { month: "2026-11", from: null, to: null, customers: 1 },
    { month: "2026-09", from: "C", to: "B", customers: 7 },
  ] as const
  expect(tierFlows(moves, ["2026-10", "2026-11"])).toEqual([
    { month: "2026-10", flows: [] },
    {
      month: "2026-11",
      flows: [
        { from: "A", to: "A", customers: 3 },
        { from: "B", to: "A", customers: 2 },
      ],
    },
  ])
})

test("an empty shop has empty months", () => {
  expect(tierMatrix({}, [], ["2026-11"])).toEqual([{ month: "2026-11", flows: [] }])
})

test("tells of every customer of every month what a walk through their own tiers tells", () => {
  const months = ["2026-08", "2026-09", "2026-10"]
  const state = fc.constantFrom<TierState>("A", "B", "C", null)
  // What each customer was at the end of July, August, September and October.
  fc.assert(
    fc.property(fc.array(fc.tuple(state, state, state, state), { maxLength: 30 }), (people) => {
      const pairs = people.flatMap((states) =>
        months.map((month, i) => ({
          month,
          from: states[i] as TierState,
          to: states[i + 1] as TierState,
          customers: 1,
        }))
      )
      const now = (tier: Tier) => people.filter((states) => states[3] === tier).length
      const found = tierMatrix(
        { A: now("A"), B: now("B"), C: now("C") },
        pairs.filter(({ from, to }) => from !== to),
        months
      )
      for (const { month, flows } of found) {
        for (const from of ["A", "B", "C", null] as const) {
          for (const to of ["A", "B", "C", null] as const) {
            const known = pairs.filter(
              (pair) => pair.month === month && pair.from === from && pair.to === to
            ).length
            const told = flows.find((flow) => flow.from === from && flow.to === to)?.customers ?? 0
            expect(told).toBe(from === null && to === null ? 0 : known)
          }
        }
      }
    })
  )
})
