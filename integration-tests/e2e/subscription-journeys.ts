import type { Page } from "playwright-core"
import { type Locale, textsOf } from "../../demo/storefront/src/texts/texts"
import { activated } from "../support/marketer"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import { accessibilityProblems, picture, showsFocus, tabTo } from "./browser"
import type { E2eShop } from "./e2e-shop"
import { isFine as pageIsFine, linkIn, mailTo, open, press } from "./mail-pages"

/** What a subscriber reads in one language, besides the storefront's own texts. */
export type SubscriberWords = {
  readonly began: string
  readonly notice: string
  readonly charge: RegExp
  readonly dormant: string
  readonly keep: readonly [title: string, button: string, done: string]
  readonly failed: string
  readonly card: readonly [title: string, button: string, done: string]
  readonly changed: string
  readonly renewed: string
  readonly apology: readonly [subject: string, text: RegExp]
  readonly cancel: readonly [title: string, button: string, done: string]
  readonly cancelled: string
  readonly resume: readonly [button: string, done: string]
  /** Pages behind the links of a mail that are looked at and left. */
  readonly postpone: readonly [title: string, button: string]
  readonly pause: readonly [title: string, button: string]
  readonly switch: readonly [title: string, button: string]
  readonly withdraw: readonly [title: string, button: string]
  readonly stop: readonly [title: string, button: string, done: string]
  readonly agree: readonly [title: string, button: string, done: string]
}

export const SUBSCRIBERS: Readonly<Record<Locale, SubscriberWords>> = {
  en: {
    began: "Your subscription to Club",
    notice: "Before your Club renews",
    charge: /we will charge €39\.00/,
    dormant: "Are you still using Club?",
    keep: ["Renew", "Renew now", "It is being renewed"],
    failed: "We could not renew Club",
    card: ["Use another card", "Use this card", "It is changed"],
    changed: "You changed Club",
    renewed: "Club is renewed",
    apology: ["We are looking after it", /We are sorry; somebody of our team looks after it/],
    cancel: ["Cancel", "Cancel now", "It is cancelled"],
    cancelled: "You cancelled Club",
    resume: ["Keep it", "It goes on"],
    postpone: ["Move the next date", "Move it"],
    pause: ["Pause", "Pause until then"],
    switch: ["Switch to something else", "See what it costs"],
    withdraw: ["Withdraw from contract here", "Confirm withdrawal"],
    stop: ["Stop automatic renewal", "Stop it", "It does not renew by itself any more"],
    agree: ["Let it renew by itself", "Turn it on", "It renews by itself from now on"],
  },
  es: {
    began: "Tu suscripción a Club",
    notice: "Antes de renovar Club",
    charge: /cobraremos 39,00\s€/,
    dormant: "¿Aún usas Club?",
    keep: ["Renovar", "Renovar ahora", "Se está renovando"],
    failed: "No pudimos renovar Club",
    card: ["Usar otra tarjeta", "Usar esta tarjeta", "Está cambiada"],
    changed: "Has cambiado Club",
    renewed: "Club está renovada",
    apology: ["Nos estamos ocupando", /Lo sentimos; alguien de nuestro equipo se ocupa/],
    cancel: ["Cancelar", "Cancelar ahora", "Está cancelada"],
    cancelled: "Has cancelado Club",
    resume: ["Conservarla", "Sigue"],
    postpone: ["Cambiar la próxima fecha", "Cambiarla"],
    pause: ["Pausar", "Pausar hasta entonces"],
    switch: ["Cambiar a otra cosa", "Ver cuánto cuesta"],
    withdraw: ["Desistir del contrato aquí", "Confirmar desistimiento"],
    stop: ["Parar la renovación automática", "Pararla", "Ya no se renueva sola"],
    agree: ["Que se renueve sola", "Activarlo", "Desde ahora se renueva sola"],
  },
  pt: {
    began: "Sua assinatura de Club",
    notice: "Antes de renovar Club",
    charge: /cobraremos €\s?39,00/,
    dormant: "Você ainda usa Club?",
    keep: ["Renovar", "Renovar agora", "Está sendo renovada"],
    failed: "Não conseguimos renovar Club",
    card: ["Usar outro cartão", "Usar este cartão", "Foi trocado"],
    changed: "Você alterou Club",
    renewed: "Club está renovada",
    apology: ["Estamos cuidando disso", /Pedimos desculpas; alguém da nossa equipe está cuidando/],
    cancel: ["Cancelar", "Cancelar agora", "Está cancelada"],
    cancelled: "Você cancelou Club",
    resume: ["Manter", "Continua"],
    postpone: ["Mudar a próxima data", "Mudar"],
    pause: ["Pausar", "Pausar até lá"],
    switch: ["Trocar por outra", "Ver quanto custa"],
    withdraw: ["Desistir do contrato aqui", "Confirmar desistência"],
    stop: ["Parar a renovação automática", "Parar", "Não renova mais sozinha"],
    agree: ["Deixar renovar sozinha", "Ativar", "A partir de agora renova sozinha"],
  },
}

/** A membership by the month that needs no parcel, and the cards of the demo to pay it with. */
export async function sellClub({ admin, shop }: E2eShop): Promise<void> {
  const providers = { payment_providers: ["pp_system_default", "pp_demo_cards"] }
  ok(await admin.post(`/admin/regions/${shop.region_id}`, providers))
  const { product } = ok(
    await admin.post("/admin/products", {
      title: "Club",
      handle: "club",
      status: "published",
      sales_channels: [{ id: shop.sales_channel_id }],
      options: [{ title: "Kind", values: ["Month"] }],
      variants: [
        {
          title: "Month",
          options: { Kind: "Month" },
          manage_inventory: false,
          prices: [{ currency_code: "eur", amount: 39 }],
        },
      ],
    })
  )
  const terms = {
    term: { unit: "day", count: 30 },
    renewal: "automatic",
    may_skip: true,
    postpone_days: 20,
    pause_days: 40,
    dormant_after_days: 20,
  }
  ok(
    await admin.post("/admin/kairos/plans", {
      name: "Club by the month",
      product_id: product.id,
      terms,
    })
  )
  ok(
    await admin.post("/admin/kairos/plans", {
      name: "Club by the year",
      product_id: product.id,
      terms: {
        ...{ term: { unit: "year", count: 1 }, renewal: "automatic" },
        price: { amount: "390", currency_code: "eur" },
      },
    })
  )
}

async function isFine(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect([name, await accessibilityProblems(page)]).toEqual([name, []])
}

async function reach(page: Page, testId: string) {
  const target = page.getByTestId(testId).first()
  await target.waitFor()
  await tabTo(page, target)
  expect([testId, await showsFocus(target)]).toEqual([testId, true])
  return target
}

/** On the product's page, by keyboard: reads the plan, agrees to automatic renewal in a box that was empty, stands in the cart. */
export async function subscribeByKeyboard(page: Page, url: string, locale: Locale): Promise<void> {
  const { plans } = textsOf[locale]
  await page.goto(`${url}/products/club`)
  await reach(page, "plan-once")
  await page.keyboard.press("ArrowDown")
  const words = page.getByTestId("plan-words").getByRole("listitem")
  await words.first().waitFor()
  expect(await words.count()).toBe(3)
  const box = page.getByTestId("auto-renew")
  expect(await box.isChecked()).toBe(false)
  await isFine(page, `plans-${locale}`)
  await reach(page, "auto-renew")
  await page.keyboard.press("Space")
  expect(await box.isChecked()).toBe(true)
  await reach(page, "add-to-cart")
  await page.keyboard.press("Enter")
  await page.getByTestId("added").getByRole("link").click()
  await page.getByTestId("plan-of-line").getByText(plans.inCartAutomatic).waitFor()
}

/** The mail with this subject, which must be there within seconds. */
export const mailWith = (shop: E2eShop, email: string, subject: string) =>
  until(
    `a mail "${subject}" to ${email}`,
    async () => (await shop.mailbox.messages(email)).find((mail) => mail.subject === subject),
    { seconds: 30 }
  )

/** What another system tells of whoever uses it, as a club's door does. */
export async function reportUse({ admin }: E2eShop, email: string): Promise<void> {
  const id = `used-${email.replaceAll(/\W/g, "-")}`
  const event = { id, name: "subscription.used", email, occurred_at: new Date().toISOString() }
  expect(ok(await admin.post("/admin/kairos/events", { events: [event] }))).toMatchObject({
    accepted: 1,
  })
}

/** Answers what goes wrong, in every language that the shop speaks. */
export async function apologise({ admin }: E2eShop): Promise<void> {
  const path = "/admin/kairos/presets/service_apology/templates"
  await activated(admin, ok(await admin.post(path, { locale: "en" })).automation)
}

/** What the help desk tells of somebody: they complain, and later, that they were answered. */
export async function reportComplaint(
  { admin }: E2eShop,
  email: string,
  name: "service.incident" | "service.resolved"
): Promise<void> {
  const reference = `ticket-${email.replaceAll(/\W/g, "-")}`
  const complaint = name === "service.incident" ? { kind: "complaint" } : {}
  const event = {
    id: `${name}-${reference}`,
    name,
    email,
    occurred_at: new Date().toISOString(),
    properties: { reference, ...complaint },
  }
  expect(ok(await admin.post("/admin/kairos/events", { events: [event] }))).toMatchObject({
    accepted: 1,
  })
}

/** The mail that answers a complaint, as it is read: whole, accessible and in the language. */
export async function readApology(
  shop: E2eShop,
  page: Page,
  { email, locale }: { readonly email: string; readonly locale: Locale }
): Promise<void> {
  const [subject, text] = SUBSCRIBERS[locale].apology
  const { html } = await mailWith(shop, email, subject)
  await page.setContent(html)
  await page.getByText(text).waitFor()
  expect(await page.locator("html").getAttribute("lang")).toMatch(locale)
  await picture(page, `apology-${locale}`)
  const problems = await accessibilityProblems(page)
  expect([locale, problems.filter((one) => !OF_PAGES.test(one))]).toEqual([locale, []])
}

/** What is asked of a page, which its reader walks through, and not of a mail, which another program shows inside its own. */
const OF_PAGES = /^(document-title|landmark-one-main|page-has-heading-one|region):/

/** By the link in the mail that asks before it charges, by keyboard: it is still used, so it goes on. */
export async function keepByKeyboard(
  shop: E2eShop,
  page: Page,
  html: string,
  locale: Locale
): Promise<void> {
  const [title, button, done] = SUBSCRIBERS[locale].keep
  await open(shop, page, linkIn(html, "subscriptions/renew"))
  await pageIsFine(page, title, `keep-${locale}`)
  await press(page, "button", button, "Enter")
  await page.getByRole("heading", { name: done }).waitFor()
  await pageIsFine(page, done, `kept-${locale}`)
}

/** By the link in the mail about a payment that failed, by keyboard: another card than the one that did not pay. */
export async function replaceCardByKeyboard(
  shop: E2eShop,
  page: Page,
  html: string,
  locale: Locale
): Promise<void> {
  const [title, button, done] = SUBSCRIBERS[locale].card
  await open(shop, page, linkIn(html, "subscriptions/card"))
  await pageIsFine(page, title, `card-${locale}`)
  expect(await page.getByRole("radio", { checked: true }).inputValue()).toBe("card_good")
  await press(page, "button", button, "Enter")
  await page.getByRole("heading", { name: done }).waitFor()
  await pageIsFine(page, done, `card-done-${locale}`)
}

/** What a link in a mail asks before it acts: in the language, accessible, and its button within reach of the keyboard. */
export async function lookByLink(
  shop: E2eShop,
  page: Page,
  html: string,
  {
    locale,
    act,
  }: { readonly locale: Locale; readonly act: "postpone" | "pause" | "switch" | "withdraw" }
): Promise<void> {
  const [title, button] = SUBSCRIBERS[locale][act]
  await open(shop, page, linkIn(html, `subscriptions/${act}`))
  await pageIsFine(page, title, `${act}-link-${locale}`)
  const target = page.getByRole("button", { name: button, exact: true })
  await tabTo(page, target)
  expect([button, await showsFocus(target)]).toEqual([button, true])
}

/**
 * By links in mails alone, by keyboard and without a login: stops automatic renewal, and, by the receipt that says so, agrees to it
 * again in a box that is empty.
 */
export async function stopAndAgreeByLink(
  shop: E2eShop,
  page: Page,
  html: string,
  { email, locale }: { readonly email: string; readonly locale: Locale }
): Promise<void> {
  const { stop, agree } = SUBSCRIBERS[locale]
  const pressed = async ([, button, done]: SubscriberWords["stop"], name: string) => {
    await press(page, "button", button, "Enter")
    await page.getByRole("heading", { name: done }).waitFor()
    await pageIsFine(page, done, `${name}-done-${locale}`)
  }
  await open(shop, page, linkIn(html, "subscriptions/stop"))
  await pageIsFine(page, stop[0], `stop-${locale}`)
  await pressed(stop, "stop")
  const receipt = await mailTo(shop, email, (mail) => mail.html.includes("/subscriptions/agree"))
  await open(shop, page, linkIn(receipt.html, "subscriptions/agree"))
  await pageIsFine(page, agree[0], `agree-link-${locale}`)
  const box = page.getByRole("checkbox")
  expect(await box.isChecked()).toBe(false)
  await tabTo(page, box)
  await page.keyboard.press("Space")
  await pressed(agree, "agree-link")
}

/** By the link in a mail, without a login: cancels, takes it back where the page offers that, and cancels for good. */
export async function cancelByLink(
  shop: E2eShop,
  page: Page,
  html: string,
  locale: Locale
): Promise<void> {
  const words = SUBSCRIBERS[locale]
  const [title, button, done] = words.cancel
  const cancel = async () => {
    await open(shop, page, linkIn(html, "subscriptions/cancel"))
    await pageIsFine(page, title, `cancel-${locale}`)
    await press(page, "button", button, "Enter")
    await page.getByRole("heading", { name: done }).waitFor()
    await pageIsFine(page, done, `cancelled-${locale}`)
  }
  await cancel()
  await press(page, "button", words.resume[0], "Enter")
  await page.getByRole("heading", { name: words.resume[1] }).waitFor()
  await cancel()
}

/** In the account, by keyboard: is about to withdraw, in the days in which the law lets them, and leaves it as it is. */
export async function thinkBetterOfWithdrawing(
  page: Page,
  url: string,
  locale: Locale
): Promise<void> {
  await page.goto(`${url}/account`)
  await reach(page, "withdraw")
  await page.keyboard.press("Enter")
  await page.getByTestId("withdraw-sure-question").waitFor()
  await isFine(page, `withdraw-${locale}`)
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await page.getByTestId("withdraw").waitFor()
}

/**
 * In the account, by keyboard: what was charged, the next one left out, automatic renewal off and, with its text, on again; the date
 * moved, a pause and its end; another plan, at a price that nobody agrees to; then the way out in two presses, and back, and out.
 */
export async function manageByKeyboard(page: Page, url: string, locale: Locale): Promise<void> {
  const { subscriptions } = textsOf[locale]
  await page.goto(`${url}/account`)
  const card = page.getByTestId("subscription")
  await card.waitFor()
  expect(await card.getByTestId("subscription-says").innerText()).toMatch(/39/)
  await isFine(page, `subscriptions-${locale}`)
  const notice = card.getByTestId("subscription-notice")
  const pressed = async (testId: string, shows: string) => {
    await reach(page, testId)
    await page.keyboard.press("Enter")
    await card.getByTestId(shows).waitFor()
    await notice.getByText(subscriptions.done).waitFor()
  }
  await pressed("skip", "auto-off")
  await pressed("auto-off", "auto-on")
  await reach(page, "auto-on")
  await page.keyboard.press("Enter")
  await card.getByTestId("agree-question").waitFor()
  await isFine(page, `agree-${locale}`)
  await pressed("agree", "auto-off")
  const asked = async (what: string) => {
    await reach(page, what)
    await page.keyboard.press("Enter")
    await card.getByTestId(`${what}-sure-question`).waitFor()
    await isFine(page, `${what}-${locale}`)
  }
  await asked("postpone")
  await pressed("postpone-sure", "pause")
  await asked("pause")
  await pressed("pause-sure", "resume")
  await pressed("resume", "pause")
  await reach(page, "switch")
  await page.keyboard.press("Enter")
  await card.getByTestId("switch-costs").getByText(/390/).waitFor()
  expect(await card.getByTestId("switch-agree").isChecked()).toBe(false)
  await isFine(page, `switch-${locale}`)
  await pressed("switch-sure", "auto-on")
  await card.getByTestId("subscription-says").getByText("Club by the year").waitFor()
  await reach(page, "cancel")
  await page.keyboard.press("Enter")
  await pressed("cancel-sure", "resume")
  await pressed("resume", "auto-on")
  await reach(page, "cancel")
  await page.keyboard.press("Enter")
  await pressed("cancel-sure", "resume")
  await card.getByTestId("charges").locator("summary").click()
  expect(await card.getByTestId("charge").count()).toBe(1)
  await isFine(page, `cancelled-account-${locale}`)
}
