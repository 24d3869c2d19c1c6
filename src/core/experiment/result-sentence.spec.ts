import { resultSentence, shareOf } from "./result-sentence"

const group = (people: number, people_reached: number, people_open = 0) => ({
  people,
  people_reached,
  people_open,
})

describe("the sentence about what an automation brought", () => {
  it("names no percentage below a hundred people", () => {
    expect(shareOf(group(99, 33))).toBeNull()
    const { en, es, pt } = resultSentence(group(99, 33), group(10, 0), true)
    expect(en).toBe(
      "Not enough data yet: 33 of 99 people reached the goal, and below 100 people a percentage would be chance."
    )
    expect(`${en}${es}${pt}`).not.toContain("%")
    expect(es).toContain("33 de 99")
    expect(pt).toContain("33 de 99")
  })

  it("names the share from a hundred people on, and says when there is nobody to compare with", () => {
    expect(shareOf(group(200, 25))).toBe(0.125)
    expect(resultSentence(group(200, 25), group(0, 0), true).en).toBe(
      "25 of 200 people reached the goal (12.5%). Nobody was left out to compare, so it is not known how many would have done so anyway."
    )
  })

  it("compares only when both groups are large enough", () => {
    expect(resultSentence(group(200, 25), group(99, 9), true).en).toContain(
      "Not enough data yet to compare: 9 of 99 people"
    )
    expect(resultSentence(group(200, 25, 7), group(100, 10), true).en).toBe(
      "25 of 200 people reached the goal (12.5%). Of the people who were left out, 10 of 100 did (10%). 7 people still have time for it."
    )
  })

  it("says that without a goal nothing can be said", () => {
    expect(resultSentence(group(500, 0), group(100, 0), false).en).toContain("no goal")
  })
})
