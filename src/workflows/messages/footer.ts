import type { ContactState } from "../../core/consent/consent"
import { consentKey } from "../../core/consent/fold"
import { dateText } from "../../core/content/format-value"
import { escapeHtml } from "../../core/content/render-template"
import type { Language } from "../../core/text/localized"
import type { Sender } from "../../modules/kairos-automation/settings"
import type { MessageLinks } from "./links"

export type FooterInput = {
  readonly language: Language
  readonly time_zone: string
  readonly purpose: string
  readonly sender: Sender | null
  readonly links: MessageLinks
  readonly contact: ContactState | undefined
  readonly order_number: string | null
  /** What the law has said beside a personalised price; null where there is none. */
  readonly disclosure: string | null
}

const TEXTS = {
  en: {
    consented: (date: string) => `You get this mail because you agreed to it on ${date}.`,
    customer: "You get this mail because you are a customer of ours.",
    order: (number: string) => `You get this mail because of your order ${number}.`,
    account: "You get this mail because of your account with us.",
    unsubscribe: "Unsubscribe",
    preferences: "Your preferences",
  },
  es: {
    consented: (date: string) => `Recibes este correo porque lo aceptaste el ${date}.`,
    customer: "Recibes este correo porque eres cliente nuestro.",
    order: (number: string) => `Recibes este correo por tu pedido ${number}.`,
    account: "Recibes este correo por tu cuenta con nosotros.",
    unsubscribe: "Darse de baja",
    preferences: "Tus preferencias",
  },
  pt: {
    consented: (date: string) => `Você recebe este e-mail porque concordou em ${date}.`,
    customer: "Você recebe este e-mail porque é nosso cliente.",
    order: (number: string) => `Você recebe este e-mail por causa do seu pedido ${number}.`,
    account: "Você recebe este e-mail por causa da sua conta conosco.",
    unsubscribe: "Cancelar inscrição",
    preferences: "Suas preferências",
  },
} as const satisfies Record<Language, unknown>

/** Who sends, from where, why, and how to stop it: under every mail, and with the way out under every marketing mail. */
export function footerOf(input: FooterInput): { readonly html: string; readonly text: string } {
  const { links, sender } = input
  const words = TEXTS[input.language]
  const who = sender === null ? [] : [sender.name, sender.postalAddress]
  const ways = [
    ...(input.purpose === "service" ? [] : [{ label: words.unsubscribe, href: links.unsubscribe }]),
    { label: words.preferences, href: links.preferences },
  ]
  const why = reasonOf(input)
  const told = input.disclosure === null ? [] : [input.disclosure]
  const anchor = ({ label, href }: { label: string; href: string }) =>
    `<a href="${escapeHtml(href)}" style="color:#4b5563;text-decoration:underline">${escapeHtml(label)}</a>`
  return {
    html: [
      `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>`,
      `<td align="center" style="padding:24px 16px;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#4b5563">`,
      [
        ...told.map(escapeHtml),
        ...who.map(escapeHtml),
        escapeHtml(why),
        ways.map(anchor).join(" &middot; "),
      ].join("<br>"),
      `</td></tr></table>`,
    ].join(""),
    text: ["--", ...told, ...who, why, ...ways.map(({ label, href }) => `${label}: ${href}`)].join(
      "\n"
    ),
  }
}

function reasonOf({ language, time_zone, purpose, contact, order_number }: FooterInput): string {
  const words = TEXTS[language]
  if (purpose === "service") {
    return order_number === null ? words.account : words.order(order_number)
  }
  const consent = contact?.consents[consentKey(purpose, "email")]
  return consent?.granted === true
    ? words.consented(dateText(consent.since, language, time_zone))
    : words.customer
}
