import { elsewhere } from "./clocks"

const madrid = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "Europe/Madrid",
})
const there = (iso: string, zone: string | null) =>
  elsewhere("en-GB", madrid, iso, zone)?.replace(/\s/g, " ") ?? null

describe("the person's clock beside the reader's", () => {
  it("shows their nine in the morning where that is another hour of the reader's", () => {
    expect(there("2026-03-02T12:00:00Z", "America/Sao_Paulo")).toBe("2 Mar 2026, 09:00")
    expect(madrid.format(Date.parse("2026-03-02T12:00:00Z"))).toContain("13:00")
  })

  it("goes by the day: between two changes of the clocks the hours between them are others", () => {
    expect(there("2026-03-09T13:00:00Z", "America/New_York")).toBe("9 Mar 2026, 09:00")
    expect(there("2026-03-30T13:00:00Z", "America/New_York")).toBe("30 Mar 2026, 09:00")
    expect(there("2026-03-02T14:00:00Z", "America/New_York")).toBe("2 Mar 2026, 09:00")
  })

  it("is left out where it shows the same, or nobody knows where it hangs", () => {
    expect(there("2026-03-02T12:00:00Z", "Europe/Paris")).toBeNull()
    expect(there("2026-03-02T12:00:00Z", null)).toBeNull()
  })
})
