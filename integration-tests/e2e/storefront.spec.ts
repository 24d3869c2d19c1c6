import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser } from "playwright-core"
import { activated, makeTemplate } from "../support/marketer"
import { ok } from "../support/shopper"
import { passDays } from "../support/pass-days"
import { until } from "../support/until"
import { accessibilityProblems, launchBrowser, PHONE, type Visit, visit } from "./browser"
import {
  type E2eShop,
  openE2eShop,
  openRenewalWorker,
  openStorefront,
  type Storefront,
} from "./e2e-shop"
import { sendElsewhereByKeyboard } from "./address-journey"
import { HARMFUL, harmDone, HARMLESS_LOOKS, watchHarm } from "./harmful-texts"
import { changeMindByKeyboard } from "./mail-pages"
import { choosePreferencesByKeyboard, useRightsByKeyboard } from "./privacy-journeys"
import { checkOut, enterCode, fillCart, person, register } from "./storefront-journeys"
import {
  apologise,
  cancelByLink,
  keepByKeyboard,
  lookByLink,
  mailWith,
  manageByKeyboard,
  readApology,
  replaceCardByKeyboard,
  reportComplaint,
  reportUse,
  sellClub,
  stopAndAgreeByLink,
  subscribeByKeyboard,
  SUBSCRIBERS,
  type SubscriberWords,
  thinkBetterOfWithdrawing,
} from "./subscription-journeys"

jest.setTimeout(10 * 60_000)

const DESKTOP = { width: 1280, height: 860 }
const content = (headline: string, body: string) => ({
  headline,
  body,
  image_url: null,
  cta: { label: "Look", href: "/products" },
  products: { source: "none", ids: [] },
  disclosure: null,
})

let browser: Browser
let shop: E2eShop
let storefront: Storefront
let guest: Visit

const step = (actions: readonly object[]) => ({
  key: "first",
  wait: { minutes: 0 },
  valid_for_minutes: 2880,
  conditions: null,
  actions,
})

async function thankBuyers(): Promise<void> {
  const { id: template_id } = await makeTemplate(shop.admin, {
    name: "Thank you",
    locale: "en",
    subject: "Thank you",
    body: "<mjml><mj-body><mj-section><mj-column><mj-text>Your code: {{coupon.code}}</mj-text></mj-column></mj-section></mj-body></mjml>",
  })
  const coupon = { kind: "percent", value: 10, valid_days: 7, minimum: 50 }
  await activated(shop.admin, {
    name: "Thank buyers",
    objective: "repeat_purchase",
    purpose: "marketing",
    trigger: { code: "order.placed", args: {} },
    conditions: null,
    steps: [
      step([
        { code: "issue_coupon", args: coupon },
        { code: "send_message", args: { channel: "email", template_id } },
      ]),
    ],
    reentry: { kind: "always" },
  })
}

const GREETING = { en: "Welcome back", es: "Qué bueno verte", pt: "Que bom te ver" } as const

async function greetBuyers(): Promise<void> {
  await activated(shop.admin, {
    name: "Greet buyers",
    objective: "inform",
    purpose: "personalisation",
    trigger: { code: "placement.requested", args: {} },
    conditions: {
      combinator: "and",
      rules: [{ field: "profile.order_count", operator: ">=", value: 1 }],
    },
    steps: [
      step([
        {
          code: "show_content",
          args: {
            placement: "home-hero",
            content: {
              ...content(GREETING.en, "Good to see **you**."),
              translations: { es: { headline: GREETING.es }, pt: { headline: GREETING.pt } },
            },
          },
        },
      ]),
    ],
    reentry: { kind: "always" },
  })
}

beforeAll(async () => {
  shop = await openE2eShop()
  ;[storefront, browser] = await Promise.all([
    openStorefront(shop.api, shop.shop.publishable_key),
    launchBrowser(),
  ])
})
afterAll(async () => {
  await browser.close()
  await storefront.close()
  await shop.close()
})
beforeEach(async () => {
  guest = await visit(browser, { viewport: DESKTOP })
})
afterEach(async () => {
  await guest.leave()
})

const codeIn = (text: string): string => {
  const code = /Your code: (\S+)/.exec(text)?.[1]
  if (code === undefined) throw new Error(`expected a code in the mail, found: ${text}`)
  return code
}

const mailTo = async (email: string, seconds = 30): Promise<string> =>
  until(`a mail to ${email}`, async () => (await shop.mailbox.messages(email))[0]?.text, {
    seconds,
  })

const decided = (email: string, reason: string | null) =>
  until("the decision", async () => {
    const { rows } = await shop.knex.raw<{ rows: { kind: string; reason: string | null }[] }>(
      `select kind, reason from kairos_decision
       where customer_id in (select id from customer where email = ?) and event_id like 'order%'`,
      [email]
    )
    return rows.find((row) => row.reason === reason)
  })

describe("with automations for buyers", () => {
  beforeAll(async () => {
    ok(await shop.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
    await thankBuyers()
    await greetBuyers()
  })

  describe("a shopper who agrees", () => {
    it("buys, gets the mail, finds the home page changed, and uses the coupon alone and once", async () => {
      const ada = person("Ada")
      const { page } = guest
      await register(page, storefront.url, ada, { marketing: true, personalisation: true })
      await page.getByTestId("greeting").filter({ hasText: "Ada" }).waitFor()
      await fillCart(page, storefront.url, "mug")
      await checkOut(page)
      const code = codeIn(await mailTo(ada.email))

      await fillCart(page, storefront.url, "mug")
      await page.getByTestId("to-checkout").click()
      await page.getByTestId("checkout-address").waitFor()
      await page.waitForLoadState("networkidle")
      // Who agreed to both is asked for neither again.
      expect(await page.getByText("May we?").count()).toBe(0)

      await until("the changed home page", async () => {
        await page.goto(storefront.url)
        const headline = await page
          .getByTestId("placement-home-hero")
          .getByRole("heading")
          .innerText()
        return headline === "Welcome back" ? true : null
      })

      const stranger = await visit(browser)
      await fillCart(stranger.page, storefront.url, "lamp")
      const refused = await enterCode(stranger.page, code)
      expect(await enterCode(stranger.page, "NO-SUCH-CODE")).toBe(refused)
      await stranger.leave()

      await fillCart(page, storefront.url, "mug")
      expect(await enterCode(page, code)).toContain("50")
      await fillCart(page, storefront.url, "lamp")
      expect(await enterCode(page, code)).toContain("applied")
      await page.getByTestId("discount").waitFor()
      await checkOut(page)
      await fillCart(page, storefront.url, "lamp")
      expect(await enterCode(page, code)).not.toContain("applied")
      expect(guest.complaints).toEqual([])
    })

    it("may be a guest, who agrees at the checkout", async () => {
      const { page } = guest
      await fillCart(page, storefront.url, "mug")
      await checkOut(page, { email: "gina@shop.example", marketing: true })
      expect(codeIn(await mailTo("gina@shop.example"))).not.toBe("")
    })
  })

  describe("a shopper who does not agree", () => {
    it("gets nothing, and the shop can say why", async () => {
      const ben = person("Ben")
      const { page } = guest
      await register(page, storefront.url, ben, {})
      await fillCart(page, storefront.url, "mug")
      await checkOut(page)
      expect((await decided(ben.email, "consent_missing")).kind).toBe("skip")
      expect(await shop.mailbox.messages(ben.email)).toEqual([])
      await page.goto(storefront.url)
      await page.waitForTimeout(1_000)
      const hero = page.getByTestId("placement-home-hero")
      expect(await hero.getByRole("heading").innerText()).not.toBe("Welcome back")
      await page.goto(`${storefront.url}/account`)
      await page.getByTestId("preference-marketing-email").waitFor()
      expect(await page.getByTestId("preference-marketing-email").isChecked()).toBe(false)
    })
  })

  describe("a shopper who wants to know and to decide", () => {
    it.each([
      ["en", "en-GB"],
      ["es", "es-ES"],
      ["pt", "pt-BR"],
    ] as const)("can, in %s, with the keyboard alone", async (language, locale) => {
      const { page, complaints, leave } = await visit(browser, { viewport: DESKTOP, locale })
      const shopper = person("Ida", `ida-${language}@shop.example`)
      await register(page, storefront.url, shopper, { personalisation: true })
      await choosePreferencesByKeyboard(page, storefront.url, language)
      await fillCart(page, storefront.url, "mug")
      await checkOut(page)
      await mailTo(shopper.email)
      await until("a greeting in their language (C7)", async () => {
        await page.goto(storefront.url, { waitUntil: "networkidle" })
        const hero = page.getByTestId("placement-home-hero").getByRole("heading")
        return (await hero.innerText()) === GREETING[language] ? true : null
      })
      await useRightsByKeyboard(page, storefront.url, language)
      expect(complaints).toEqual([])
      await leave()
    })

    it("turns off what is chosen for them where they see it, and asks a person", async () => {
      const { page, complaints } = guest
      const shopper = person("Olga")
      await register(page, storefront.url, shopper, { personalisation: true })
      await fillCart(page, storefront.url, "mug")
      await checkOut(page)
      const hero = page.getByTestId("placement-home-hero")
      const headline = () => hero.getByRole("heading").innerText()
      await until("content of their own", async () => {
        await page.goto(storefront.url, { waitUntil: "networkidle" })
        return (await headline()) === "Welcome back" ? true : null
      })
      await hero.locator("details.why summary").click()
      await page.getByTestId("why-review").click()
      await hero.getByText("A person of the shop will look at it.").waitFor()
      await page.getByTestId("why-off").click()
      await until("content for everybody", async () =>
        (await headline()) === "Welcome back" ? null : true
      )
      await page.goto(storefront.url, { waitUntil: "networkidle" })
      expect(await headline()).not.toBe("Welcome back")
      expect(complaints).toEqual([])
    })
  })

  describe("a shopper who changes their mind with the links in a mail", () => {
    it.each([
      ["en", "en-GB"],
      ["es", "es-ES"],
      ["pt", "pt-BR"],
    ] as const)("can, in %s, with the keyboard alone", async (language, locale) => {
      const { page, complaints, leave } = await visit(browser, { viewport: PHONE, locale })
      await changeMindByKeyboard(shop, page, language)
      expect(complaints).toEqual([])
      await leave()
    })
  })
})

/** Two with an account and a guest, side by side, so that days pass for all of them at once. */
describe("shoppers who subscribe", () => {
  type Subscriber = { readonly locale: "en" | "es" | "pt"; readonly email: string } & Visit

  it("buy, are told, are asked because they do not use it, keep it, see it fail, replace the card, are charged, complain, and cancel, each in their language and by keyboard", async () => {
    await sellClub(shop)
    await apologise(shop)
    const { work, close } = await openRenewalWorker(shop)
    const all = await Promise.all(
      [
        ["en", "en-GB", DESKTOP],
        ["es", "es-ES", DESKTOP],
        ["pt", "pt-BR", PHONE],
      ].map(
        async ([locale, browsers, viewport]) =>
          ({
            locale,
            email: `sub-${locale as string}@shop.example`,
            ...(await visit(browser, { viewport, locale: browsers } as object)),
          }) as Subscriber
      )
    )
    const guestAt = ({ locale }: Subscriber) => locale === "pt"
    const each = async (act: (one: Subscriber, words: SubscriberWords) => Promise<unknown>) => {
      for (const one of all) await act(one, SUBSCRIBERS[one.locale])
    }
    const mail = ({ email }: Subscriber, subject: string) => mailWith(shop, email, subject)
    await each(async (one, { began }) => {
      const { page, locale, email } = one
      if (!guestAt(one)) await register(page, storefront.url, person("Sue", email), {})
      await subscribeByKeyboard(page, storefront.url, locale)
      const wishes = { card: "card_refused", parcel: false } as const
      await checkOut(page, guestAt(one) ? { ...wishes, email } : wishes)
      const { html } = await mail(one, began)
      await lookByLink(shop, page, html, { locale, act: "withdraw" })
      if (!guestAt(one)) await thinkBetterOfWithdrawing(page, storefront.url, locale)
      await reportUse(shop, email)
    })
    await work()
    await passDays(shop.knex, 24)
    await work()
    await each(async (one, { notice, charge }) => {
      const { text, html } = await mail(one, notice)
      expect(text).toMatch(charge)
      for (const act of ["postpone", "pause", "switch"] as const) {
        await lookByLink(shop, one.page, html, { locale: one.locale, act })
      }
    })
    // What was sent is noted first, and a mail may be read before its sender has the answer; it is charged when its day has come.
    await until("the notices to be noted", async () => {
      await work()
      const untold = await shop.knex("kairos_renewal").where({ state: "due" })
      return untold.length === 0 ? true : null
    })
    await passDays(shop.knex, 6)
    await work()
    // Nobody used it since the day on which they began, so nobody is charged before they say that they still want it.
    await each(async (one, { dormant }) => {
      const { html } = await mail(one, dormant)
      await keepByKeyboard(shop, one.page, html, one.locale)
    })
    await work()
    await each(async (one, { failed }) => {
      const { html } = await mail(one, failed)
      await replaceCardByKeyboard(shop, one.page, html, one.locale)
    })
    await work()
    await each(async (one, { changed, renewed }) => {
      await mail(one, changed)
      await mail(one, renewed)
      await reportComplaint(shop, one.email, "service.incident")
    })
    await work()
    await each(async (one) => {
      await readApology(shop, one.page, one)
      await reportComplaint(shop, one.email, "service.resolved")
    })
    await each(async (one, { renewed, cancelled }) => {
      const { html } = await mail(one, renewed)
      await stopAndAgreeByLink(shop, one.page, html, one)
      if (guestAt(one)) {
        await cancelByLink(shop, one.page, html, one.locale)
      } else {
        await manageByKeyboard(one.page, storefront.url, one.locale)
      }
      await mail(one, cancelled)
      expect([one.locale, one.complaints]).toEqual([one.locale, []])
      await one.leave()
    })
    const { rows } = await shop.knex.raw("select status from kairos_subscription")
    expect(rows).toEqual(all.map(() => ({ status: "cancelled" })))
    await sendElsewhereByKeyboard({ shop, browser, url: storefront.url, work })
    await close()
  })
})

describe("a shopper who was asked nothing yet", () => {
  it("leaves no identifier on the device", async () => {
    const { page } = guest
    await page.goto(storefront.url)
    await page.getByTestId("consent-decline").click()
    await fillCart(page, storefront.url, "mug")
    const cookies = (await page.context().cookies()).map(({ name }) => name)
    expect(cookies.sort()).toEqual(["shop_cart", "shop_permission"])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })

  it("finds every consent box empty", async () => {
    const { page } = guest
    await page.goto(`${storefront.url}/register`)
    for (const name of ["marketing", "personalisation"]) {
      expect(await page.getByTestId(`consent-${name}`).isChecked()).toBe(false)
    }
  })
})

/** Without what nobody sees: a control character is taken out where a text is shown. */
const plain = (text: string): string => text.replace(/\p{C}/gu, "").replace(/\s+/gu, " ").trim()

describe("what somebody wrote to do harm (C-06)", () => {
  let automations: string[] = []
  beforeAll(async () => {
    const home = { code: "home-hero", name: "Home" }
    // Another test of this file may have made it.
    expect([201, 409]).toContain((await shop.admin.post("/admin/kairos/placements", home)).status)
  })
  afterEach(async () => {
    for (const id of automations) {
      ok(await shop.admin.post(`/admin/kairos/automations/${id}/archive`))
    }
    automations = []
  })
  const greeting = (headline: string) => ({
    name: headline,
    objective: "inform",
    trigger: { code: "placement.requested", args: {} },
    priority: 99,
    steps: [
      step([
        {
          code: "show_content",
          args: { placement: "home-hero", content: content(headline, "Good to see **you**.") },
        },
      ]),
    ],
  })
  const made = async (headline: string): Promise<string> => {
    const path = "/admin/kairos/automations"
    const { automation } = ok(await shop.admin.post(path, greeting(headline)))
    automations.push(automation.id)
    return automation.id
  }
  const activate = async (id: string) =>
    ok(await shop.admin.post(`/admin/kairos/automations/${id}/activate`))
  /** Loads the page until its headline is as expected, and looks what harm was done by then. */
  const homeWith = async (headline: string) => {
    const { page } = guest
    await until(`the headline ${headline}`, async () => {
      await page.goto(storefront.url, { waitUntil: "networkidle" })
      const shown = await page.getByTestId("placement-home-hero").getByRole("heading").textContent()
      return plain(shown ?? "") === plain(headline) ? true : null
    })
    return harmDone(page)
  }

  it("runs nowhere as content, even if it came past the checks that refuse it", async () => {
    const { page } = guest
    await watchHarm(page)
    const taken: string[] = []
    for (const text of HARMFUL) {
      const answer = await shop.admin.post("/admin/kairos/automations", greeting(text))
      if (answer.status === 201) taken.push(text)
    }
    // What is no HTML and no template is a text like any other.
    expect(taken).toEqual(HARMFUL.filter((text) => !/[<]|{{/.test(text)))

    const id = await made("Harmful")
    // What is no template that may be rendered shows nothing at all.
    const texts = HARMFUL.filter((text) => !text.includes("{{"))
    const all = texts.join(" ")
    const harmful = {
      ...content(all, texts.join("\n\n")),
      disclosure: all,
      cta: { label: all, href: "javascript:globalThis.kairosHarm('link')" },
    }
    await shop.knex.raw(
      `update kairos_automation_version set definition = jsonb_set(definition, '{steps,0,actions,0,args,content}', ?::jsonb)
       where automation_id = ?`,
      [JSON.stringify(harmful), id]
    )
    await activate(id)
    expect(await homeWith(all)).toEqual([])
    expect(guest.complaints).toEqual([])
  })

  it("is shown as what it is where it is a customer's name", async () => {
    await activate(await made("Hello, {{default customer.first_name 'friend'}}"))
    const eve = person("Eve")
    const { page } = guest
    await watchHarm(page)
    await register(page, storefront.url, eve, { marketing: true, personalisation: true })
    const [{ id }] = ok(await shop.admin.get("/admin/customers", { email: eve.email })).customers
    for (const name of [...HARMFUL, ...HARMLESS_LOOKS]) {
      ok(await shop.admin.post(`/admin/customers/${id}`, { first_name: name }))
      expect([name, await homeWith(`Hello, ${name}`)]).toEqual([name, []])
      expect(plain((await page.getByTestId("greeting").textContent()) ?? "")).toContain(plain(name))
    }
    expect(guest.complaints).toEqual([])
  })
})

describe("a visitor who agrees to be remembered", () => {
  type Seen = { name: string; path: string | null; visitor_id: string; customer_id: string | null }
  const seen = () =>
    shop.knex<Seen>("kairos_behaviour").select("name", "path", "visitor_id", "customer_id")
  const idOf = async ({ page }: Visit): Promise<string | undefined> =>
    (await page.context().cookies()).find(({ name }) => name === "kairos_visitor")?.value
  const viewOf = (path: string, visitor: string) =>
    until(`the view of ${path}`, async () =>
      (await seen()).find(
        (one) => one.name === "page_viewed" && one.path === path && one.visitor_id === visitor
      )
    )

  it("is, from then on, and is forgotten when they take it back", async () => {
    const { page, complaints } = guest
    await page.goto(`${storefront.url}/products`)
    await page.getByTestId("consent-accept").click()
    await page.goto(`${storefront.url}/products/mug`)
    const visitor = await until("an id", () => idOf(guest).then((id) => id ?? null))
    await viewOf("/products", visitor)
    await viewOf("/products/mug", visitor)
    const product = await until("the product", async () =>
      (await seen()).find((one) => one.name === "product_viewed" && one.visitor_id === visitor)
    )
    expect(product.path).toBe("/products/mug")

    await page.getByTestId("privacy").locator("summary").click()
    await page.getByTestId("privacy-decline").click()
    await until("the visitor to be forgotten", async () =>
      (await seen()).some((one) => one.visitor_id === visitor) ? null : true
    )
    expect(await idOf(guest)).toBeUndefined()
    const before = (await seen()).length
    await page.goto(`${storefront.url}/cart`)
    await page.goto(`${storefront.url}/products`)
    await page.waitForTimeout(3_000)
    expect(await seen()).toHaveLength(before)
    expect(await idOf(guest)).toBeUndefined()
    expect(complaints).toEqual([])
  })

  it("is linked to the account they make", async () => {
    const { page } = guest
    await page.goto(`${storefront.url}/products`)
    await page.getByTestId("consent-accept").click()
    const vera = person("Vera")
    await register(page, storefront.url, vera, {})
    const visitor = (await idOf(guest))!
    await until("the link", async () =>
      (await seen()).some(
        (one) => one.visitor_id === visitor && one.path === "/products" && one.customer_id !== null
      )
        ? true
        : null
    )
  })

  it("is not, where the browser sends Global Privacy Control", async () => {
    const private_ = await visit(browser, { extraHTTPHeaders: { "Sec-GPC": "1" } })
    await private_.page.addInitScript(() => {
      Object.defineProperty(navigator, "globalPrivacyControl", { value: true })
    })
    const before = (await seen()).length
    await private_.page.goto(`${storefront.url}/products`)
    await private_.page.getByTestId("consent-accept").click()
    await private_.page.goto(`${storefront.url}/products/mug`)
    await private_.page.waitForTimeout(3_000)
    expect([await idOf(private_), (await seen()).length]).toEqual([undefined, before])
    await private_.leave()
  })
})

describe("every page", () => {
  const PATHS = [
    "/",
    "/products",
    "/products/mug",
    "/cart",
    "/login",
    "/register",
    "/account",
    "/account/privacy",
    "/x",
  ]

  it.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("is accessible, stands still and fits on a %s", async (_name, viewport) => {
    const { page, jumped, leave, complaints } = await visit(browser, { viewport })
    for (const path of PATHS) {
      await page.goto(storefront.url + path, { waitUntil: "networkidle" })
      expect([path, await jumped()]).toEqual([path, []])
      expect([path, await accessibilityProblems(page)]).toEqual([path, []])
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      )
      expect([path, wider]).toEqual([path, 0])
    }
    expect(complaints).toEqual([])
    await leave()
  })
})

describe("when Kairos does not answer", () => {
  let proxy: Server
  let proxied: Storefront
  let hang = true

  /** Medusa with a Kairos that hangs, or that breaks the line. */
  beforeAll(async () => {
    proxy = createServer((request, response) => {
      if (request.url?.startsWith("/store/kairos")) {
        if (!hang) request.socket.destroy()
        return
      }
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const { host: _host, connection: _connection, ...headers } = request.headers
        const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }
        fetch(shop.api + (request.url ?? ""), {
          method: request.method ?? "GET",
          headers: headers as Record<string, string>,
          ...body,
        }).then(
          async (answer) => {
            const { "content-encoding": _encoding, ...kept } = Object.fromEntries(answer.headers)
            delete kept["content-length"]
            delete kept["transfer-encoding"]
            response.writeHead(answer.status, kept)
            response.end(Buffer.from(await answer.arrayBuffer()))
          },
          () => response.destroy()
        )
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, resolve))
    const { port } = proxy.address() as AddressInfo
    proxied = await openStorefront(`http://localhost:${port}`, shop.shop.publishable_key)
  })
  afterAll(async () => {
    await proxied.close()
    proxy.closeAllConnections()
    await new Promise((resolve) => proxy.close(resolve))
  })

  it.each([
    ["hangs", true],
    ["breaks the line", false],
  ])("(it %s) the page is whole and a guest can buy", async (name, hanging) => {
    hang = hanging
    const { page, jumped, complaints } = guest
    await page.goto(proxied.url)
    const hero = page.getByTestId("placement-home-hero")
    await hero.getByRole("heading", { name: "Small things, well made" }).waitFor()
    await page.getByTestId("products").waitFor()
    expect(await jumped()).toEqual([])
    await fillCart(page, proxied.url, "mug")
    const email = `guest-${hanging}@shop.example`
    expect(await checkOut(page, { email, marketing: true })).toMatch(/^order_/)
    expect([name, complaints]).toEqual([name, []])
  })
})
