import { languageOf } from "./language"

describe("the language of a tag", () => {
  it.each<[readonly (string | null | undefined)[], string]>([
    [["pt-BR"], "pt"],
    [["ES"], "es"],
    [["fr-CH, es;q=0.9, en;q=0.8"], "es"],
    [[null, undefined, "", "pt"], "pt"],
    [["xx-INVALID"], "es"],
    [["\u0000", "é".repeat(10_000)], "es"],
    [[], "es"],
  ])("%j is %s, the fallback where it is none of ours (IN21)", (tags, expected) => {
    expect(languageOf(tags, "es")).toBe(expected)
  })
})
