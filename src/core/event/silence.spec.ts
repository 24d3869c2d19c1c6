import { silenceOf } from "./silence"

const rhythm = (hours: number, seen: number, usual: number, weeks = 4) => ({
  hours,
  seen,
  usual,
  weeks,
})

describe("silence", () => {
  it("is the shortest window that used to have events and has none", () => {
    expect(silenceOf([rhythm(24, 0, 90), rhythm(6, 0, 30), rhythm(1, 0, 4)])).toEqual({
      hours: 6,
      usual: 30,
    })
  })

  it("is not what is rare, new or merely quieter than usual", () => {
    expect(silenceOf([rhythm(1, 0, 1), rhythm(24, 0, 9)])).toBeNull()
    expect(silenceOf([rhythm(24, 0, 500, 2)])).toBeNull()
    expect(silenceOf([rhythm(24, 1, 500)])).toBeNull()
    expect(silenceOf([])).toBeNull()
  })
})
