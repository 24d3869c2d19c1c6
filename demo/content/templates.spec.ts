import path from "node:path"

type Template = { name: string; locale: string; purpose: string; body: string }

describe("the demo's templates", () => {
  let starters: readonly Template[]
  beforeAll(async () => {
    // A variable, because TypeScript knows nothing of the launcher's plain modules.
    const module = path.resolve(__dirname, "templates.mjs")
    starters = ((await import(module)) as { TEMPLATES: readonly Template[] }).TEMPLATES
  })

  it("share one name across languages, which makes them translations of each other", () => {
    const languages = new Map<string, string[]>()
    for (const { name, locale } of starters) {
      languages.set(name, [...(languages.get(name) ?? []), locale])
    }
    expect([...languages]).toEqual([
      ["Thank you, with a coupon", ["en", "es", "pt"]],
      ["Welcome", ["en", "es", "pt"]],
    ])
  })

  it("say their offer in letters as large as the rest", () => {
    for (const { body } of starters) {
      const texts = body.match(/<mj-text[^>]*>/g) ?? []
      expect(texts.length).toBeGreaterThan(2)
      expect(texts.filter((tag) => Number(/font-size="(\d+)px"/.exec(tag)?.[1] ?? 0) < 16)).toEqual(
        []
      )
    }
  })
})
