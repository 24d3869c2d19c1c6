import { LANGUAGES } from "../text/localized"
import { type ChosenPreferences, preferenceSummary } from "./preference-summary"

const CHOSEN: ChosenPreferences = {
  marketing: true,
  personal: true,
  profiling: true,
  frequency: { max: 2, days: 31 },
  quiet_hours: { from: "21:00", to: "09:00" },
  paused_until: "2027-02-28T23:30:00Z",
  topics: [{ en: "Tea", es: "Té", pt: "Chá" }],
}

const said = (
  chosen: Partial<ChosenPreferences>,
  language: "en" | "es" | "pt" = "en",
  shop = { quiet_hours: { from: "22:00", to: "08:00" }, caps: [{ channel: null, max: 2, days: 1 }] }
): string =>
  preferenceSummary(
    { ...CHOSEN, ...chosen },
    { now: "2026-12-01T00:00:00Z", time_zone: "Europe/Madrid", shop }
  )
    .map((sentence) => sentence[language])
    .join(" ")

describe("what choices mean", () => {
  it("is said in each language, by the clocks of the person", () => {
    expect(said({})).toBe(
      "Up to 2 offers a month. Never between 21:00 and 09:00 (Europe/Madrid). Topics that you like: Tea. " +
        "Nothing of it until March 1, 2027. What you buy and look at is used to find out what may interest you. " +
        "The shop may show what fits your purchases. Receipts and notices about your orders always come."
    )
    expect(said({}, "es")).toContain("Hasta 2 ofertas al mes.")
    expect(said({}, "es")).toContain("Nada de ello hasta el 1 de marzo de 2027.")
    expect(said({ frequency: { max: 1, days: 7 } }, "pt")).toContain("Até 1 oferta por semana.")
    expect(said({ frequency: { max: 3, days: 10 } }, "es")).toContain("Hasta 3 ofertas en 10 días.")
  })

  it("names the shop's own limits where the person chose none, and none where there are none", () => {
    const chosen = { frequency: null, quiet_hours: null, paused_until: null, topics: [] }
    expect(said(chosen)).toContain("at most 2 a day. Never between 22:00 and 08:00")
    const free = said(chosen, "en", { quiet_hours: null as never, caps: [] })
    expect(free).toContain("Offers as often as the shop has some. What you buy")
  })

  it("says of a pause that is over nothing", () => {
    expect(said({ paused_until: "2026-11-30T23:00:00Z" })).not.toContain("until")
  })

  it.each(LANGUAGES)("without offers, says nothing of their hours (%s)", (language) => {
    for (const none of [{ marketing: false }, { frequency: { max: 0, days: 31 } }]) {
      expect(said(none, language)).not.toMatch(/21:00|2027/)
    }
  })

  it("promises nothing personal to whoever objected", () => {
    expect(said({ profiling: false })).toContain("The shop shows you what it shows everybody.")
    expect(said({ profiling: false })).not.toContain("fits your purchases")
  })
})
