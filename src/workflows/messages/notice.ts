import { Modules } from "@medusajs/framework/utils"
import { generateEntityId } from "@medusajs/framework/utils"
import { mayUse } from "../../core/consent/may-use"
import { headerText } from "../../core/content/header-text"
import { escapeHtml } from "../../core/content/render-template"
import { LOCALE_OF, type Language } from "../../core/text/localized"
import { sendingStopped } from "../restore/journal-state"
import type { Runtime } from "../support/runtime"
import { fromHeader, replyHeader } from "./compose"

export type Notice = {
  readonly to: string
  readonly kind: "confirm" | "preferences"
  readonly language: Language
  readonly link: string
}

const TEXTS = {
  confirm: {
    en: {
      subject: "Please confirm your choice",
      body: "Somebody, we hope you, asked us to write to this address again or more often, or to use your data. Nothing happens until you confirm it. If it was not you, do nothing.",
      button: "See and confirm",
    },
    es: {
      subject: "Confirma tu elección",
      body: "Alguien, esperamos que tú, nos ha pedido que volvamos a escribir a esta dirección o lo hagamos más a menudo, o que usemos tus datos. No pasa nada hasta que lo confirmes. Si no has sido tú, no hagas nada.",
      button: "Ver y confirmar",
    },
    pt: {
      subject: "Confirme sua escolha",
      body: "Alguém, esperamos que você, pediu para voltarmos a escrever a este endereço ou escrevermos com mais frequência, ou para usarmos seus dados. Nada acontece até você confirmar. Se não foi você, não faça nada.",
      button: "Ver e confirmar",
    },
  },
  preferences: {
    en: {
      subject: "Your link to your preferences",
      body: "Here is the new link that you asked for.",
      button: "Your preferences",
    },
    es: {
      subject: "Tu enlace a tus preferencias",
      body: "Aquí está el nuevo enlace que has pedido.",
      button: "Tus preferencias",
    },
    pt: {
      subject: "Seu link para suas preferências",
      body: "Aqui está o novo link que você pediu.",
      button: "Suas preferências",
    },
  },
} as const satisfies Record<Notice["kind"], Record<Language, unknown>>

const USE = { purpose: "service", channel: "email" }

/**
 * Sends a mail that the person has just asked for and can ask for again; so it has no ledger and is tried once. Never in
 * shadow mode, never to an address that is suppressed, never from a restored database that was told of nothing yet. Never throws.
 */
export async function sendNotice(runtime: Runtime, notice: Notice): Promise<void> {
  try {
    const settings = await runtime.automation.settings.read()
    const contact = await runtime.consent.readContact(notice.to)
    const now = runtime.clock.now().toISOString()
    if (
      settings.mode !== "live" ||
      !mayUse(USE, contact, runtime.policy, now).allowed ||
      (await sendingStopped(runtime, { mark: true })) !== null
    ) {
      return
    }
    const words = TEXTS[notice.kind][notice.language]
    const shop = settings.sender?.name ?? new URL(runtime.options.storefrontUrl).host
    const notifications = runtime.container.resolve(Modules.NOTIFICATION)
    await notifications.createNotifications({
      to: headerText(notice.to, 320),
      ...(settings.sender === null ? {} : { from: fromHeader(settings.sender) }),
      channel: "email",
      template: `kairos-${notice.kind}`,
      data: {},
      content: {
        subject: headerText(`${words.subject} – ${shop}`),
        html: noticeHtml(words, notice, shop, settings.sender?.postalAddress ?? null),
        text: [words.body, "", `${words.button}: ${notice.link}`, "", "--", shop].join("\n"),
      },
      provider_data: { headers: replyHeader(settings.sender) },
      trigger_type: "kairos",
      idempotency_key: generateEntityId(undefined, "kntc"),
    })
  } catch (error) {
    // No address here: logs hold no personal data (requirement B-30).
    const message = error instanceof Error ? error.name : "unknown fault"
    runtime.logger.warn(`kairos: a ${notice.kind} mail could not be sent (${message})`)
  }
}

function noticeHtml(
  words: { readonly subject: string; readonly body: string; readonly button: string },
  { language, link }: Notice,
  shop: string,
  postalAddress: string | null
): string {
  const foot = [shop, postalAddress].filter((line) => line !== null)
  return [
    `<!doctype html><html lang="${LOCALE_OF[language]}"><head><meta charset="utf-8"><title>${escapeHtml(words.subject)}</title></head>`,
    `<body style="font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#111827">`,
    `<p>${escapeHtml(words.body)}</p><p><a href="${escapeHtml(link)}">${escapeHtml(words.button)}</a></p>`,
    `<p style="font-size:12px;color:#4b5563">${foot.map(escapeHtml).join("<br>")}</p></body></html>`,
  ].join("")
}
