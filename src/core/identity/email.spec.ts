import { domainToASCII } from "node:url"
import fc from "fast-check"
import addresses from "../../../spec/identity/email.json"
import { emailProblem, normaliseEmail } from "./email"

type Case = {
  readonly name: string
  readonly given: unknown
  readonly then: { readonly normalised?: string; readonly problem?: string }
}

it.each((addresses.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
  "%s",
  (_name, { given, then }) => {
    if (then.normalised === undefined) {
      expect(emailProblem(given)).toContain(then.problem)
      expect(normaliseEmail(given as string)).toBeNull()
    } else {
      expect(emailProblem(given)).toBeNull()
      expect(normaliseEmail(given as string)).toBe(then.normalised)
    }
  }
)

it("refuses half a surrogate pair (IN13)", () => {
  expect(emailProblem("a\ud800@x.com")).toContain("half of a character")
})

it("is not slow on a megabyte", () => {
  const begun = performance.now()
  for (const long of ["a".repeat(1e6), `${"a.".repeat(5e5)}@x.com`, `a@${"x.".repeat(5e5)}com`]) {
    expect(emailProblem(long)).not.toBeNull()
  }
  expect(performance.now() - begun).toBeLessThan(2_000)
})

it("normalising twice is normalising once", () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" })), (raw) => {
      const once = normaliseEmail(raw)
      expect(once === null ? null : normaliseEmail(once)).toBe(once)
    })
  )
})

it("capitals make no other person", () => {
  fc.assert(
    fc.property(fc.emailAddress(), (raw) => {
      expect(normaliseEmail(raw.toUpperCase())).toBe(normaliseEmail(raw))
    })
  )
})

it("a plain domain is what IDNA makes of it, and no address where IDNA knows none", () => {
  const label = fc.string({
    unit: fc.constantFrom(...Array.from("aBxXnN019-")),
    minLength: 1,
    maxLength: 5,
  })
  const end = fc.oneof(label, fc.constantFrom("com", "COM", "c0m", "0x7f", "xn--a", "127"))
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), end, (labels, top) => {
      const domain = [...labels, top].join(".")
      const ascii = domainToASCII(domain)
      const right =
        ascii.split(".").every((one) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(one)) &&
        !/(^|\.)[0-9]+$/.test(ascii)
      expect(normaliseEmail(`ada@${domain}`)).toBe(right ? `ada@${ascii}` : null)
    }),
    { numRuns: 2000 }
  )
})
