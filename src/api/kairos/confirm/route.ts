import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { escapeHtml } from "../../../core/content/render-template"
import { limitTexts } from "../../../core/preferences/limit-texts"
import { isTimeZone } from "../../../core/schedule/time-zone"
import type { Language } from "../../../core/text/localized"
import { confirmConsent, type ConfirmPayload } from "../../../workflows/consent/confirm-consent"
import type { Choice } from "../../../workflows/consent/choices"
import { type Runtime, runtimeOf } from "../../../workflows/support/runtime"
import type { VerifiedToken } from "../../../workflows/support/tokens"
import { choiceLabel } from "../support/choice-labels"
import { openLink } from "../support/open-link"
import { formAction, pageLanguage, sendPage, tokenOf } from "../support/page"

const TEXTS = {
  en: {
    title: "Please confirm",
    ask: "You agree to this from now on:",
    later: "You can take it back at any time.",
    button: "I agree",
    doneTitle: "Thank you",
    done: "Your choice is confirmed.",
  },
  es: {
    title: "Confirma, por favor",
    ask: "A partir de ahora aceptas lo siguiente:",
    later: "Puedes retirarlo en cualquier momento.",
    button: "Acepto",
    doneTitle: "Gracias",
    done: "Tu elección queda confirmada.",
  },
  pt: {
    title: "Confirme, por favor",
    ask: "A partir de agora você concorda com o seguinte:",
    later: "Você pode retirar a qualquer momento.",
    button: "Concordo",
    doneTitle: "Obrigado",
    done: "Sua escolha está confirmada.",
  },
} as const satisfies Record<Language, unknown>

/** Shows what is to be confirmed; scanners open links, so only the button confirms (requirement B-04). */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "confirm")
  if (token === null) {
    return
  }
  const payload = payloadOf(token)
  const language = pageLanguage(req, payload.language, runtime.options.locale)
  const words = TEXTS[language]
  const asked = [...choiceTexts(payload, language), ...(await limitsOf(runtime, token, language))]
  sendPage(res, 200, {
    language,
    title: words.title,
    body: [
      `<p>${escapeHtml(words.ask)}</p><ul>${asked.map(listed).join("")}</ul>`,
      `<p class="hint">${escapeHtml(words.later)}</p>`,
      `<form method="post" action="${formAction("confirm", String(tokenOf(req)))}">`,
      `<button type="submit">${escapeHtml(words.button)}</button></form>`,
    ].join(""),
  })
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "confirm")
  if (token === null) {
    return
  }
  const payload = payloadOf(token)
  await confirmConsent(runtime, token.subject, String(tokenOf(req)), payload)
  const language = pageLanguage(req, payload.language, runtime.options.locale)
  const words = TEXTS[language]
  sendPage(res, 200, {
    language,
    title: words.doneTitle,
    body: `<p class="done" role="status">${escapeHtml(words.done)}</p>`,
  })
}

const choiceTexts = ({ choices }: ConfirmPayload, language: Language): readonly string[] =>
  choices.map((choice) => choiceLabel(choice, language))

const listed = (text: string): string => `<li><strong>${escapeHtml(text)}</strong></li>`

/** Sentences about a pause, a frequency or hours that are to be looser, by the person's clocks. */
async function limitsOf(
  runtime: Runtime,
  token: VerifiedToken,
  language: Language
): Promise<readonly string[]> {
  const patch = payloadOf(token).limits?.patch ?? {}
  const person = await runtime.consent.readPersonById(token.subject)
  const settings = await runtime.automation.settings.read()
  const zone = patch.time_zone ?? person?.time_zone
  return limitTexts(patch, {
    now: runtime.clock.now().toISOString(),
    time_zone: isTimeZone(zone) ? zone : settings.time_zone,
    shop: settings,
  }).map((text) => text[language])
}

/** What we signed ourselves when the mail was sent; links of earlier versions confirm one choice. */
function payloadOf(token: VerifiedToken): ConfirmPayload {
  const { purpose, channel, ...signed } = token.payload as unknown as ConfirmPayload & Choice
  return { ...signed, choices: signed.choices ?? [{ purpose, channel }] }
}
