import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../core/content/render-template"
import type { Language } from "../../../core/text/localized"
import { LIMITS } from "../../../workflows/support/limits"
import { addressOf, takePoints } from "../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../workflows/support/runtime"
import {
  type TokenPurpose,
  type VerifiedToken,
  verifyToken,
} from "../../../workflows/support/tokens"
import { pageLanguage, sendPage, tokenOf } from "./page"

const UNUSABLE = {
  en: [
    "This link does not work",
    "It is incomplete or no longer valid. Open the newest mail from us and use the link there.",
  ],
  es: [
    "Este enlace no funciona",
    "Está incompleto o ya no es válido. Abre nuestro correo más reciente y usa el enlace de allí.",
  ],
  pt: [
    "Este link não funciona",
    "Ele está incompleto ou não é mais válido. Abra nosso e-mail mais recente e use o link de lá.",
  ],
} as const satisfies Record<Language, readonly [string, string]>

/** One page for every token that is not one: nobody learns why (requirement C-08). */
function sendUnusableLink(req: MedusaRequest, res: MedusaResponse, shop: Language): void {
  const language = pageLanguage(req, null, shop)
  const [title, text] = UNUSABLE[language]
  sendPage(res, 404, { language, title, body: `<p>${escapeHtml(text)}</p>` })
}

const TOO_MANY = {
  en: ["Too many attempts", "Please try again in a few minutes."],
  es: ["Demasiados intentos", "Vuelve a intentarlo dentro de unos minutos."],
  pt: ["Tentativas demais", "Tente novamente em alguns minutos."],
} as const satisfies Record<Language, readonly [string, string]>

function sendTooMany(
  req: MedusaRequest,
  res: MedusaResponse,
  shop: Language,
  seconds: number
): void {
  const language = pageLanguage(req, null, shop)
  const [title, text] = TOO_MANY[language]
  res.set("Retry-After", String(seconds))
  sendPage(res, 429, { language, title, body: `<p>${escapeHtml(text)}</p>` })
}

/**
 * What the link's token says, or null when the request has been answered: it is none of ours for this purpose, or it is used
 * far too often. Nothing counts against somebody who wants to hear less (`stops`).
 */
export async function openLink(
  req: MedusaRequest,
  res: MedusaResponse,
  purpose: TokenPurpose,
  { stops = false } = {}
): Promise<VerifiedToken | null> {
  const { knex, options } = runtimeOf(req.scope)
  const token = await verifyToken(options, purpose, tokenOf(req))
  if (token !== null && stops) {
    return token
  }
  const wait =
    token === null
      ? await takePoints(knex, LIMITS.bad_links_of_address, addressOf(req))
      : await takePoints(knex, LIMITS.uses_of_link, String(tokenOf(req)))
  if (wait > 0) {
    sendTooMany(req, res, options.locale, wait)
    return null
  }
  if (token === null) {
    sendUnusableLink(req, res, options.locale)
  }
  return token
}
