import { parseMarkdown } from "./markdown"
import { safeHref, safeImage } from "./safe-url"

const plain = (text: string) => ({ kind: "text", text })

describe("limited Markdown", () => {
  it("knows paragraphs, breaks, bold, italic and links", () => {
    expect(parseMarkdown("Hello **Ana**,\n*new* _for_ [you](/new)\n\nSecond")).toEqual([
      [
        plain("Hello "),
        { kind: "strong", children: [plain("Ana")] },
        plain(","),
        { kind: "break" },
        { kind: "emphasis", children: [plain("new")] },
        plain(" "),
        { kind: "emphasis", children: [plain("for")] },
        plain(" "),
        { kind: "link", href: "/new", children: [plain("you")] },
      ],
      [plain("Second")],
    ])
  })

  it("nests a link in bold", () => {
    expect(parseMarkdown("**[go](https://shop.test/a)**")).toEqual([
      [
        {
          kind: "strong",
          children: [{ kind: "link", href: "https://shop.test/a", children: [plain("go")] }],
        },
      ],
    ])
  })

  it("leaves HTML, snake_case and lone stars as text, and reads escapes", () => {
    expect(parseMarkdown("<b>x</b> a_b_c 2 * 3")).toEqual([[plain("<b>x</b> a_b_c 2 * 3")]])
    expect(parseMarkdown("\\*\\*no\\*\\*")[0]).toEqual(
      ["*", "*", "no", "*", "*"].map((part) => plain(part))
    )
  })

  it("keeps the words of a link that may not be followed", () => {
    expect(parseMarkdown("[click](javascript:alert)")).toEqual([[plain("click")]])
    expect(parseMarkdown("[click](//evil.test)")).toEqual([[plain("click")]])
  })

  it("stays quick on hostile text", () => {
    for (const part of ["**", "*a", "_ a", "[", "[a](", "\\"]) {
      const started = performance.now()
      parseMarkdown(part.repeat(20_000))
      expect(performance.now() - started).toBeLessThan(500)
    }
  })
})

describe("safe addresses", () => {
  const refused = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    " https://shop.test",
    "data:text/html,x",
    "vbscript:x",
    "//evil.test",
    "/\\evil.test",
    "https:evil.test",
    "https:///evil.test",
    "evil",
    "",
    null,
    7,
  ]
  it.each(refused)("refuses %p", (href) => expect(safeHref(href)).toBeNull())

  it.each(["/products", "#top", "?q=tea", "https://shop.test/a", "http://localhost:8000/"])(
    "lets %p pass",
    (href) => expect(safeHref(href)).toBe(href)
  )

  it("takes pictures by http or from the same site only", () => {
    expect(safeImage("https://img.test/a.png")).toBe("https://img.test/a.png")
    expect(safeImage("/a.png")).toBe("/a.png")
    expect(safeImage("mailto:a@b")).toBeNull()
    expect(safeImage("#a")).toBeNull()
  })
})
