import { rfmCuts, type RfmMeasures, rfmScore } from "./rfm"

const customer = (recency: number, frequency: number, monetary: number | null): RfmMeasures => ({
  recency,
  frequency,
  monetary,
})

test("splits a shop's own customers into fifths: newest, most often and most spent is 5-5-5", () => {
  const customers = Array.from({ length: 100 }, (_, i) => customer(i, 100 - i, 1000 - 10 * i))
  const cuts = rfmCuts(customers)!
  const scores = customers.map((one) => rfmScore(one, cuts))
  expect(scores[0]).toEqual({ r: 5, f: 5, m: 5 })
  expect(scores[99]).toEqual({ r: 1, f: 1, m: 1 })
  expect(rfmScore(customer(0, 1, 10), cuts)).toEqual({ r: 5, f: 1, m: 1 })
  for (const letter of ["r", "f", "m"] as const) {
    for (const fifth of [1, 2, 3, 4, 5]) {
      const share = scores.filter((score) => score[letter] === fifth).length
      expect(Math.abs(share - 20)).toBeLessThanOrEqual(1)
    }
  }
})

test("equal customers are in one fifth, whatever their order, and money that is not known is none", () => {
  const equal = Array.from({ length: 7 }, () => customer(30, 2, 80))
  const cuts = rfmCuts([...equal, customer(300, 1, null)])!
  expect(new Set(equal.map((one) => JSON.stringify(rfmScore(one, cuts)))).size).toBe(1)
  expect(rfmScore(customer(300, 1, null), cuts).m).toBe(0)
  expect(rfmCuts([])).toBeNull()
})
