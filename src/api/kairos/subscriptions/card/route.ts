import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../../core/content/render-template"
import { changeCard, savedCards } from "../../../../workflows/renewal/change-card"
import { factsOf, form, isOpen, type LinkPage, openSubscription, sendResult } from "../act-by-link"
import { formFields, sendPage } from "../../support/page"
import { ACTS, TEXTS } from "../texts"

/** The cards that the payment provider holds of this customer; their numbers never come near us. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "card")
  if (page !== null) {
    await showCards(req, res, page)
  }
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "card")
  if (page === null) {
    return
  }
  const { card } = formFields(req)
  const result =
    typeof card === "string" && page.about !== null
      ? await changeCard(page.runtime, page.id, card)
      : null
  if (result === null) {
    await showCards(req, res, page)
  } else {
    await sendResult(req, res, page, "card", result)
  }
}

async function showCards(req: MedusaRequest, res: MedusaResponse, page: LinkPage): Promise<void> {
  const { runtime, language, about } = page
  const words = TEXTS[language]
  const { title, button } = ACTS.card[language]
  const open = about !== null && isOpen(page, "card")
  const cards = open ? await savedCards(runtime, about.subscription) : []
  const now = about?.subscription.payment?.data.payment_method
  // Another card than the one that is used: that is what somebody comes for.
  const proposed = cards.find(({ id }) => id !== now) ?? cards[0]
  const choices = cards
    .map((card) => {
      const text = card.id === now ? words.usedNow(card.label) : card.label
      const checked = card === proposed ? " checked" : ""
      return `<label><input type="radio" name="card" value="${escapeHtml(card.id)}"${checked}>${escapeHtml(text)}</label>`
    })
    .join("")
  const shop = escapeHtml(runtime.options.storefrontUrl)
  sendPage(res, 200, {
    language,
    title,
    body: !open
      ? `<p>${escapeHtml(words.nothing)}</p>`
      : cards.length === 0
        ? `${factsOf(page).join("")}<p>${escapeHtml(words.noCards)}</p><p><a href="${shop}">${escapeHtml(words.shop)}</a></p>`
        : `${factsOf(page).join("")}${form(req, "card", `<fieldset><legend>${escapeHtml(words.chooseCard)}</legend>${choices}</fieldset><button type="submit">${escapeHtml(button)}</button>`)}`,
  })
}
