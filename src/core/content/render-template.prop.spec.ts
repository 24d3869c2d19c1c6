import fc from "fast-check"
import { checkTemplate } from "./check-template"
import { headerText } from "./header-text"
import { checkOnSiteContent } from "./on-site"
import { escapeMarkdown, renderOnSiteContent } from "./render-on-site"
import { renderTemplate } from "./render-template"
import { sampleContext } from "./sample-context"

const rules = { allowedHosts: ["shop.example"], purpose: "marketing" }

/** Names as attackers and accidents write them: markup, line breaks, direction marks, half characters. */
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "`",
        "=",
        "&",
        "\r",
        "\n",
        "\u0000",
        "\u202e",
        "\ud800",
        "\u2028",
        "{{",
        "}}",
        "](",
        "*",
        "\\",
        "script",
        "onerror",
        " ",
        "A"
      ),
      { maxLength: 40 }
    )
    .map((parts) => parts.join(""))
)

describe("whatever a customer is called", () => {
  it("no markup comes from the name, and no header line", async () => {
    const checked = await checkTemplate(
      {
        subject: "For {{default customer.first_name 'you'}}",
        body: `[<p title="{{default customer.first_name 'you'}}">{{default customer.first_name 'you'}}</p>]`,
      },
      rules
    )
    if (!checked.ok) {
      throw new Error("the template of the test is refused")
    }
    fc.assert(
      fc.property(nasty, (first_name) => {
        const customer = { first_name } as never
        const { subject, html } = renderTemplate(
          checked.value,
          sampleContext({ subject: { customer } })
        )
        const inner = /^\[<p title="([^"<>]*)">([^"<>]*)<\/p>\]$/su.exec(html)
        expect(inner).not.toBeNull()
        expect(subject).not.toMatch(
          // eslint-disable-next-line no-control-regex
          /[\r\n\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
        )
        expect(subject.startsWith("For")).toBe(true)
        expect(() => encodeURIComponent(subject + html)).not.toThrow()
      })
    )
  })

  it("on-site words stay words", () => {
    const checked = checkOnSiteContent(
      {
        headline: "Hi {{default customer.first_name 'there'}}",
        body: "**{{default customer.first_name 'you'}}**, look at [your cart]({{links.cart}})",
      },
      "content",
      ["shop.example"]
    )
    if (!checked.ok) {
      throw new Error(JSON.stringify(checked.problems))
    }
    fc.assert(
      fc.property(nasty, (first_name) => {
        const customer = { first_name } as never
        const { body } = renderOnSiteContent(
          checked.value,
          sampleContext({ subject: { customer } })
        )
        const bare = body.replace(/\\./gsu, "")
        expect(bare.match(/\]\(/g)).toHaveLength(1)
        expect(bare).not.toMatch(/[<`]/)
        expect(body).toContain("[your cart](https://shop.example/cart)")
      })
    )
  })

  it("a header line is one line of at most 255 characters", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const line = headerText(value.repeat(8))
        expect(line.length).toBeLessThanOrEqual(255)
        // eslint-disable-next-line no-control-regex
        expect(line).not.toMatch(/[\r\n\u0000\u202a-\u202e\u2066-\u2069]/)
      })
    )
    expect(headerText("A\r\nBcc: x@y")).toBe("A Bcc: x@y")
    expect(escapeMarkdown("[a](javascript:x)", "text")).toBe("\\[a\\]\\(javascript:x\\)")
  })
})
