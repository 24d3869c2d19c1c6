import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { dateText, moneyText } from "../../../../core/content/format-value"
import { escapeHtml } from "../../../../core/content/render-template"
import { agreedVersion } from "../../../../core/renewal/agreement"
import { termText } from "../../../../core/renewal/renewal-words"
import {
  type SwitchOffer,
  switchOffers,
  type Target,
} from "../../../../workflows/renewal/switch-offers"
import {
  quoteSwitch,
  type SwitchQuote,
  switchSubscription,
} from "../../../../workflows/renewal/switch-subscription"
import { formFields, sendPage } from "../../support/page"
import {
  factsOf,
  form,
  isOpen,
  type LinkPage,
  nameOf,
  openSubscription,
  sendResult,
} from "../act-by-link"
import { agreementBox } from "../agreement-box"
import { ACTS, TEXTS } from "../texts"

const BY = { actor: "link", source: "mail" } as const

/** What it may become, for whoever has no account: one press to see what one of it costs, one to choose it. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "switch")
  if (page !== null) {
    await showChoices(req, res, page)
  }
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "switch")
  if (page === null) {
    return
  }
  const { runtime, id, period } = page
  const { to, amount, agreed } = formFields(req)
  const target = targetOf(to)
  if (target === null || period === null || !isOpen(page, "switch")) {
    return showChoices(req, res, page)
  }
  if (typeof amount !== "string") {
    const asked = await quoteSwitch(runtime, id, target, period)
    return asked.kind === "refused"
      ? sendResult(req, res, page, "switch", asked)
      : showQuote(req, res, page, asked.quote)
  }
  const wish = { ...target, amount, text_version: agreedVersion(agreed) }
  await sendResult(
    req,
    res,
    page,
    "switch",
    await switchSubscription(runtime, id, wish, BY, period)
  )
}

const valueOf = ({ plan_id, variant_id }: Target): string => `${plan_id} ${variant_id}`

/** What a form says that was chosen; ids have no blanks. */
function targetOf(value: unknown): Target | null {
  const [, plan_id, variant_id] = /^(\S{1,100}) (\S{1,100})$/.exec(String(value)) ?? []
  return plan_id === undefined || variant_id === undefined ? null : { plan_id, variant_id }
}

async function showChoices(req: MedusaRequest, res: MedusaResponse, page: LinkPage): Promise<void> {
  const { runtime, language, about } = page
  const words = TEXTS[language]
  const open = about !== null && isOpen(page, "switch")
  const offers = open ? await switchOffers(runtime, about.subscription) : []
  const choices = offers.map((offer, index) => choiceHtml(offer, page, index === 0)).join("")
  const fields = `<fieldset><legend>${escapeHtml(words.choose)}</legend>${choices}</fieldset>`
  sendPage(res, 200, {
    language,
    title: ACTS.switch[language].title,
    body: !open
      ? `<p>${escapeHtml(words.nothing)}</p>`
      : offers.length === 0
        ? `${factsOf(page).join("")}<p>${escapeHtml(words.noChoice)}</p>`
        : `${factsOf(page).join("")}${form(req, "switch", `${fields}<button type="submit">${escapeHtml(words.look)}</button>`)}`,
  })
}

function choiceHtml(offer: SwitchOffer, { about, language }: LinkPage, first: boolean): string {
  const { price, terms, back } = offer
  const currency = about?.subscription.currency_code ?? null
  const every = termText(terms.term, language, terms.renewal)
  const text = `${nameOf(offer, language)}: ${moneyText(price, currency, language)} ${every}`
  const hint = back ? ` (${TEXTS[language].present})` : ""
  return `<label><input type="radio" name="to" value="${escapeHtml(valueOf(offer))}"${first ? " checked" : ""}><span>${escapeHtml(`${text}${hint}`)}</span></label>`
}

/** What the press would mean: from when, for how much, and whether it goes on by itself. */
function showQuote(
  req: MedusaRequest,
  res: MedusaResponse,
  { about, language }: LinkPage,
  { offer, amount, due_at, asks }: SwitchQuote
): void {
  const words = TEXTS[language]
  const { title, button } = ACTS.switch[language]
  const { currency_code = null, zone = "UTC" } = about?.subscription ?? {}
  const price = moneyText(amount, currency_code, language)
  const date = dateText(due_at.toISOString(), language, zone)
  const manual = offer.terms.renewal === "manual"
  const says = [
    words.becomes(nameOf(offer, language), date, price),
    words.switches,
    ...(manual ? [words.byHand] : []),
  ]
  const box = asks
    ? `${agreementBox(offer.terms.term, { amount, currency_code: currency_code ?? "" }, language)}<p class="hint">${escapeHtml(words.boxOrByHand)}</p>`
    : ""
  const hidden = [
    ["to", valueOf(offer)],
    ["amount", amount],
  ].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value ?? "")}">`
  )
  sendPage(res, 200, {
    language,
    title,
    body: `${says.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}${form(
      req,
      "switch",
      `${hidden.join("")}${box}<button type="submit">${escapeHtml(button)}</button>`
    )}`,
  })
}
