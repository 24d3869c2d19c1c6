import { createHash } from "node:crypto"
import { LANGUAGES } from "../text/localized"
import { agreedVersion, agreementText, agreementVersion, mayAgree } from "./agreement"

describe("what is agreed to beside the box for automatic renewal", () => {
  it("has a version in each language, and no wording changes under it", () => {
    const texts = LANGUAGES.map((language) => agreementText(language, "EVERY", "PRICE"))
    expect(texts.every((text) => text.includes("EVERY") && text.includes("PRICE"))).toBe(true)
    // A new wording needs a new version: both change here together.
    const print = createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 12)
    expect([agreementVersion("en"), print]).toEqual([
      "kairos-auto-renewal/2026-11/en",
      "3a8b889ee12c",
    ])
  })

  it("is what the form says, when that is one of these texts, and nothing else", () => {
    expect(LANGUAGES.map((language) => agreedVersion(agreementVersion(language)))).toEqual(
      LANGUAGES.map(agreementVersion)
    )
    expect(["", "on", "t1", undefined, ["x"]].map(agreedVersion)).toEqual(
      Array.from({ length: 5 }, () => null)
    )
  })

  it("is there to be agreed to where the plan offers it and nobody agreed", () => {
    const open = {
      status: "active",
      terms: { renewal: "automatic" },
      auto_renew_since: null,
    } as const
    expect(mayAgree(open)).toBe(true)
    expect(mayAgree({ ...open, status: "cancelled" })).toBe(false)
    expect(mayAgree({ ...open, terms: { renewal: "manual" } })).toBe(false)
    expect(mayAgree({ ...open, auto_renew_since: new Date(0) })).toBe(false)
  })
})
