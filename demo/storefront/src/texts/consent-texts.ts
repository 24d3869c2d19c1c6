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

/**
 * The sentence beside the box for automatic renewal, with the plan's term (`every month`) and what a renewal costs today. Kairos
 * archives the terms themselves with the subscription.
 */
export const renewalConsent = {
  version: "auto-renewal/2026-11",
  text: {
    en: (every: string, price: string) =>
      `Let it renew by itself ${every} until I say stop; today that would be ${price}. You tell me before each charge, and I can cancel at any time.`,
    es: (every: string, price: string) =>
      `Que se renueve sola ${every} hasta que diga basta; hoy serían ${price}. Me avisáis antes de cada cobro y puedo cancelar cuando quiera.`,
    pt: (every: string, price: string) =>
      `Pode renovar sozinha ${every} até eu dizer chega; hoje seriam ${price}. Vocês avisam antes de cada cobrança, e posso cancelar quando quiser.`,
  },
} as const satisfies {
  version: string
  text: Record<Locale, (every: string, price: string) => string>
}

export const renewalTextVersion = (locale: Locale): string => `${renewalConsent.version}/${locale}`
