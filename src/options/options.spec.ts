import { resolveOptions } from "./options"

const SECRET = "only-for-the-tests-0123456789-0123456789"
const refusal = (own: unknown): string => {
  try {
    resolveOptions(own)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ""
}

describe("the plugin's options", () => {
  it("have a default for all but the secret, and nothing leaves on the first day", () => {
    expect(resolveOptions({ secret: SECRET, database: { clientUrl: "x" } })).toMatchObject({
      timeZone: "UTC",
      locale: "en",
      consent: { basis: "opt_in", doubleOptIn: false },
      preparedStatements: true,
      value: { tax: "included", shipping: "included" },
    })
    expect(resolveOptions({ secret: SECRET, value: { tax: "excluded" } }).value).toEqual({
      tax: "excluded",
      shipping: "included",
    })
    expect(resolveOptions({ secret: SECRET }).mode).toBeUndefined()
  })

  it.each<[string, object, string]>([
    ["no secret (IN91)", { secret: undefined }, 'option "secret" is missing'],
    ["a short secret (IN91)", { secret: "x".repeat(31) }, "make one with: openssl rand -base64 48"],
    [
      "a misspelt option (IN92)",
      { sendr: {} },
      'option "sendr" is unknown; did you mean "sender"?',
    ],
    ["a misspelt part (IN92)", { consent: { base: "opt_in" } }, 'option "consent.base" is unknown'],
    ["a mode that is none", { mode: "dry" }, 'option "mode" is wrong'],
    [
      "a sender without a postal address (IN90)",
      { sender: { name: "S", email: "a@b.co" } },
      'option "sender.postalAddress" is missing',
    ],
    [
      "a sender whose address is none (IN90)",
      { sender: { name: "S", email: "a", postalAddress: "x" } },
      "must be an e-mail address",
    ],
    ["a zone of Mars (IN66)", { timeZone: "Mars/Phobos" }, "must be an IANA time zone such as"],
    ["an offset for a zone (IN66)", { timeZone: "+02:00" }, "must be an IANA time zone such as"],
    [
      "a cap of 0 (IN52)",
      { caps: [{ max: 0, days: 1 }] },
      'option "caps.0.max" is wrong: must be a whole',
    ],
    [
      "a cap of 1.5 (IN52)",
      { caps: [{ max: 1.5, days: 1 }] },
      "must be a whole number from 1 to 100",
    ],
    [
      "renewals that are spread over more than half a day",
      { renewals: { staggerMinutes: 721 } },
      'option "renewals.staggerMinutes" is wrong: must be a whole number from 0 to 720',
    ],
    [
      "equal quiet hours (IN53)",
      { quietHours: { from: "21:00", to: "21:00" } },
      'option "quietHours',
    ],
    [
      "quiet hours at 25:00 (IN53)",
      { quietHours: { from: "25:00", to: "08:00" } },
      'option "quietHours',
    ],
    [
      "a tax that counts in part",
      { value: { tax: "half" } },
      'option "value.tax" is wrong: must be "included" or "excluded"',
    ],
    [
      "a shipping that is true or false",
      { value: { shipping: false } },
      'option "value.shipping" is wrong: must be "included" or "excluded"',
    ],
    [
      "a part of the value that is none",
      { value: { fees: "excluded" } },
      '"value.fees" is unknown',
    ],
    ["a user name in an address", { publicUrl: "https://a:b@shop.example" }, "without a user name"],
  ])("with %s stop the boot and name the fix", (_name, own, message) => {
    expect(refusal({ secret: SECRET, ...own })).toContain(message)
  })

  it("name every problem at once", () => {
    const said = refusal({ secret: "short", modus: "live", timeZone: "" })
    for (const name of ['"secret"', '"modus"', '"timeZone"']) {
      expect(said).toContain(name)
    }
  })
})
