import type { Page } from "playwright-core"
import { signToken } from "../../src/workflows/support/tokens"
import { ok, placeOrder } from "../support/shopper"
import { until } from "../support/until"
import { accessibilityProblems, picture, showsFocus, tabTo } from "./browser"
import { type E2eShop, shoppingIn } from "./e2e-shop"

/** What the pages behind the links of a mail say in one language. */
export type MailPageWords = {
  readonly unsubscribe: string
  readonly unsubscribed: string
  readonly preferences: string
  readonly consent: string
  readonly often: string
  readonly preview: string
  readonly promise: string
  readonly save: string
  readonly saved: string
  readonly confirm: string
  readonly agree: string
  readonly confirmed: string
  readonly notYet: string
  readonly later: string
  readonly putOff: string
}

export const MAIL_PAGES: Readonly<Record<"en" | "es" | "pt", MailPageWords>> = {
  en: {
    unsubscribe: "Unsubscribe",
    unsubscribed: "You are unsubscribed",
    preferences: "Your preferences",
    consent: "News and offers, by e-mail",
    often: "How often",
    preview: "Show what this means",
    promise: "Up to 2 offers a month.",
    save: "Save",
    saved: "Your choices are saved.",
    confirm: "Please confirm",
    agree: "I agree",
    confirmed: "Thank you",
    notYet: "Not needed yet?",
    later: "Remind me later",
    putOff: "Until later",
  },
  es: {
    unsubscribe: "Darme de baja",
    unsubscribed: "Te has dado de baja",
    preferences: "Tus preferencias",
    consent: "Novedades y ofertas, por correo",
    often: "Con qué frecuencia",
    preview: "Mostrar qué significa",
    promise: "Hasta 2 ofertas al mes.",
    save: "Guardar",
    saved: "Tus opciones están guardadas.",
    confirm: "Confirma, por favor",
    agree: "Acepto",
    confirmed: "Gracias",
    notYet: "¿Aún no hace falta?",
    later: "Recordármelo más tarde",
    putOff: "Hasta más tarde",
  },
  pt: {
    unsubscribe: "Cancelar inscrição",
    unsubscribed: "Inscrição cancelada",
    preferences: "Suas preferências",
    consent: "Novidades e ofertas, por e-mail",
    often: "Com que frequência",
    preview: "Mostrar o que isso significa",
    promise: "Até 2 ofertas por mês.",
    save: "Salvar",
    saved: "Suas escolhas estão salvas.",
    confirm: "Confirme, por favor",
    agree: "Concordo",
    confirmed: "Obrigado",
    notYet: "Ainda não precisa?",
    later: "Lembrar mais tarde",
    putOff: "Até mais tarde",
  },
}

/**
 * A guest agrees, buys, and then changes their mind with the mail's links, by keyboard alone: preferences, unsubscribe, and
 * agreeing again, which a mail has to confirm. Every page on the way is accessible and in the language.
 */
export async function changeMindByKeyboard(
  shop: E2eShop,
  page: Page,
  language: keyof typeof MAIL_PAGES
): Promise<void> {
  const words = MAIL_PAGES[language]
  const email = `guest-${language}@mail.example`
  await agree(shop, email, language)
  await placeOrder(shoppingIn(shop), { email })
  const offer = await mailTo(shop, email, ({ headers }) => "List-Unsubscribe" in headers)

  await open(shop, page, linkIn(offer.html, "preferences"))
  await isFine(page, words.preferences, `mail-preferences-${language}`)
  const box = page.getByRole("checkbox", { name: words.consent })
  expect(await box.isChecked()).toBe(true)
  await tabTo(page, page.getByLabel(words.often, { exact: true }))
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  await press(page, "button", words.preview, "Enter")
  await page.getByText(words.promise).waitFor()
  expect(await page.getByLabel(words.often, { exact: true }).inputValue()).toBe("2/31")
  await isFine(page, words.preferences, `mail-preferences-preview-${language}`)
  await press(page, "checkbox", words.consent, "Space")
  await press(page, "button", words.save, "Enter")
  await page.getByRole("status").getByText(words.saved).waitFor()
  expect(await box.isChecked()).toBe(false)
  await isFine(page, words.preferences, `mail-preferences-saved-${language}`)

  await open(shop, page, /<(.+)>/.exec(offer.headers["List-Unsubscribe"] ?? "")?.[1] ?? "")
  await isFine(page, null, `mail-unsubscribe-${language}`)
  await press(page, "button", words.unsubscribe, "Enter")
  await page.getByRole("heading", { name: words.unsubscribed }).waitFor()
  await isFine(page, words.unsubscribed, `mail-unsubscribed-${language}`)

  await agree(shop, email, language)
  const asked = await mailTo(shop, email, ({ text }) => text.includes("/kairos/confirm"))
  await open(shop, page, linkIn(asked.html, "confirm"))
  await isFine(page, words.confirm, `mail-confirm-${language}`)
  await press(page, "button", words.agree, "Enter")
  await page.getByRole("heading", { name: words.confirmed }).waitFor()
  await isFine(page, words.confirmed, `mail-confirmed-${language}`)

  await open(shop, page, await notYetLinkOf(shop, email))
  await isFine(page, words.notYet, `mail-not-yet-${language}`)
  await press(page, "button", words.later, "Enter")
  await page.getByRole("heading", { name: words.putOff }).waitFor()
  await isFine(page, words.putOff, `mail-put-off-${language}`)
}

/** As a reminder of what they bought holds it, which comes when it may be used up. */
async function notYetLinkOf({ api, knex }: E2eShop, email: string): Promise<string> {
  type Bought = { customer_id: string; product_id: string; day: string }
  const bought = await until<Bought>("the purchase", () =>
    knex("kairos_purchase as p")
      .join("kairos_purchase_line as l", "l.purchase_id", "p.id")
      .where({ email })
      .first("p.customer_id", "l.product_id", knex.raw(BOUGHT_ON))
  )
  const payload = { product: bought.product_id, bought: bought.day }
  const token = await signToken(SECRETS, "not_yet", bought.customer_id, payload)
  return `${api}/kairos/not-yet?token=${token}`
}

const BOUGHT_ON = "(p.occurred_at at time zone 'Europe/Madrid')::date::text as day"
/** Of medusa-config.ts. */
const SECRETS = {
  secret: "only-for-the-demo-and-the-tests-0123456789",
  previousSecrets: [],
}

async function agree(shop: E2eShop, email: string, locale: string): Promise<void> {
  const consent = { email, purpose: "marketing", channel: "email", source: "checkout", locale }
  const { store } = shoppingIn(shop)
  ok(await store.post("/store/kairos/consents", { ...consent, text_version: "test" }))
}

export type Mail = Awaited<ReturnType<E2eShop["mailbox"]["messages"]>>[number]

export const mailTo = (
  shop: E2eShop,
  email: string,
  fits: (mail: Mail) => boolean
): Promise<Mail> =>
  until(`a mail to ${email}`, async () => (await shop.mailbox.messages(email)).find(fits), {
    seconds: 30,
  })

export function linkIn(html: string, page: string): string {
  const link = new RegExp(`href="([^"]+/kairos/${page}[^"]+)"`).exec(html)?.[1]
  if (link === undefined) throw new Error(`expected a link to ${page} in: ${html}`)
  return link.replaceAll("&#61;", "=").replaceAll("&amp;", "&")
}

/** Links lead to the shop's public address; the shop of the tests answers elsewhere. */
export async function open(shop: E2eShop, page: Page, link: string): Promise<void> {
  const { pathname, search } = new URL(link)
  await page.goto(`${shop.api}${pathname}${search}`)
}

export async function press(
  page: Page,
  role: "button" | "checkbox",
  name: string,
  key: "Enter" | "Space"
): Promise<void> {
  const target = page.getByRole(role, { name, exact: true })
  await tabTo(page, target)
  expect([name, await showsFocus(target)]).toEqual([name, true])
  await page.keyboard.press(key)
}

export async function isFine(page: Page, heading: string | null, name: string): Promise<void> {
  if (heading !== null) {
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(heading)
  }
  await picture(page, name)
  expect([name, await accessibilityProblems(page)]).toEqual([name, []])
}
