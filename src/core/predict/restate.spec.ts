import { isToldAnew, reviewDay, type ToldPrediction } from "./restate"

const TOLD: ToldPrediction = {
  repeats: 3,
  currency_code: "eur",
  alive: 0.8,
  risk: "low",
  purchases_90: 0.5,
  purchases_365: 2,
  value_90: 20,
  value_365: 80,
  next_from: "2026-03-01",
  next_median: "2026-04-01",
  next_to: "2026-06-09",
  buyer_class: "adopter",
  discount_reliance: 0.4,
  missing: {},
}
const LEFT = { what: "likely_left", alive: 0.4 } as const
const SHORT = { what: "repeat_customers", found: 3, needed: 20 } as const

test.each<[string, Partial<ToldPrediction>, Partial<ToldPrediction>, boolean]>([
  ["the same", {}, {}, false],
  ["a purchase more", {}, { repeats: 4 }, true],
  ["another currency", {}, { currency_code: "usd" }, true],
  ["another risk, however near", {}, { alive: 0.79, risk: "medium" }, true],
  ["a share that moved by two hundredths", {}, { alive: 0.78 }, false],
  ["a share that moved by three", {}, { alive: 0.77 }, true],
  ["a figure that moved by a twentieth", {}, { value_365: 84 }, false],
  ["a figure that moved by more", {}, { value_365: 85 }, true],
  ["a figure that became known", { value_90: null }, { value_90: 20 }, true],
  ["a figure that became unknown", {}, { purchases_90: null }, true],
  ["none and none", { value_90: null }, { value_90: null }, false],
  ["nothing and nothing", { value_90: 0 }, { value_90: 0 }, false],
  ["nothing and something", { value_90: 0 }, { value_90: 0.1 }, true],
  ["a date that moved by a twentieth of its range", {}, { next_median: "2026-04-06" }, false],
  ["a date that moved by more", {}, { next_median: "2026-04-07" }, true],
  [
    "a day, in a short range",
    { next_from: "2026-03-30", next_to: "2026-04-03" },
    { next_median: "2026-04-02" },
    false,
  ],
  [
    "two days, in a short range",
    { next_from: "2026-03-30", next_to: "2026-04-03" },
    { next_median: "2026-04-03" },
    true,
  ],
  ["a date that is no longer", {}, { next_from: null, next_median: null, next_to: null }, true],
  ["a class", {}, { buyer_class: "laggard" }, true],
  ["a class that is not known any more", {}, { buyer_class: null }, true],
  [
    "how likely somebody left",
    { missing: { next_order: LEFT } },
    { missing: { next_order: { ...LEFT, alive: 0.38 } } },
    false,
  ],
  ["that somebody left", {}, { missing: { next_order: LEFT } }, true],
  [
    "what is missing, in another order",
    { missing: { alive: { needed: 20, found: 3, what: "repeat_customers" } } },
    { missing: { alive: SHORT } },
    false,
  ],
  [
    "how much is missing",
    { missing: { alive: SHORT } },
    { missing: { alive: { ...SHORT, found: 4 } } },
    true,
  ],
])("%s", (_, told, now, anew) => {
  expect(isToldAnew({ ...TOLD, ...told }, { ...TOLD, ...told, ...now })).toBe(anew)
})

describe("the day of the review", () => {
  const TODAY = 20_000
  /** A share that falls by one hundredth a day is another one on the third day. */
  const falling = (day: number): ToldPrediction => ({
    ...TOLD,
    alive: Math.round(80 - (day - TODAY)) / 100,
  })

  test.each([
    [6, TODAY + 3],
    [3, TODAY + 3],
    [2, null],
    [0, null],
  ])("with %i days until the next lesson", (days, expected) => {
    expect(reviewDay(TOLD, falling, TODAY, TODAY + days)).toBe(expected)
  })

  test("is the first of any number of days", () => {
    for (let at = 1; at <= 6; at += 1) {
      const jump = (day: number): ToldPrediction =>
        day >= TODAY + at ? { ...TOLD, risk: "medium" } : TOLD
      expect(reviewDay(TOLD, jump, TODAY, TODAY + 6)).toBe(TODAY + at)
    }
  })
})
