import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../core/content/render-template"
import { unsubscribe } from "../../../workflows/consent/unsubscribe"
import { preferencesLink } from "../../../workflows/messages/links"
import { runtimeOf } from "../../../workflows/support/runtime"
import { openLink } from "../support/open-link"
import { formAction, formFields, maskEmail, pageLanguage, sendPage, tokenOf } from "../support/page"
import { TEXTS } from "./texts"

/** Asks first: mail gateways open every link that they scan, and opening must change nothing. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "unsubscribe")
  if (token === null) {
    return
  }
  const person = await runtime.consent.readPersonById(token.subject)
  const language = pageLanguage(req, person?.locale, runtime.options.locale)
  const words = TEXTS[language]
  const who = person === null ? words.yourAddress : maskEmail(person.email)
  sendPage(res, 200, {
    language,
    title: words.title,
    body: [
      `<p>${escapeHtml(words.ask(who))}</p>`,
      `<form method="post" action="${formAction("unsubscribe", String(tokenOf(req)))}">`,
      `<input type="hidden" name="from" value="page"><button type="submit">${escapeHtml(words.button)}</button></form>`,
    ].join(""),
  })
}

/** One click of a mail program (RFC 8058) or the page's button: both need no cookie, no login, and get 200. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "unsubscribe", { stops: true })
  if (token === null) {
    return
  }
  const { channel, purpose, delivery } = token.payload
  await unsubscribe(runtime, {
    person_id: token.subject,
    channel: typeof channel === "string" ? channel : "email",
    purpose: typeof purpose === "string" ? purpose : "marketing",
    source: formFields(req)["List-Unsubscribe"] === "One-Click" ? "one_click" : "unsubscribe_link",
    delivery_id: typeof delivery === "string" ? delivery : null,
  })
  const person = await runtime.consent.readPersonById(token.subject)
  const language = pageLanguage(req, person?.locale, runtime.options.locale)
  const words = TEXTS[language]
  const link = await preferencesLink(runtime, token.subject)
  sendPage(res, 200, {
    language,
    title: words.doneTitle,
    body: [
      `<p class="done" role="status">${escapeHtml(words.done)}</p>`,
      `<p>${escapeHtml(words.more)} <a href="${escapeHtml(link)}">${escapeHtml(words.preferences)}</a></p>`,
    ].join(""),
  })
}
