import type { LimitPatch } from "./limits"
import { limitTexts } from "./limit-texts"

const context = {
  now: "2026-06-30T12:00:00.000Z",
  time_zone: "Europe/Madrid",
  shop: { quiet_hours: null, caps: [{ max: 4, days: 31, channel: null }] },
}
const texts = (patch: LimitPatch) => limitTexts(patch, context)

describe("what a change of limits means", () => {
  it("is said in three languages, for each limit that is asked about", () => {
    const all = texts({
      paused_until: "2026-07-31T22:00:00.000Z",
      frequency: { max: 5, days: 7 },
      quiet_hours: { from: "23:00", to: "07:00" },
      time_zone: "Europe/Lisbon",
    })
    expect(all.map(({ en }) => en)).toEqual([
      "No offers until August 1, 2026, and not longer.",
      "Up to 5 offers a week.",
      "Never between 23:00 and 07:00 (Europe/Madrid).",
      "Your time zone is Europe/Lisbon.",
    ])
    expect(all[0]?.es).toBe("Sin ofertas hasta el 1 de agosto de 2026, y no más tiempo.")
    expect(all[1]?.pt).toBe("Até 5 ofertas por semana.")
  })

  it("is said of what is to end", () => {
    const none = texts({
      paused_until: null,
      frequency: null,
      quiet_hours: null,
      time_zone: null,
    })
    expect(none.map(({ en }) => en)).toEqual([
      "Offers are not paused any more.",
      "Offers as often as the shop allows itself: at most 4 a month.",
      "Offers at any hour.",
      "Your time zone is the one of your address.",
    ])
    expect(texts({ paused_until: "2026-06-30T11:00:00.000Z" })).toEqual([none[0]])
    expect(
      limitTexts(
        { quiet_hours: null },
        { ...context, shop: { ...context.shop, quiet_hours: { from: "22:00", to: "08:00" } } }
      ).map(({ en }) => en)
    ).toEqual(["Never between 22:00 and 08:00 (Europe/Madrid)."])
    expect(texts({})).toEqual([])
  })
})
