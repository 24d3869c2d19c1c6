import { checkOnSiteContent } from "./on-site"
import { partsNeededByContent, renderOnSiteContent, variablesOfContent } from "./render-on-site"
import { sampleContext } from "./sample-context"

const hosts = ["shop.example"]
const check = (input: unknown) => checkOnSiteContent(input, "content", hosts)

function problemsOf(input: unknown): string[] {
  const checked = check(input)
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`)
}

function content(input: unknown) {
  const checked = check(input)
  if (!checked.ok) {
    throw new Error(JSON.stringify(checked.problems))
  }
  return checked.value
}

const whole = {
  headline: "Hello {{default customer.first_name 'you'}}",
  body: "**New** for you: [tea](/products/tea)",
  image_url: "https://shop.example/a.png",
  cta: { label: "Use {{coupon.code}}", href: "{{links.cart}}" },
  products: { source: "chosen", ids: ["prod_1"] },
  disclosure: "Your price was personalised.",
}

describe("what a placement shows", () => {
  it("takes structured content and fills it in", () => {
    const checked = content(whole)
    expect(checked).toEqual(whole)
    expect(partsNeededByContent(checked)).toEqual(["coupon"])
    expect(variablesOfContent(checked)).toEqual([
      "customer.first_name",
      "coupon.code",
      "links.cart",
    ])
    expect(renderOnSiteContent(checked, sampleContext())).toEqual({
      headline: "Hello Ana",
      body: "**New** for you: [tea](/products/tea)",
      image_url: "https://shop.example/a.png",
      cta: { label: "Use SAMPLE-1234", href: "https://shop.example/cart" },
      disclosure: "Your price was personalised.",
    })
  })

  it("says in the reader's language what it has words for, and the rest as it is (C7)", () => {
    const words = { headline: "Hola {{default customer.last_name 'tú'}}", label: "Ver", body: "" }
    const checked = content({ ...whole, translations: { es: words, pt: { headline: "" } } })
    expect(checked.translations).toEqual({ es: { headline: words.headline, label: "Ver" } })
    const read = (language: "en" | "es" | "pt") => {
      const { headline, body, cta } = renderOnSiteContent(checked, { ...sampleContext(), language })
      return [headline, body, cta?.label]
    }
    const body = "**New** for you: [tea](/products/tea)"
    expect(read("es")).toEqual(["Hola García", body, "Ver"])
    expect(read("pt")).toEqual(["Hello Ana", body, "Use SAMPLE-1234"])
    expect(read("en")).toEqual(["Hello Ana", body, "Use SAMPLE-1234"])
    expect(variablesOfContent(checked)).toContain("customer.last_name")
  })

  it("needs the parts that any of its languages needs", () => {
    const own = { headline: "Hi", translations: { es: { headline: "{{coupon.code}}" } } }
    expect(partsNeededByContent(content(own))).toEqual(["coupon"])
  })

  it("fills in what was left out", () => {
    expect(content({ headline: "Hi" })).toEqual({
      headline: "Hi",
      body: "",
      image_url: null,
      cta: null,
      products: { source: "none", ids: [] },
      disclosure: null,
    })
  })

  it.each([
    ["no object", "x", /content: must be an object/],
    ["a list", [], /content: must be an object/],
    ["nothing", {}, /shows nothing/],
    ["unknown field", { ...whole, html: "<b>x</b>" }, /content\.html: does not exist/],
    [
      "object as headline",
      { ...whole, headline: { type: "Program" } },
      /content\.headline: must be a text/,
    ],
    [
      "unknown variable",
      { ...whole, headline: "{{customr.first_name}}" },
      /content\.headline line 1: .*did you mean/,
    ],
    ["no fallback", { ...whole, headline: "{{customer.first_name}}" }, /may be missing/],
    ["html", { ...whole, headline: "<script>alert(1)</script>" }, /holds HTML/],
    ["html in body", { ...whole, body: "a <img src=x>" }, /content\.body: holds HTML/],
    ["image in body", { ...whole, body: "![x](https://shop.example/a.png)" }, /holds an image/],
    [
      "script in body's link",
      { ...whole, body: "[x](javascript:alert(1))" },
      /must begin with https/,
    ],
    [
      "stranger in body's link",
      { ...whole, body: "[x](https://evil.example)" },
      /not one of the shop's/,
    ],
    ["text variable in body's link", { ...whole, body: "[x]({{order.display_id}})" }, /an address/],
    ["reference link", { ...whole, body: "[x][1]\n\n[1]: javascript:alert(1)" }, /reference link/],
    ["script as image", { ...whole, image_url: "javascript:alert(1)" }, /content\.image_url/],
    ["data as image", { ...whole, image_url: "data:image/svg+xml,x" }, /content\.image_url/],
    [
      "metadata service",
      { ...whole, image_url: "https://169.254.169.254/x" },
      /not one of the shop's/,
    ],
    ["number as image", { ...whole, image_url: 5 }, /must be an address as text/],
    [
      "protocol-relative button",
      { ...whole, cta: { label: "x", href: "//evil.example" } },
      /content\.cta\.href/,
    ],
    ["backslash button", { ...whole, cta: { label: "x", href: "/\\evil.example" } }, /backslash/],
    [
      "button without words",
      { ...whole, cta: { label: " ", href: "/x" } },
      /content\.cta\.label: is empty/,
    ],
    ["button without target", { ...whole, cta: { label: "x" } }, /content\.cta\.href: is missing/],
    [
      "two variables in a target",
      { ...whole, cta: { label: "x", href: "{{links.cart}}{{links.shop}}" } },
      /nothing else/,
    ],
    ["strange products", { ...whole, products: { source: "sql", ids: [] } }, /must be one of/],
    [
      "no products chosen",
      { ...whole, products: { source: "chosen", ids: [] } },
      /choose at least one/,
    ],
    [
      "strange product ids",
      { ...whole, products: { source: "chosen", ids: ["'; drop"] } },
      /list of product ids/,
    ],
    ["words in no language", { ...whole, translations: { fr: { headline: "x" } } }, /en, es, pt/],
    ["a list of words", { ...whole, translations: ["es"] }, /translations: must be an object/],
    [
      "words that are none",
      { ...whole, translations: { es: "Hola" } },
      /translations\.es: must be/,
    ],
    ["unknown words", { ...whole, translations: { es: { title: "x" } } }, /es\.title: does not/],
    [
      "html in another language",
      { ...whole, translations: { es: { headline: "<b>x</b>" } } },
      /translations\.es\.headline: holds HTML/,
    ],
    [
      "a stranger's link in another language",
      { ...whole, translations: { pt: { body: "[x](https://evil.example)" } } },
      /translations\.pt\.body.*not one of the shop's/,
    ],
    [
      "words for a button that is not there",
      { ...whole, cta: null, translations: { es: { label: "Ver" } } },
      /translations\.es\.label: there is no button/,
    ],
    [
      "a disclosure that the content has not",
      { ...whole, disclosure: null, translations: { es: { disclosure: "x" } } },
      /translations\.es\.disclosure: there is no disclosure/,
    ],
    ["long headline", { ...whole, headline: "x".repeat(201) }, /at most 200/],
  ])("refuses %s", (_name, input, expected) => {
    expect(problemsOf(input).join("\n")).toMatch(expected)
  })

  it.each(["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example"])(
    "follows no %j, however it came into the database (C-06)",
    (href) => {
      const stored = { ...content(whole), image_url: href, cta: { label: "x", href } }
      expect(renderOnSiteContent(stored, sampleContext())).toMatchObject({
        image_url: null,
        cta: null,
      })
    }
  )
})
