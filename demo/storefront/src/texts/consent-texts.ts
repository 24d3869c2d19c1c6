import type { Locale } from "./texts"

/**
 * The sentences beside the consent checkboxes. What is stored as evidence is the version, so a sentence is never
 * changed under its version: a new wording gets a new one.
 */
export const consentTexts = {
  marketing: {
    purpose: "marketing",
    channel: "email",
    version: "marketing-email/2026-11",
    text: {
      en: "Send me news, offers and coupons by e-mail. I can unsubscribe at any time.",
      es: "Enviadme novedades, ofertas y cupones por correo electrónico. Puedo darme de baja en cualquier momento.",
      pt: "Quero receber novidades, ofertas e cupons por e-mail. Posso cancelar a qualquer momento.",
    },
  },
  personalisation: {
    purpose: "personalisation",
    channel: "on_site",
    version: "personalisation-on-site/2026-11",
    text: {
      en: "Show me content that is chosen from my own purchases in this shop. I can switch this off at any time.",
      es: "Mostradme contenido elegido a partir de mis propias compras en esta tienda. Puedo desactivarlo en cualquier momento.",
      pt: "Quero ver conteúdo escolhido a partir das minhas próprias compras nesta loja. Posso desligar isso a qualquer momento.",
    },
  },
} as const satisfies Record<
  string,
  { purpose: string; channel: string; version: string; text: Record<Locale, string> }
>

export type ConsentName = keyof typeof consentTexts
export const CONSENT_NAMES: readonly ConsentName[] = ["marketing", "personalisation"]
