import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { isoDay } from "../../../core/analysis/shop-history"
import { dateText } from "../../../core/content/format-value"
import { escapeHtml } from "../../../core/content/render-template"
import { formatUnit } from "../../../core/text/format"
import type { Language } from "../../../core/text/localized"
import {
  type PutOffOffer,
  putOffOffer,
  type Reminded,
  sayNotYet,
} from "../../../workflows/predict/not-yet"
import { runtimeOf } from "../../../workflows/support/runtime"
import type { VerifiedToken } from "../../../workflows/support/tokens"
import { openLink } from "../support/open-link"
import { formAction, formFields, pageLanguage, sendPage, tokenOf } from "../support/page"
import { TEXTS } from "./texts"

/** Asks first: mail gateways open every link that they scan, and opening must change nothing. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "not_yet")
  if (token !== null) {
    const offer = await putOffOffer(runtime, remindedBy(token))
    sendOffer(req, res, offer)
  }
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "not_yet")
  if (token === null) {
    return
  }
  const { days } = formFields(req)
  const said = await sayNotYet(
    runtime,
    remindedBy(token),
    days === undefined ? null : Number(days === "" ? NaN : days)
  )
  if (said.kind !== "put_off") {
    return sendOffer(req, res, said.kind === "wrong" ? said.offer : null)
  }
  const language = pageLanguage(req, said.offer.locale, runtime.options.locale)
  const words = TEXTS[language]
  sendPage(res, 200, {
    language,
    title: words.doneTitle,
    body: `<p class="done" role="status">${escapeHtml(words.done(dayText(said.remind_on, language)))}</p>`,
  })
}

/** A form of another page changes nothing, and sees what can be chosen here. */
function sendOffer(req: MedusaRequest, res: MedusaResponse, offer: PutOffOffer | null): void {
  const language = pageLanguage(req, offer?.locale, runtimeOf(req.scope).options.locale)
  const words = TEXTS[language]
  sendPage(
    res,
    200,
    offer === null
      ? {
          language,
          title: words.nothingTitle,
          body: `<p>${escapeHtml(words.nothing)}</p>`,
        }
      : {
          language,
          title: words.title,
          body: formHtml(offer, language, formAction("not-yet", String(tokenOf(req)))),
        }
  )
}

const OTHER_DAYS = [7, 14, 30, 60]

function formHtml(offer: PutOffOffer, language: Language, action: string): string {
  const words = TEXTS[language]
  const choices = [...new Set([offer.days, ...OTHER_DAYS])].map((days) => {
    const proposed = days === offer.days
    const label =
      proposed && offer.learned
        ? words.likely(dayText(isoDay(offer.today + days), language))
        : words.in(formatUnit(days, "day", language))
    return [
      `<label><input type="radio" name="days" value="${days}"${proposed ? " checked" : ""}>`,
      `<span>${escapeHtml(label)}</span></label>`,
    ].join("")
  })
  return [
    `<p>${escapeHtml(words.ask(offer.title ?? words.something))}</p>`,
    `<form method="post" action="${action}"><fieldset><legend>${escapeHtml(words.when)}</legend>${choices.join("")}</fieldset>`,
    `<p class="hint" id="kept">${escapeHtml(words.hint)}</p>`,
    `<button type="submit" aria-describedby="kept">${escapeHtml(words.button)}</button></form>`,
  ].join("")
}

/** A day of the shop's calendar, whatever the zone. */
const dayText = (day: string, language: Language): string =>
  dateText(`${day}T00:00:00.000Z`, language, "UTC")

const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

const remindedBy = ({ subject, payload }: VerifiedToken): Reminded => ({
  customer_id: subject,
  product_key: textOf(payload.product),
  last_bought: textOf(payload.bought),
})
