import { sampleSubject } from "../../catalog/samples"
import { personZone, zoneOfCountry } from "./person-zone"
import { instantsOf, isTimeZone, localTimeOf, startOfDay } from "./time-zone"

it.each(["Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC", "Asia/Ho_Chi_Minh"])(
  "%s is a zone",
  (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  }
)

it.each(["Mars/Phobos", "EST5EDT", "+02:00", "", "Europe/Madrid ", null, 2, "EST"])(
  "%p is none",
  (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  }
)

it("shows a time twice, once and never around the changes of the clocks", () => {
  const shown = (day: number, month: number) =>
    instantsOf("Europe/Madrid", { year: 2026, month, day }, 150).map((instant) =>
      new Date(instant).toISOString()
    )
  expect(shown(25, 10)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"])
  expect(shown(24, 10)).toEqual(["2026-10-24T00:30:00.000Z"])
  expect(shown(29, 3)).toEqual(["2026-03-29T01:00:00.000Z"])
})

it("knows the calendar day where the person is", () => {
  const instant = Date.parse("2026-03-01T23:30:00Z")
  expect(localTimeOf("Europe/Madrid", instant)).toEqual({
    year: 2026,
    month: 3,
    day: 2,
    weekday: 1,
    minute: 30,
  })
  expect(localTimeOf("America/Sao_Paulo", instant).weekday).toBe(7)
  expect(new Date(startOfDay("America/New_York", instant)).toISOString()).toBe(
    "2026-03-01T05:00:00.000Z"
  )
  expect(new Date(startOfDay("America/New_York", instant, -6)).toISOString()).toBe(
    "2026-02-23T05:00:00.000Z"
  )
})

it("finds where people of a country live", () => {
  expect(["es", "BR", "jp", "PY", "gb"].map((country) => zoneOfCountry(country))).toEqual([
    "Europe/Madrid",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "America/Asuncion",
    "Europe/London",
  ])
  expect([null, "ZZ", "x", "españa"].map((country) => zoneOfCountry(country))).toEqual([
    null,
    null,
    null,
    null,
  ])
})

describe("a person's clocks", () => {
  const { now, event, session, profile, order, contact } = sampleSubject
  const chose = { contact: { ...contact!, time_zone: "America/Lima" } }
  const told = { session: { ...session!, time_zone: "America/Bogota" } }
  const toldOnce = (browser_time_zone: string) => ({ profile: { ...profile!, browser_time_zone } })
  const lives = { order: { ...order!, country_code: "br" } }

  it.each([
    ["what they chose", { ...chose, ...told, ...lives }, "America/Lima", "preference"],
    [
      "else their browser of today",
      { ...told, ...toldOnce("Asia/Tokyo"), ...lives },
      "America/Bogota",
      "browser",
    ],
    [
      "else their browser of before",
      { ...toldOnce("Asia/Tokyo"), ...lives },
      "Asia/Tokyo",
      "browser",
    ],
    [
      "else their address, when a browser told nothing that is a zone",
      { ...toldOnce("Mars/Phobos"), ...lives },
      "America/Sao_Paulo",
      "address",
    ],
    ["else the shop", {}, "Europe/Madrid", "shop"],
  ] as const)("are those of %s, and it is said where from", (_from, known, zone, source) => {
    expect(personZone({ now, event, ...known }, "Europe/Madrid")).toEqual({ zone, source })
  })
})

it("names a main zone for every country that has several, in the spelling that this runtime knows", () => {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i))
  const countries = letters.flatMap((a) => letters.map((b) => a + b))
  const wrong = countries.filter((country) => {
    const zone = zoneOfCountry(country)
    return zone !== null && !isTimeZone(zone)
  })
  expect(wrong).toEqual([])
})
