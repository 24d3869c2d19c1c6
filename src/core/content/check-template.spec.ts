import { checkTemplate } from "./check-template"
import { renderTemplate } from "./render-template"
import { sampleContext } from "./sample-context"
import { TEMPLATE_LIMITS } from "./template-limits"

const rules = { allowedHosts: ["shop.example", "localhost:8000"], purpose: "marketing" }

async function problemsOf(input: { subject?: unknown; body?: unknown; text?: unknown }) {
  const checked = await checkTemplate({ subject: "Hello", body: "<p>Hi</p>", ...input }, rules)
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`)
}

async function compiled(input: { subject?: unknown; body?: unknown; text?: unknown }) {
  const checked = await checkTemplate({ subject: "Hello", body: "<p>Hi</p>", ...input }, rules)
  if (!checked.ok) {
    throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"))
  }
  return checked.value
}

describe("what a template may not be", () => {
  const bodies: readonly (readonly [string, string, RegExp])[] = [
    ["unknown variable", "{{customr.first_name}}", /did you mean "customer\.first_name"/],
    ["unknown field", "{{order.totl}}", /did you mean "order\.total"/],
    ["constructor", "{{constructor}}", /does not exist/],
    ["constructor below", "{{customer.constructor}}", /does not exist/],
    ["prototype", "{{customer.__proto__}}", /is not the name|does not exist/],
    ["sandbox escape", "{{#with (lookup this 'constructor')}}{{this}}{{/with}}", /does not exist/],
    ["code in a name", "{{constructor.constructor('return process')()}}", /cannot be read/],
    ["triple", "<p>{{{customer.first_name}}}</p>", /raw output/],
    ["ampersand", "<p>{{&customer.first_name}}</p>", /raw output/],
    ["raw block", "{{{{if}}}} x {{{{/if}}}}", /raw output/],
    ["partial", "{{> header}}", /partials/],
    ["dynamic partial", "{{> (lookup . 'x')}}", /partials/],
    ["partial block", "{{#> layout}}x{{/layout}}", /partial blocks/],
    ["inline partial", "{{#*inline 'a'}}x{{/inline}}", /decorators/],
    ["decorator", "{{* deco}}", /decorators/],
    ["lookup", "{{lookup customer 'email'}}", /helper "lookup" does not exist/],
    ["log", "{{log customer.email}}", /helper "log" does not exist/],
    ["root", "{{@root.customer.email}}", /is not the name/],
    ["key", "{{#each products}}{{@key}}{{/each}}", /is not the name/],
    ["parent", "{{#each products}}{{../customer.email}}{{/each}}", /is not the name/],
    ["this", "{{#each this}}{{this}}{{/each}}", /needs the name of one variable/],
    ["string as path", "{{'customer.email'}}", /is not the name/],
    ["number as path", "{{1}}", /is not the name/],
    ["segment literal", "{{customer.[first name]}}", /is not the name/],
    [
      "subexpression",
      "{{default (default customer.first_name 'a') 'b'}}",
      /needs the name of a variable/,
    ],
    ["block parameters", "{{#each products as |p|}}x{{/each}}", /block parameters/],
    ["named arguments", "{{default customer.first_name 'a' x=1}}", /named arguments/],
    ["implicit section", "{{#customer}}x{{/customer}}", /block \{\{#customer\}\} does not exist/],
    ["inverse section", "{{^customer}}x{{/customer}}", /does not exist/],
    ["with", "{{#with customer}}x{{/with}}", /does not exist/],
    ["unclosed block", "<p>\n{{#if order}}\nx", /not closed/],
    ["unclosed tag", "<p>{{customer.email</p>", /body line 1/],
    ["crossed blocks", "{{#if order}}{{#offer}}{{/if}}{{/offer}}", /closed by/],
    [
      "each in each in each",
      "{{#each products}}{{#each items}}{{#each x}}a{{/each}}{{/each}}{{/each}}",
      /does not exist inside/,
    ],
    ["each of no list", "{{#each customer}}x{{/each}}", /is not a list/],
    ["printed list", "{{products}}", /cannot be printed/],
    ["printed part", "{{order}}", /cannot be printed/],
    [
      "missing fallback",
      "{{customer.first_name}}",
      /may be missing; write \{\{default customer\.first_name/,
    ],
    ["empty fallback", "{{default customer.first_name ''}}", /not empty/],
    [
      "fallback forgotten",
      "{{default customer.first_name}}",
      /write \{\{default customer\.first_name 'fallback'\}\}/,
    ],
    [
      "guarded by another",
      "{{#if customer.last_name}}{{customer.first_name}}{{/if}}",
      /may be missing/,
    ],
    ["money of a text", "{{money order.display_id}}", /does not fit/],
    ["backslash", "\\{{customer.email}}", /backslash/],
    ["nul", "a\u0000b", /NUL/],
    ["variable in script", "<script>{{order.total}}</script>", /<script> is not allowed/],
    [
      "variable in style",
      "<style>p { color: {{order.total}} }</style>",
      /may not stand in <style>/,
    ],
    [
      "variable in style attribute",
      `<p style="color:{{order.total}}">x</p>`,
      /may not stand in the attribute style/,
    ],
    ["variable in comment", "<!-- {{order.total}} -->", /may not stand in a comment/],
    ["unquoted attribute", "<img alt={{order.total}}>", /without quotes/],
    ["variable as attribute", "<img {{order.total}}>", /may not stand in the tag/],
    ["variable as tag name", "<{{order.total}}>", /may not stand in a tag/],
    ["variable in event handler", `<img onerror="{{order.total}}">`, /attribute onerror/],
    ["text in href", `<a href="{{order.display_id}}">x</a>`, /is not an address/],
    [
      "text after a written address",
      `<a href="https://shop.example/{{order.display_id}}">x</a>`,
      /may hold no variable/,
    ],
    ["two variables in href", `<a href="{{links.shop}}{{links.cart}}">x</a>`, /only one variable/],
    ["path after a variable", `<a href="{{links.shop}}@evil.example">x</a>`, /only a query/],
    ["block in a tag", `<p {{#if order}}class="x"{{/if}}>x</p>`, /a block may not stand/],
    ["block across elements", `<p{{#if order}}>x{{/if}}</p>`, /a block may not stand/],
    [
      "block in an attribute",
      `<a href="{{#if order}}{{links.cart}}{{/if}}">x</a>`,
      /a block may not stand/,
    ],
    ["ends in a tag", `<p class="x`, /it ends in the attribute/],
    ["script", "<script src='https://shop.example/x.js'></script>", /<script> is not allowed/],
    ["upper-case script", "<SCRIPT>alert(1)</SCRIPT>", /<script> is not allowed/],
    ["svg", "<svg/onload=alert(1)>", /<svg> is not allowed/],
    ["iframe", `<iframe src="https://shop.example"></iframe>`, /<iframe> is not allowed/],
    ["form", `<form action="https://shop.example"></form>`, /<form> is not allowed/],
    ["base", `<base href="https://shop.example">`, /<base> is not allowed/],
    [
      "stylesheet",
      `<link rel="stylesheet" href="https://shop.example/a.css">`,
      /<link> is not allowed/,
    ],
    [
      "refresh",
      `<meta http-equiv="refresh" content="0;url=https://shop.example">`,
      /http-equiv="refresh"/,
    ],
    ["event handler", `<p onclick="alert(1)">x</p>`, /attribute onclick/],
    ["srcset", `<img srcset="https://evil.example/x.png 1x">`, /attribute srcset/],
    ["css import", "<style>@import url(https://evil.example/x.css);</style>", /"@import"/],
    ["css expression", `<p style="width:expression(alert(1))">x</p>`, /expression/],
    [
      "css address",
      `<p style="background:url(https://evil.example/x.png)">x</p>`,
      /not one of the shop's/,
    ],
    [
      "css address in references",
      `<p style="background:url&#40;https://evil.example/x.png)">x</p>`,
      /not one of the shop's/,
    ],
    [
      "css escape",
      `<p style="background:\\75rl(//evil.example)">x</p>`,
      /is not allowed in styles/,
    ],
    ["strange comment", "<!--> <script>alert(1)</script> -->", /comment must be written/],
    ["cdata", "<![CDATA[ x ]]>", /is not allowed/],
    ["processing instruction", "<?xml version='1.0'?>", /opens no element/],
    [
      "include",
      `<mjml><mj-body><mj-include path="/etc/passwd" /></mj-body></mjml>`,
      /<mj-include> is not allowed/,
    ],
    ["MJML without a frame", "<mj-text>x</mj-text>", /outside <mjml>/],
    [
      "MJML element that does not exist",
      "<mjml><mj-body><mj-sektion></mj-sektion></mj-body></mjml>",
      /MJML: <mj-sektion>/,
    ],
    [
      "text between MJML elements",
      "<mjml><mj-body>{{order.total}}<mj-section></mj-section></mj-body></mjml>",
      /MJML drops/,
    ],
    ["empty", "  ", /is empty/],
  ]
  it.each(bodies)("refuses %s", async (_name, body, expected) => {
    expect((await problemsOf({ body })).join("\n")).toMatch(expected)
  })

  const links = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6a;avascript:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "http://shop.example/",
    "//evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "https://evil.example",
    "https://user:pw@shop.example",
    "https://shop.example@evil.example",
    "https://shop.example.evil.example",
    "https://169.254.169.254/latest",
    "http://localhost:9999/",
    "/products",
    "file:///etc/passwd",
    "https://shop.example\u202e/",
    "https://shop.example:444/",
  ]
  it.each(links)("refuses the link %j", async (href) => {
    expect(await problemsOf({ body: `<a href="${href}">x</a>` })).toHaveLength(1)
    expect(await problemsOf({ body: `<img src="${href}">` })).toHaveLength(1)
  })

  it.each([
    "https://shop.example",
    "https://SHOP.example/a?b=1&amp;c=2",
    "http://localhost:8000/x",
    "mailto:help@shop.example",
    "tel:+34910000000",
    "#top",
  ])("takes the link %j", async (href) => {
    expect(await problemsOf({ body: `<a href="${href}">x</a>` })).toEqual([])
  })

  it.each([[{ type: "Program", body: [] }], [["x"]], [5], [null], [undefined], [true]])(
    "refuses %j in place of a text",
    async (value) => {
      expect(await problemsOf({ body: value })).toEqual([
        "body: must be a text; send the template as a string",
      ])
      expect(await problemsOf({ subject: value })).toEqual([
        "subject: must be a text; send the template as a string",
      ])
    }
  )

  it("names every problem at once, each with its line", async () => {
    const problems = await problemsOf({
      subject: "a\r\nBcc: x@y",
      body: "<p>\n{{customr.first_name}}\n</p>\n<script></script>",
      text: "{{order.totl}}",
    })
    expect(problems).toHaveLength(4)
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "subject",
      "text line 1",
      "body line 2",
      "body line 4",
    ])
  })
})

describe("the bounds of a template", () => {
  const { source_bytes, subject_characters, variables, depth } = TEMPLATE_LIMITS
  const nested = (levels: number) => "{{#if order}}".repeat(levels) + "x" + "{{/if}}".repeat(levels)

  it.each([
    [
      "body size",
      { body: `<p>${"é".repeat((source_bytes - 8) / 2)}x</p>` },
      { body: `<p>${"é".repeat((source_bytes - 8) / 2)}xx</p>` },
    ],
    [
      "subject length",
      { subject: "x".repeat(subject_characters) },
      { subject: "x".repeat(subject_characters + 1) },
    ],
    [
      "variables",
      { body: "{{order.total}}".repeat(variables) },
      { body: "{{order.total}}".repeat(variables + 1) },
    ],
    ["depth", { body: nested(depth) }, { body: nested(depth + 1) }],
    [
      "depth by else",
      { body: "{{#if order}}{{else if cart}}{{/if}}" },
      { body: `{{#if order}}${"{{else if cart}}".repeat(depth + 1)}{{/if}}` },
    ],
  ])("take %s up to the bound, and not one more", async (_name, within, beyond) => {
    expect(await problemsOf(within)).toEqual([])
    expect(await problemsOf(beyond)).toHaveLength(1)
  })

  it.each(["", " ", "a\nb", "a\rb", "a\u2028b"])("refuse the subject %j", async (subject) => {
    expect(await problemsOf({ subject })).toHaveLength(1)
  })

  it.each([
    ["2,000 nested blocks", nested(2000)],
    ["5,000 unclosed blocks", "{{#if order}}".repeat(4500)],
    ["20,000 brackets", `{{${"(".repeat(20_000)}`],
    ["brackets deeper than a person writes them", `{{${"(".repeat(21)}`],
    [
      "20,000 nested subexpressions",
      `{{default ${"(default ".repeat(5000)}x${")".repeat(5000)} 'a'}}`,
    ],
    ["3,000 nested MJML elements", `<mjml><mj-body>${"<mj-section>".repeat(3000)}`],
  ])("refuse %s without falling over", async (_name, body) => {
    expect((await problemsOf({ body })).length).toBeGreaterThan(0)
  })

  it("let a text say as many brackets as it likes", async () => {
    expect(await problemsOf({ body: `<p>${":( ".repeat(30)}</p>` })).toEqual([])
  })

  it("stop a rendering that grows, before it has grown", async () => {
    const line = `{{#each order.items}}${"x".repeat(20_000)}{{/each}}`
    const template = await compiled({ body: line })
    const items = Array.from({ length: 500 }, () => sampleContext().values.order)
    const context = sampleContext()
    const order = { ...(context.values.order as object), items } as never
    expect(() =>
      renderTemplate(template, { ...context, values: { ...context.values, order } })
    ).toThrow(/256 KB/)
  })

  it("show at most fifty entries of a list", async () => {
    const template = await compiled({ body: "{{#each products}}<i>.</i>{{/each}}" })
    const products = Array.from({ length: 80 }, (_, i) => ({
      id: `p${i}`,
      handle: "h",
      title: "t",
      thumbnail: null,
    }))
    const { html } = renderTemplate(template, sampleContext({ extras: { products } }))
    expect(html.match(/<i>/g)).toHaveLength(50)
  })
})

describe("what a template says", () => {
  it("prints values in the person's language, and escapes them", async () => {
    const template = await compiled({
      subject: "Order {{order.display_id}} for {{default customer.first_name 'you'}}",
      body: `<p>{{default customer.first_name 'there'}}: {{order.total}}, {{date order.created_at}}</p>
        <a href="{{links.cart}}?utm_source=mail" title="{{upper coupon.code}}">cart</a>{{coupon.value}} {{coupon.expires_at}}`,
    })
    const subject = { customer: { first_name: `"><img src=x onerror=alert(1)>` } as never }
    const spanish = renderTemplate(template, sampleContext({ subject, language: "es" }))
    // Intl puts no-break spaces between a number and its sign.
    const html = spanish.html.replaceAll("\u00a0", " ")
    expect(html).toContain(
      "&quot;&gt;&lt;img src&#61;x onerror&#61;alert(1)&gt;: 29,90 €, 5 de enero de 2026"
    )
    expect(html).toContain(`title="SAMPLE-1234"`)
    expect(html).toContain("10 % 12 de enero de 2026")
    expect(spanish.subject).toBe(`Order 1001 for "><img src=x onerror=alert(1)>`)
    const english = renderTemplate(template, sampleContext())
    expect(english.html).toContain("Ana: €29.90, January 5, 2026")
    expect(english.text).toBe(
      "Ana: €29.90, January 5, 2026\n\ncart: https://shop.example/cart?utm_source=mail10% January 12, 2026"
    )
  })

  it.each([[null], [""], ["   "]])("says the fallback when the name is %j", async (first_name) => {
    const template = await compiled({ body: "<p>Hi {{default customer.first_name 'there'}},</p>" })
    const { html } = renderTemplate(
      template,
      sampleContext({ subject: { customer: { first_name } as never } })
    )
    expect(html).toBe("<p>Hi there,</p>")
  })

  it("asks first where a value may be missing", async () => {
    const template = await compiled({
      body: `{{#each order.items}}{{#if thumbnail}}<img src="{{thumbnail}}" alt="{{title}}">{{else}}{{title}}{{/if}}{{/each}}{{#unless cart}}no cart{{else}}{{cart.total}}{{/unless}}`,
    })
    expect(template.needs).toEqual(["order"])
    expect(renderTemplate(template, sampleContext()).html).toBe(
      `<img src="https://shop.example/tea.png" alt="Green tea">€29.90`
    )
    const without = sampleContext({ subject: { cart: undefined } })
    expect(renderTemplate(template, without).html).toContain("no cart")
  })

  it("refuses to render without a part that it needs, and renders with a question", async () => {
    const bare = await compiled({ body: "<p>{{coupon.code}}</p>" })
    const without = sampleContext({ extras: { coupon: null } })
    expect(() => renderTemplate(bare, without)).toThrow(/needs coupon/)
    const asking = await compiled({
      body: "<p>{{#if coupon}}{{coupon.code}}{{else}}none{{/if}}</p>",
    })
    expect(asking.needs).toEqual([])
    expect(renderTemplate(asking, without).html).toBe("<p>none</p>")
  })

  it("drops offers for whoever gave no consent", async () => {
    const template = await compiled({
      body: "<p>Sent.{{#offer}} 10 % off!{{/offer}}</p>",
      text: "Sent.{{#offer}} 10 % off!{{/offer}}",
    })
    expect(renderTemplate(template, sampleContext()).html).toContain("off")
    const { html, text } = renderTemplate(template, sampleContext({ extras: { offers: false } }))
    expect([html, text]).toEqual(["<p>Sent.</p>", "Sent."])
  })

  it("keeps blocks that stand between MJML elements", async () => {
    const template = await compiled({
      body: `<mjml><mj-body><mj-section><mj-column>
        {{#if coupon}}<mj-text>Code {{coupon.code}}</mj-text>{{else}}<mj-text>No code</mj-text>{{/if}}
        {{#each order.items}}<mj-text>{{quantity}} × {{title}}</mj-text>{{/each}}
        {{#offer}}<mj-button href="{{links.shop}}">Shop</mj-button>{{/offer}}
        <mj-image src="https://shop.example/a.png" alt="{{default customer.first_name 'you'}}" />
      </mj-column></mj-section></mj-body></mjml>`,
    })
    const withCode = renderTemplate(template, sampleContext())
    expect(withCode.html).toContain("Code SAMPLE-1234")
    expect(withCode.html).not.toContain("No code")
    expect(withCode.html).not.toContain("fonts.googleapis.com")
    expect(withCode.text).toBe(
      "Code SAMPLE-1234\n\n2 × Green tea\n\nShop: https://shop.example\n\n[Ana]"
    )
    const without = renderTemplate(
      template,
      sampleContext({ extras: { coupon: null, offers: false } })
    )
    expect(without.html).not.toContain("SAMPLE-1234")
    expect(without.html).toContain("No code")
    expect(without.html).not.toContain("Shop")
  })
})
