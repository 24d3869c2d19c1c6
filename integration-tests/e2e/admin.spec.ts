import type { Browser, BrowserContextOptions } from "playwright-core"
import { ok, placeOrder, registerShopper, type Shopper, type Shopping } from "../support/shopper"
import { until } from "../support/until"
import {
  card,
  confirm,
  type Language,
  logIn,
  open,
  pick,
  pickCustomer,
  readerOf,
  settled,
  speak,
} from "./admin-journeys"
import { listenFor } from "./admin-words"
import {
  accessibilityProblems,
  launchBrowser,
  picture,
  showsFocus,
  tabTo,
  type Visit,
  visit,
} from "./browser"
import { type E2eShop, openE2eShop, shoppingIn } from "./e2e-shop"
import { pastSubscriptions } from "../support/past-subscriptions"

jest.setTimeout(10 * 60_000)

const DESKTOP = { width: 1440, height: 900 }

let browser: Browser
let shop: E2eShop
let shopping: Shopping
let ada: Shopper
let ben: Shopper
let login: BrowserContextOptions["storageState"]
let admin: Visit

beforeAll(async () => {
  shop = await openE2eShop({ withAdmin: true })
  browser = await launchBrowser()
  shopping = shoppingIn(shop)
  ada = await registerShopper(shopping, "ada@agreed.example", { first_name: "Ada" })
  ben = await registerShopper(shopping, "ben@silent.example", { first_name: "Ben" })
  const consents = [
    { purpose: "marketing", channel: "email", granted: true },
    { purpose: "personalisation", channel: "on_site", granted: true },
  ]
  ok(await shopping.storeAs(ada).post("/store/kairos/preferences", { consents }))
  const first = await visit(browser, { viewport: DESKTOP })
  await logIn(first.page, shop.api, shop.shop.admin)
  login = await first.page.context().storageState()
  await first.leave()
})
afterAll(async () => {
  await browser?.close()
  await shop?.close()
})
beforeEach(async () => {
  admin = await visit(browser, { viewport: DESKTOP, ...(login ? { storageState: login } : {}) })
})
afterEach(async () => {
  const name = expect.getState().currentTestName ?? ""
  await picture(admin.page, `last-${name.replace(/\W+/g, "-").slice(-60)}`).catch(() => {})
  await admin.leave()
})

/** The page is one for everybody, and nothing went wrong in it. */
async function fine(name: string, root = "main"): Promise<void> {
  await picture(admin.page, name)
  expect([name, await accessibilityProblems(admin.page, root)]).toEqual([name, []])
  expect([name, admin.complaints]).toEqual([name, []])
}

const goTo = (path: string) => open(admin.page, shop.api, path)

const buy = (shopper: Shopper, variant_id: string) =>
  placeOrder(shopping, { shopper, items: [{ variant_id, quantity: 1 }] })

const sentTo = async ({ id }: Shopper) =>
  ok(await shop.admin.get("/admin/kairos/deliveries", { customer_id: id, state: "sent" }))
    .deliveries[0]

const decided = (shopper: Shopper) =>
  until("the decision", async () => {
    const { decisions } = ok(
      await shop.admin.get("/admin/kairos/decisions", { customer_id: shopper.id })
    )
    return decisions[0] as { id: string; kind: string; reason: string | null } | undefined
  })

/** One story, told in order: each chapter stands on the one before. */
describe("an admin", () => {
  it("logs in and finds Kairos in the sidebar, with nothing in it yet", async () => {
    const { page, leave } = await visit(browser, { viewport: DESKTOP })
    await logIn(page, shop.api, shop.shop.admin)
    await page.getByRole("link", { name: "Kairos", exact: true }).click()
    await page.waitForURL("**/kairos/automations")
    for (const name of ["Templates", "Placements", "Decisions", "Deliveries", "Health"]) {
      await page.getByRole("link", { name, exact: true }).first().waitFor()
    }
    await leave()

    await goTo("/kairos")
    await admin.page.getByText("Your first automation in a few minutes").waitFor()
    await admin.page.getByText("Shadow mode: nothing is sent").waitFor()
    await fine("automations-empty")
    for (const [path, text] of [
      ["/kairos/templates", "No template yet"],
      ["/kairos/placements", "No placement yet"],
      ["/kairos/decisions", "No decision yet"],
      ["/kairos/deliveries", "No delivery yet"],
      ["/kairos/carts", "No cart was left in these weeks."],
    ] as const) {
      await goTo(path)
      await admin.page.getByText(text, { exact: true }).waitFor()
      await fine(`${path.slice(8)}-empty`)
    }
  })

  it("writes a template, sees it as a customer would, and is told what is misspelt", async () => {
    const { page } = admin
    await goTo("/kairos/templates")
    await page.getByRole("link", { name: "New template" }).first().click()
    await page.getByLabel("Name", { exact: true }).fill("Thank you")
    await page.getByLabel("Subject", { exact: true }).fill("Hello {{customer.frist_name}}")
    await page.getByRole("button", { name: "Create template" }).click()
    const subject = page.getByLabel("Subject", { exact: true })
    await page.getByRole("alert").first().waitFor()
    expect(await subject.getAttribute("aria-invalid")).toBe("true")
    const said = page.locator(`[id="${await subject.getAttribute("aria-describedby")}"]`)
    expect(await said.innerText()).toMatch(
      /"customer\.frist_name".*did you mean "customer\.first_name"/
    )
    await fine("template-misspelt")

    await subject.fill("Thank you, {{default customer.first_name 'friend'}}")
    await pickCustomer(page, /As this customer/, ada.email)
    await page.getByText("Thank you, Ada", { exact: true }).waitFor()
    const mail = page.locator("iframe").first().contentFrame()
    await mail.getByText("Hello Ada").waitFor()
    await fine("template-preview")
    await page.getByRole("button", { name: "Create template" }).click()
    await page.waitForURL(/templates\/ktpl/)
    await page.getByRole("heading", { name: "Thank you", level: 1 }).waitFor()
    await goTo("/kairos/templates")
    await page.getByRole("link", { name: "Thank you" }).waitFor()
    await fine("templates")
  })

  it("makes an automation, reads it as a sentence, tries it on a customer and activates it", async () => {
    const { page } = admin
    await goTo("/kairos/automations/new")
    await fine("automation-choose")
    await page.getByRole("link", { name: "Start empty" }).click()
    await page.getByLabel("Name", { exact: true }).fill("Thank good buyers")
    await pick(page, "Objective", "Buy again")
    await page.getByRole("button", { name: "Add condition", exact: true }).click()
    await pick(page, "Fact", "Order total")
    await pick(page, "Comparison", "is at least")
    await page.getByLabel("Value", { exact: true }).fill("40")
    await page.getByRole("button", { name: "Add step" }).click()
    await page.getByRole("button", { name: "Add action" }).click()
    await page.getByRole("menuitem", { name: /Issue a coupon/ }).click()
    await page.getByLabel(/Percent or amount/).fill("10")
    await page.getByRole("button", { name: "Add action" }).click()
    await page.getByRole("menuitem", { name: /Send a message/ }).click()
    await pick(page, "Template", /^Thank you/)
    await fine("automation-form")
    await page.getByRole("button", { name: "Create automation" }).click()
    await page.waitForURL(/automations\/kauto/)
    await settled(page)

    const status = card(page, "Status")
    await status.getByText(/order total is at least €40\.00/).waitFor()
    const sentence = await status.innerText()
    expect(sentence).toMatch(/10 ?%/)
    expect(sentence).toContain("Thank you")
    expect(sentence).toContain("Draft")

    await pickCustomer(page, /Customer/, ada.email)
    await card(page, "Try it on a customer").getByRole("listitem").first().waitFor()
    await page.getByRole("button", { name: "Show what they would get" }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByText("Thank you, Ada").first().waitFor()
    await drawer.locator("iframe").contentFrame().getByText("Hello Ada").waitFor()
    await fine("automation-preview", "[role=dialog]")
    await page.keyboard.press("Escape")

    await page.getByRole("button", { name: "Activate" }).click()
    await fine("automation-activate", "[role=alertdialog]")
    await confirm(page, "Activate")
    await status.getByText("Active", { exact: true }).waitFor()
    await fine("automation")
    expect(ok(await shop.admin.get("/admin/kairos/decisions")).count).toBe(0)
    expect(await shop.mailbox.messages()).toEqual([])
  })

  it("switches to live in the settings, after being asked once more", async () => {
    const { page } = admin
    await goTo("/kairos/settings")
    await page.getByRole("button", { name: "Switch to live" }).click()
    await fine("settings-live", "[role=alertdialog]")
    await confirm(page, "Switch to live")
    await page.getByRole("button", { name: "Back to shadow" }).waitFor()
    await fine("settings")
    await goTo("/kairos/automations")
    expect(await page.getByText("Shadow mode: nothing is sent").count()).toBe(0)
    await fine("automations")
  })

  it("reads in the decisions why one buyer got a mail and the other nothing", async () => {
    const { page } = admin
    await buy(ada, shop.shop.lamp.variant_id)
    await buy(ben, shop.shop.lamp.variant_id)
    const mail = await until("the mail", async () => (await shop.mailbox.messages(ada.email))[0])
    expect(mail.subject).toBe("Thank you, Ada")
    expect(await decided(ben)).toMatchObject({ kind: "skip", reason: "consent_missing" })
    expect(await shop.mailbox.messages(ben.email)).toEqual([])

    await goTo("/kairos/decisions")
    const rows = page.locator("tbody tr")
    await rows.nth(1).waitFor()
    await fine("decisions")
    await pick(page, "Reason", "No consent")
    await page.waitForURL(/reason=consent_missing/)
    await rows.filter({ hasText: ada.email }).waitFor({ state: "detached" })
    expect(await rows.count()).toBe(1)
    await rows.filter({ hasText: ben.email }).getByRole("link").first().click()
    await page
      .getByText("Not sent, because there is no consent to marketing by e-mail")
      .first()
      .waitFor()
    await settled(page)
    await fine("decision-skipped")

    await goTo("/kairos/decisions")
    await pick(page, "Outcome", "Send")
    await page.waitForURL(/kind=send/)
    await rows.filter({ hasText: ben.email }).waitFor({ state: "detached" })
    await rows.filter({ hasText: ada.email }).getByRole("link").first().click()
    await page.getByText(/^Sent/).first().waitFor()
    await page
      .getByText(/order total is €65\.00|€65\.00/)
      .first()
      .waitFor()
    await settled(page)
    await fine("decision-sent")
  })

  it("finds the deliveries with their coupon, and a healthy shop", async () => {
    const { page } = admin
    await goTo("/kairos/deliveries")
    const row = page.locator("tbody tr").filter({ hasText: ada.email })
    await row.getByText("Sent", { exact: true }).waitFor()
    await row.locator("code").waitFor()
    await row.getByText(/^Attempts: 1/).click()
    await fine("deliveries")
    await row.getByRole("link").first().click()
    await card(page, "The message").getByText("Links lead nowhere").waitFor()
    const mail = page.frameLocator("iframe[title^='Mail:']")
    await mail
      .getByText(/••••-••••-••••-/)
      .first()
      .waitFor()
    expect(await mail.locator("[href]").count()).toBe(0)
    await card(page, "Attempts").getByText(/sent$/).waitFor()
    await fine("delivery")
    await goTo("/kairos/deliveries")
    await pick(page, "State", "Failed")
    await page.getByText("Nothing found").waitFor()
    await fine("deliveries-none")

    await goTo("/kairos/health")
    await card(page, "Health").getByText("Healthy").waitFor()
    await card(page, "Triggers").getByText("Order placed").waitFor()
    const days = card(page, "Decisions by day")
    await days.getByText("As a table").click()
    // Fourteen days and the heading; today one was sent and one was not.
    expect(await days.getByRole("row").count()).toBe(15)
    expect(await days.getByRole("row").last().innerText()).toMatch(/\s1\s+0\s+1$/)
    await page.locator("svg.recharts-surface").first().waitFor()
    await fine("health")
  })

  it("sees whose code others tried, and not the code", async () => {
    const { page } = admin
    const [{ code }] = ok(await shopping.storeAs(ada).get("/store/kairos/coupons")).coupons
    const stranger = shopping.storeAs(ben)
    const { cart } = ok(await stranger.post("/store/carts", { region_id: shop.shop.region_id }))
    await stranger.post(`/store/carts/${cart.id}/promotions`, { promo_codes: [code] })
    await goTo("/kairos/coupon-attempts")
    const tried = card(page, `Code that ends in ${code.slice(-4)}`)
    await tried.getByText("Watched", { exact: true }).waitFor()
    await tried.getByText(/^This code was tried once by somebody else, on /).waitFor()
    await tried.getByRole("link", { name: ada.email }).waitFor()
    expect(await page.locator("main").innerText()).not.toContain(code)
    await fine("coupon-attempts")
  })

  it("sees who waits for an answer for how long, and notes that they have it", async () => {
    const { page } = admin
    const opened = new Date(Date.now() - 30 * 3_600_000).toISOString()
    const complaint = { id: "complaint-of-ben", name: "service.incident", email: ben.email }
    const events = [{ ...complaint, occurred_at: opened, properties: { reference: "t/1" } }]
    expect(ok(await shop.admin.post("/admin/kairos/events", { events })).accepted).toBe(1)
    await goTo("/kairos/incidents")
    const row = page.getByRole("row").filter({ hasText: ben.email })
    await row.getByText("Overdue", { exact: true }).waitFor()
    await row.getByText("1.3 days", { exact: true }).waitFor()
    await page.getByText("1 wait for an answer, 1 of them too long.").waitFor()
    await fine("incidents")
    await row.getByRole("button", { name: `Answered: ${ben.email}` }).click()
    await page.getByText("Nobody waits for an answer").waitFor()
    await pick(page, "Show", "Answered late")
    await row.getByText("Answered late", { exact: true }).waitFor()
  })

  it("sees on the customer's page what the shop holds on them", async () => {
    const { page } = admin
    await goTo(`/customers/${ada.id}`)
    const kairos = card(page, "Kairos")
    await kairos
      .getByText(/^Tier [ABC]$/)
      .first()
      .waitFor()
    await kairos.getByText("Marketing · E-mail").waitFor()
    await kairos.getByText("in the preferences").first().waitFor()
    await kairos.getByRole("link", { name: "Thank good buyers" }).waitFor()
    const code = ok(await shopping.storeAs(ada).get("/store/kairos/coupons")).coupons[0].code
    await kairos.getByText(code).waitFor()
    await kairos.evaluate((element) => element.setAttribute("data-kairos", ""))
    await fine("customer", "[data-kairos]")
    await kairos.getByRole("link", { name: "All decisions" }).click()
    await page.waitForURL(new RegExp(`decisions\\?customer_id=${ada.id}`))
  })

  it("answers whoever asks what is held, doubts a decision, and wants to be erased", async () => {
    const { page } = admin
    const cleo = await registerShopper(shopping, "cleo@asks.example", { first_name: "Cleo" })
    await buy(cleo, shop.shop.lamp.variant_id)
    const { id } = await decided(cleo)
    const message = "Please look at this."
    ok(await shopping.storeAs(cleo).post(`/store/kairos/decisions/${id}/review`, { message }))
    await goTo("/kairos/privacy")
    await page.getByText(message).waitFor()
    await card(page, "Register of processing").getByText("Evidence of consent").waitFor()
    await fine("privacy")
    const answer = page.getByLabel(`Answer to ${cleo.email}`)
    await tabTo(page, answer)
    await page.keyboard.type("All is well.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await card(page, "Answered requests").getByText("All is well.").waitFor()

    await page.getByRole("link", { name: cleo.email }).first().click()
    await page.getByRole("heading", { name: cleo.email, level: 1 }).waitFor()
    await settled(page)
    await fine("dossier")
    await page.getByLabel("How did they say so?").fill("by telephone on 3 March")
    await page.getByRole("button", { name: "Take down the objection" }).click()
    await page.getByText("The customer objected.", { exact: true }).waitFor()
    await page.getByText("None is reckoned.").waitFor()

    const confirmation = page.getByLabel(`To confirm, type ${cleo.email}`)
    await confirmation.fill("somebody@else.example")
    await page.getByRole("button", { name: "Erase this person" }).click()
    await page.getByText("This is not the address. Nothing was erased.").waitFor()
    await confirmation.fill(cleo.email)
    await page.getByRole("button", { name: "Erase this person" }).click()
    await page.getByRole("heading", { name: "Erased", level: 1 }).waitFor()
    await page.getByText("Nothing of the person was found any more.").waitFor()
    // The receipt is read from its beginning, where the page before was left at its end.
    const focused = () => document.activeElement?.getAttribute("aria-label")
    expect(await page.evaluate(focused)).toBe("Erased")
    await fine("erased")
  })

  it("makes a placement without ever touching the mouse", async () => {
    const { page } = admin
    await goTo("/kairos/placements")
    const reach = async (role: "link" | "button" | "textbox" | "switch", name: string) => {
      const target = page.locator("main").getByRole(role, { name, exact: true }).first()
      await target.waitFor()
      await tabTo(page, target)
      expect([name, await showsFocus(target)]).toEqual([name, true])
    }
    await reach("link", "New placement")
    await page.keyboard.press("Enter")
    await reach("textbox", "Name")
    await page.keyboard.type("Home")
    await reach("textbox", "Code")
    await page.keyboard.type("home-hero")
    await reach("switch", "Show fallback content")
    await page.keyboard.press("Space")
    await reach("textbox", "Headline")
    await page.keyboard.type("A warm welcome")
    await reach("textbox", "Text")
    await page.keyboard.type("Good to see you.")
    await reach("button", "Create placement")
    await page.keyboard.press("Enter")
    await page.getByRole("link", { name: "Home", exact: true }).waitFor()
    await fine("placements")

    await goTo("/kairos/placements/new")
    await reach("textbox", "Name")
    await page.keyboard.type("Home again")
    await reach("textbox", "Code")
    await page.keyboard.type("home-hero")
    await reach("button", "Create placement")
    await page.keyboard.press("Enter")
    await page
      .getByRole("alert")
      .getByText(/exists already; choose another code/)
      .waitFor()
    await fine("placement-taken")
  })

  it("pauses an automation without ever touching the mouse, and activates it again", async () => {
    const { page } = admin
    await goTo("/kairos/automations")
    const main = page.locator("main")
    await tabTo(page, main.getByRole("link", { name: "Thank good buyers" }))
    await page.keyboard.press("Enter")
    await page.waitForURL(/automations\/kauto/)
    await settled(page)
    const status = card(page, "Status")
    for (const [verb, state] of [
      ["Pause", "Paused"],
      ["Activate", "Active"],
    ] as const) {
      await tabTo(page, status.getByRole("button", { name: verb }))
      await page.keyboard.press("Enter")
      await tabTo(page, page.getByRole("alertdialog").getByRole("button", { name: verb }))
      await page.keyboard.press("Enter")
      await status.getByText(state, { exact: true }).waitFor()
    }
  })

  it("is warned of conditions that nobody can fulfil", async () => {
    const [first] = ok(await shop.admin.get("/admin/kairos/automations")).automations
    const { name: _name, trigger, steps, purpose } = first
    const count = (operator: string, value: number) => ({
      field: "profile.order_count",
      operator,
      value,
    })
    const conditions = { combinator: "and", rules: [count(">", 30), count("<", 20)] }
    const nobody = { name: "For nobody", trigger, steps, purpose, conditions }
    const { automation } = ok(await shop.admin.post("/admin/kairos/automations", nobody))
    await goTo(`/kairos/automations/${automation.id}`)
    await admin.page.getByText(/^Nobody can ever fulfil both/).waitFor()
    await fine("automation-warned")
  })

  it("brings left carts back with a preset: its mails with one click, its hour changed, active", async () => {
    const { page } = admin
    await goTo("/kairos/automations/new")
    await page.getByRole("link", { name: "Use this: Abandoned cart" }).click()
    await page.getByText("You left something in your cart").waitFor()
    await fine("preset-mails")
    await page.getByRole("button", { name: "Make these mails and go on" }).click()
    const second = page.getByRole("group", { name: "Step 2", exact: true })
    await second.getByText("Cart reminder with a discount (en)").first().waitFor()
    expect(await page.getByLabel("Time without activity").inputValue()).toBe("1")

    await second.getByLabel("Time", { exact: true }).fill("")
    await page.getByRole("button", { name: "Create automation" }).click()
    await second.getByText(/wait\.until needs a time, weekdays, a date/).waitFor()
    await fine("preset-without-hour")
    await second.getByLabel("Time", { exact: true }).fill("10:30")
    await second.getByRole("button", { name: "Saturday" }).click()
    await page.getByRole("button", { name: "Create automation" }).click()
    await page.waitForURL(/automations\/kauto/)
    await settled(page)
    const status = card(page, "Status")
    await status.getByText(/on the next Saturday at 10:30/).waitFor()
    await page.getByRole("button", { name: "Activate" }).click()
    await confirm(page, "Activate")
    await status.getByText("Active", { exact: true }).waitFor()
    await fine("preset-active")
  })

  it("makes a plan, sees who has it and what is due, and switches and cancels for a customer who asked", async () => {
    const { page } = admin
    await goTo("/kairos/subscriptions")
    await page.getByText("No subscription yet", { exact: true }).waitFor()
    await fine("subscriptions-empty")
    await page.getByRole("link", { name: "Plans", exact: true }).first().click()
    await page.getByRole("link", { name: "New plan" }).first().click()
    await page.getByLabel("Name", { exact: true }).fill("Mug club")
    await page.getByRole("button", { name: "Create plan" }).click()
    const product = page.getByRole("combobox", { name: "Product" })
    await page.getByRole("alert").first().waitFor()
    expect(await product.getAttribute("aria-invalid")).toBe("true")
    await fine("plan-without-product")
    await product.fill("Mug")
    await page.getByRole("option", { name: /Mug/ }).first().click()
    await page.getByLabel("Own price for renewals").click()
    await page.getByLabel("Price of a renewal").fill("19.9")
    await page.getByRole("button", { name: "Create plan" }).click()
    await page.waitForURL(/plans\/kplan/)
    await page.getByRole("heading", { name: "Mug club", level: 1 }).waitFor()
    await settled(page)
    await fine("plan")
    const [plan] = ok(await shop.admin.get("/admin/kairos/plans")).plans
    expect([plan.terms.term, plan.terms.price]).toEqual([
      { unit: "month", count: 1 },
      { amount: "19.9", currency_code: "eur" },
    ])

    const metadata = {
      kairos_plan_id: plan.id,
      kairos_auto_renew: true,
      kairos_text_version: "2026-1",
    }
    const items = [{ variant_id: shop.shop.mug.variant_id, quantity: 1, metadata }]
    await placeOrder(shopping, { shopper: ben, items })
    const own = "/store/kairos/subscriptions"
    const id = await until("the subscription", async () => {
      const { subscriptions } = ok(await shopping.storeAs(ben).get(own))
      return subscriptions[0]?.id as string | undefined
    })
    await pastSubscriptions(shop.knex, id)

    await goTo("/kairos/subscriptions")
    await page.getByLabel("Search by e-mail, product or plan").fill(ben.email)
    await page.getByText("1–1 of 1", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Clear filters" }).click()
    await pick(page, "Next renewal", "Payment failed")
    await page.getByText("Payment failed", { exact: true }).nth(1).waitFor()
    await fine("subscriptions-failed")
    await goTo("/kairos/subscriptions")
    await fine("subscriptions")
    await goTo("/kairos/subscriptions/outlook")
    await page.getByRole("button", { name: "Check now" }).click()
    await page.getByText(/^Subscriptions checked: /).waitFor()
    await fine("subscriptions-outlook")

    const yearly = {
      name: "Mug by the year",
      product_id: plan.product_id,
      terms: { term: { unit: "year", count: 1 }, renewal: "automatic" },
    }
    ok(await shop.admin.post("/admin/kairos/plans", yearly))
    await goTo(`/kairos/subscriptions/${id}`)
    await pick(page, "To what?", /Mug by the year/)
    await page.getByText(/delivery and tax included.*until the customer agrees/).waitFor()
    await fine("subscription")
    await page.getByRole("button", { name: "Switch it" }).click()
    await page.getByText("Mug: Mug by the year, with the next payment").waitFor()
    // While it is there, a toast gives the focus back to whoever tabs past it.
    await page.getByText("It is switched", { exact: true }).waitFor({ state: "detached" })
    const cancel = page.getByRole("button", { name: "Cancel subscription" })
    await tabTo(page, cancel)
    expect(await showsFocus(cancel)).toBe(true)
    await page.keyboard.press("Enter")
    await fine("subscription-cancel-asked", "[role=alertdialog]")
    await confirm(page, "Cancel subscription")
    await page.getByText(/^Paid until .+; nothing is charged any more\.$/).waitFor()
    await fine("subscription-cancelled")
    expect(ok(await shopping.storeAs(ben).get(own)).subscriptions[0].status).toBe("cancelled")
  })

  it("stops everything in an emergency, and lets it run again", async () => {
    const { page } = admin
    await goTo("/kairos/settings")
    await page.getByRole("button", { name: "Stop: Everything" }).click()
    await fine("stop-asked", "[role=alertdialog]")
    await confirm(page, "Stop")
    await page.getByRole("button", { name: "Let it run again: Everything" }).waitFor()
    await fine("stopped")
    await goTo("/kairos/deliveries")
    await page.getByText("Everything is stopped", { exact: true }).waitFor()
    await goTo("/kairos/settings")
    await page.getByRole("button", { name: "Let it run again: Everything" }).click()
    await confirm(page, "Let it run again")
    await page.getByRole("button", { name: "Stop: Everything" }).waitFor()
    expect(await page.getByText("Everything is stopped", { exact: true }).count()).toBe(0)
  })

  it("lets tiers go by shares and adds a rate in the settings, and reads on a product's page who buys it", async () => {
    const { page } = admin
    await goTo("/kairos/settings")
    const form = page.getByRole("form", { name: "Customer tiers" })
    await pick(page, "Tiers by", "Share of the customers")
    await form.getByLabel("A: the best, in percent").fill("15")
    await form.getByRole("button", { name: "Add a rate" }).click()
    await form.getByLabel("From, rate 1").fill("USD")
    await form.getByLabel("Into, rate 1").fill("eur")
    await form.getByLabel("One unit is worth, rate 1").fill("0.92")
    await form.getByRole("button", { name: "Save" }).click()
    // The rate has no day yet: the answer stands at its field.
    await form
      .getByText(/must be a day such as/)
      .first()
      .waitFor()
    await form.getByLabel("From this day on, rate 1").fill("2026-01-01")
    await form.getByRole("button", { name: "Save" }).click()
    const policy = await until("the policy to be saved", async () => {
      const { tiers } = ok(await shop.admin.get("/admin/kairos/settings")).settings
      return tiers.shares ? tiers : null
    })
    expect(policy).toMatchObject({
      shares: { a: 0.15, b: 0.4 },
      rates: [{ from: "usd", to: "eur", date: "2026-01-01", rate: 0.92 }],
    })
    await fine("settings-tiers")
    await buy(ben, shop.shop.lamp.variant_id)
    const path = `/admin/kairos/value/products/${shop.shop.lamp.id}/buyers`
    await until("the purchase", async () =>
      ok(await shop.admin.get(path)).buyers.customers > 0 ? true : null
    )
    await goTo(`/products/${shop.shop.lamp.id}`)
    const buyers = card(page, "Who buys it")
    await buyers.getByText("Customers", { exact: true }).waitFor()
    await buyers.evaluate((element) => element.setAttribute("data-kairos", ""))
    await fine("product", "[data-kairos]")
  })

  it("is told on every page that a copied database sends nothing, and makes it the shop", async () => {
    const { page } = admin
    const elsewhere = { value: JSON.stringify("made elsewhere") }
    await shop.knex("kairos_setting").where({ key: "installation" }).update(elsewhere)
    const isCopy = async () =>
      ok(await shop.admin.get("/admin/kairos/settings")).settings.is_copy as boolean
    await until("the copy to be noticed", async () => ((await isCopy()) ? true : null))
    await goTo("/kairos/templates")
    await page.getByText("This is a copy: nothing is sent from it").waitFor()
    await fine("copy")
    await page.getByRole("button", { name: "This is the shop" }).click()
    await fine("copy-asked", "[role=alertdialog]")
    await confirm(page, "This is the shop")
    await page.getByText("This is a copy: nothing is sent from it").waitFor({ state: "detached" })
    expect(await isCopy()).toBe(false)
  })

  it.each<[Exclude<Language, "en">]>([["es"], ["ptBR"]])(
    "reads every page in %s",
    async (language) => {
      const { page } = admin
      await speak(page, language)
      const { automations } = ok(await shop.admin.get("/admin/kairos/automations"))
      const { plans } = ok(await shop.admin.get("/admin/kairos/plans"))
      const named: readonly { name: string }[] = [...automations, ...plans]
      const given = new Set(named.map(({ name }) => name))
      const words = listenFor(page, language, given)
      const template = ok(await shop.admin.get("/admin/kairos/templates")).templates[0]
      const [plan] = plans
      const failed = { renewal_state: "failed", limit: 1 }
      const [late] = ok(await shop.admin.get("/admin/kairos/subscriptions", failed)).subscriptions
      const paths = [
        "/kairos/automations",
        "/kairos/automations/new",
        "/kairos/automations/new?preset=abandoned_cart",
        ...automations.map(({ id }: { id: string }) => `/kairos/automations/${id}`),
        "/kairos/templates",
        "/kairos/templates/new",
        `/kairos/templates/${template.id}`,
        "/kairos/placements",
        "/kairos/placements/new",
        "/kairos/placements/home-hero",
        "/kairos/decisions",
        `/kairos/decisions/${(await decided(ada)).id}`,
        `/kairos/decisions/${(await decided(ben)).id}`,
        "/kairos/deliveries",
        `/kairos/deliveries/${(await sentTo(ada)).id}`,
        "/kairos/carts",
        "/kairos/results",
        "/kairos/value",
        "/kairos/subscriptions",
        `/kairos/subscriptions/${late.id}`,
        "/kairos/subscriptions/outlook",
        "/kairos/subscriptions/plans",
        "/kairos/subscriptions/plans/new",
        `/kairos/subscriptions/plans/${plan.id}`,
        "/kairos/health",
        "/kairos/triggers",
        "/kairos/coupon-attempts",
        "/kairos/incidents?state=late",
        "/kairos/settings",
        "/kairos/audit",
        "/kairos/privacy",
        `/kairos/privacy/${ada.id}`,
      ]
      const { turnTo } = readerOf(page, shop.api)
      for (const path of paths) {
        await turnTo(path)
        const name = `${language}-${path.slice(8).replace(/\W+/g, "-").slice(0, 24)}`
        expect([path, await words.leftovers()]).toEqual([path, []])
        await fine(name)
      }
      await goTo(`/customers/${ada.id}`)
      const kairos = card(page, "Kairos")
      await kairos.getByRole("link", { name: "Thank good buyers" }).waitFor()
      await kairos.evaluate((element) => element.setAttribute("data-kairos", ""))
      expect(await words.leftovers("[data-kairos]")).toEqual([])
      await fine(`${language}-customer`, "[data-kairos]")
      expect(await words.leftovers("nav, aside")).toEqual([])
    }
  )
})
