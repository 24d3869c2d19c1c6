import { LANGUAGES } from "../text/localized"
import {
  ADDRESS_FIELDS,
  countryName,
  isSameAddress,
  maskAddress,
  readAddress,
  type ShippingAddress,
} from "./shipping-address"

const MADRID: ShippingAddress = {
  first_name: "Ada",
  last_name: "Byron",
  address_1: "1 Main Street",
  address_2: null,
  postal_code: "28001",
  city: "Madrid",
  province: null,
  country_code: "es",
}
const SEVILLE = {
  first_name: "Ada",
  last_name: "Byron",
  address_1: "7 Calle Sierpes",
  postal_code: "41004",
  city: "Sevilla",
  country_code: "es",
}
const read = (changes: Record<string, unknown> = {}, onFile = MADRID) =>
  readAddress({ ...SEVILLE, ...changes }, onFile)
const wrong = (changes: Record<string, unknown>, onFile = MADRID) => {
  const result = read(changes, onFile)
  return result.kind === "wrong"
    ? result.problems.map(({ field, text }) => `${field}: ${text.en}`)
    : []
}

describe("an address to which a subscription is sent", () => {
  it("is kept as it was given, without the spaces around it, and nothing else comes along", () => {
    const given = { city: "  San   Sebastián\n", country_code: "ES", company: "x", id: "addr_1" }
    expect(read(given)).toEqual({
      kind: "address",
      address: {
        ...SEVILLE,
        city: "San Sebastián",
        address_2: null,
        province: null,
      },
    })
  })

  it("names each field that is missing, at once", () => {
    const empty = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, " "]))
    expect(wrong(empty).map((line) => line.split(":")[0])).toEqual([
      "first_name",
      "last_name",
      "address_1",
      "postal_code",
      "city",
      "country_code",
    ])
    expect(wrong({ city: ["Sevilla"] })).toEqual(["city: it is missing; fill it in"])
  })

  it("asks for postcode and province where the one on file has them, and only there", () => {
    const boston = { ...MADRID, province: "MA", postal_code: null, country_code: "us" }
    expect(wrong({ country_code: "us", postal_code: "" }, boston)).toEqual([
      "province: it is missing; fill it in",
    ])
    expect(wrong({ province: "" })).toEqual([])
  })

  it("stays in the country whose law chose its dates", () => {
    expect(wrong({ country_code: "us" })).toEqual([
      'country_code: expected "es" (Spain), where it is sent now; to send it to another country, begin a new one in the shop',
    ])
  })

  it.each([
    ["a control character", "Sev\u0000illa"],
    ["half a character", "Sev\ud800illa"],
    ["a line that is turned around", "Sev\u202eilla"],
  ])("does not take %s, which no label prints and no database keeps", (_what, city) => {
    expect(wrong({ city })).toEqual([
      "city: it has characters that cannot be printed; type it again",
    ])
  })

  it("is no longer than a label, counted as people count", () => {
    expect(wrong({ postal_code: "1".repeat(21) })).toEqual([
      "postal_code: it is too long; expected at most 20 characters",
    ])
    expect(wrong({ city: "\u{1f3db}".repeat(100) })).toEqual([])
  })

  it("is the same one when every field is", () => {
    expect(isSameAddress(MADRID, { ...MADRID })).toBe(true)
    for (const field of ADDRESS_FIELDS) {
      expect(isSameAddress(MADRID, { ...MADRID, [field]: "other" })).toBe(false)
    }
  })

  it("shows whoever opens a link its beginning, city and country, and neither name nor postcode", () => {
    expect(LANGUAGES.map((language) => maskAddress(MADRID, language))).toEqual([
      "1 Ma•••, Madrid, Spain",
      "1 Ma•••, Madrid, España",
      "1 Ma•••, Madrid, Espanha",
    ])
    // Of a short one four letters would be most of it.
    expect(maskAddress({ ...MADRID, address_1: "Rua 12", city: null }, "en")).toBe("R•••, Spain")
    expect(maskAddress({ ...MADRID, address_1: null, country_code: null }, "en")).toBe(
      "•••, Madrid"
    )
    expect(countryName("moon", "en")).toBe("moon")
  })
})
