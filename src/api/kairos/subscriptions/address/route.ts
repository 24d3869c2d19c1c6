import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../../core/content/render-template"
import { changeAddress } from "../../../../workflows/renewal/change-address"
import { openPeriod } from "../../../../workflows/renewal/open-period"
import { shipsTo } from "../../../../workflows/renewal/ships-to"
import { formFields, sendPage } from "../../support/page"
import { factsOf, form, isOpen, type LinkPage, openSubscription, sendResult } from "../act-by-link"
import { addressForm, type Draft } from "../address-form"
import { backToRenewal } from "../address-line"
import { ACTS, TEXTS } from "../texts"

/** The page where another address is given. It shows none of the one on file: a link can be in other hands. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "address")
  if (page !== null) {
    await showForm(req, res, page, { fields: {}, problems: [] })
  }
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await openSubscription(req, res, "address")
  if (page === null) {
    return
  }
  const { runtime, id, period } = page
  if (period === null || !isOpen(page, "address")) {
    return showForm(req, res, page, { fields: {}, problems: [] })
  }
  const fields = formFields(req)
  const by = { actor: "link", source: "mail" } as const
  const result = await changeAddress(runtime, id, fields, by, period)
  if (result.kind === "wrong") {
    return showForm(req, res, page, { fields, problems: result.problems })
  }
  const about = result.kind === "refused" ? page.about : await openPeriod(runtime, id)
  const { language } = page
  await sendResult(
    req,
    res,
    { ...page, about },
    "address",
    result,
    result.kind === "refused"
      ? []
      : [
          ...factsOf({ ...page, about }),
          await backToRenewal({
            runtime,
            language,
            subscription: result.subscription,
            period_index: period,
          }),
        ]
  )
}

async function showForm(
  req: MedusaRequest,
  res: MedusaResponse,
  page: LinkPage,
  draft: Draft
): Promise<void> {
  const { runtime, language, about } = page
  const { title, button } = ACTS.address[language]
  const onFile =
    about !== null && isOpen(page, "address") ? await shipsTo(runtime, about.subscription) : null
  sendPage(res, 200, {
    language,
    title,
    body:
      onFile === null
        ? `<p>${escapeHtml(TEXTS[language].nothing)}</p>`
        : `${factsOf(page).join("")}${addressForm(onFile, draft, language, (inner) =>
            form(req, "address", `${inner}<button type="submit">${escapeHtml(button)}</button>`)
          )}`,
  })
}
