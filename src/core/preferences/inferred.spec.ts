import { inferredPreferences, partOfDay, type Observed } from "./inferred"

const OBSERVED: Observed = {
  own: { time_of_day: { evening: 8, morning: 2 }, channel: { email: 2 } },
  everybody: {
    time_of_day: { night: 5, morning: 35, afternoon: 40, evening: 20 },
    channel: { email: 50, on_site: 50 },
  },
}

const of = (observed: Observed | null, corrections: Record<string, string> = {}) =>
  Object.fromEntries(
    inferredPreferences(observed, corrections).map(({ kind, choice, source, because }) => [
      kind,
      { choice, source, because: because.en },
    ])
  )

describe("what is concluded about somebody", () => {
  it("is marked as concluded, with what it rests on, and only where they differ from everybody", () => {
    expect(of(OBSERVED)).toEqual({
      time_of_day: {
        choice: "evening",
        source: "inferred",
        because: "Concluded from 8 of 10 times; of everybody it is 20%.",
      },
      channel: {
        choice: null,
        source: null,
        because: "Nothing is known: you did too little, or the same as everybody.",
      },
    })
  })

  it("gives way to what they say, also that nothing shall be concluded", () => {
    expect(of(OBSERVED, { time_of_day: "morning" })["time_of_day"]).toMatchObject({
      choice: "morning",
      source: "declared",
    })
    expect(of(OBSERVED, { time_of_day: "none" })["time_of_day"]).toMatchObject({
      choice: null,
      source: "declared",
    })
  })

  it("is nothing for whoever objected; what they said themselves stays", () => {
    const objected = of(null, { channel: "email" })
    expect(objected["time_of_day"]).toMatchObject({ choice: null, source: null })
    expect(objected["channel"]).toMatchObject({ choice: "email", source: "declared" })
  })

  it("knows the parts of a day", () => {
    expect([0, 5, 6, 11, 12, 17, 18, 23].map(partOfDay)).toEqual([
      "night",
      "night",
      "morning",
      "morning",
      "afternoon",
      "afternoon",
      "evening",
      "evening",
    ])
  })
})
