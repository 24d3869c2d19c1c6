import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../../core/content/render-template"
import { agreedVersion } from "../../../../core/renewal/agreement"
import { coming } from "../../../../modules/kairos-renewal/rows"
import { changeSubscription } from "../../../../workflows/renewal/change-subscription"
import { formFields, sendPage } from "../../support/page"
import { factsOf, form, isOpen, type LinkPage, openSubscription, sendResult } from "../act-by-link"
import { agreementBox } from "../agreement-box"
import { ACTS, TEXTS } from "../texts"

/** The text and the box that a storefront shows, for whoever has no account there: empty, and a press of its own. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "agree")
  if (page !== null) {
    showBox(req, res, page)
  }
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "agree")
  if (page === null) {
    return
  }
  const { agreed, amount } = formFields(req)
  const text_version = agreedVersion(agreed)
  const words = TEXTS[page.language]
  if (!isOpen(page, "agree")) {
    showBox(req, res, page)
  } else if (text_version === null) {
    showBox(req, res, page, words.tickBox)
  } else if (amount !== (page.about?.next?.amount ?? "")) {
    // The sentence named another price than the one that counts now.
    showBox(req, res, page, words.priceChanged)
  } else {
    const act = { kind: "auto_renew", on: true, text_version } as const
    const by = { actor: "link", source: "mail" } as const
    const result = await changeSubscription(page.runtime, page.id, act, by)
    await sendResult(req, res, page, "agree", result)
  }
}

function showBox(
  req: MedusaRequest,
  res: MedusaResponse,
  page: LinkPage,
  problem: string | null = null
): void {
  const { language, about } = page
  const words = TEXTS[language]
  const { title, button } = ACTS.agree[language]
  const wrong = problem === null ? "" : `<p class="wrong" role="alert">${escapeHtml(problem)}</p>`
  sendPage(res, 200, {
    language,
    title,
    body:
      about === null || !isOpen(page, "agree")
        ? `<p>${escapeHtml(words.nothing)}</p>`
        : `${wrong}${factsOf(page).join("")}${form(req, "agree", `${boxOf(about, language)}<button type="submit">${escapeHtml(button)}</button>`)}`,
  })
}

function boxOf(
  { subscription, next }: NonNullable<LinkPage["about"]>,
  language: LinkPage["language"]
): string {
  const amount = next?.amount ?? null
  const { terms, currency_code } = coming(subscription)
  const box = agreementBox(terms.term, { amount, currency_code }, language)
  return `${box}<input type="hidden" name="amount" value="${escapeHtml(amount ?? "")}">`
}
