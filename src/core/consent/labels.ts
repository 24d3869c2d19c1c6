import type { Localized } from "../catalog/definitions"

/** The purposes as they stand in a sentence and in lists; a shop's own purpose is called by its code. */
export const PURPOSE_LABELS: Readonly<Record<string, Localized>> = {
  service: { en: "service", es: "servicio", pt: "serviço" },
  marketing: { en: "marketing", es: "publicidad", pt: "publicidade" },
  personalisation: { en: "personalisation", es: "personalización", pt: "personalização" },
  profiling: { en: "profiling", es: "elaboración de perfiles", pt: "criação de perfis" },
  reviews: { en: "reviews", es: "reseñas", pt: "avaliações" },
  sharing: {
    en: "sharing with partners",
    es: "cesión a terceros",
    pt: "compartilhamento com parceiros",
  },
}

/** The channels of consents. */
export const CONSENT_CHANNEL_LABELS: Readonly<Record<string, Localized>> = {
  email: { en: "by e-mail", es: "por correo", pt: "por e-mail" },
  sms: { en: "by SMS", es: "por SMS", pt: "por SMS" },
  push: { en: "by push message", es: "por notificación", pt: "por notificação" },
  on_site: { en: "on the site", es: "en la tienda", pt: "na loja" },
}

export function purposeLabel(purpose: string): Localized {
  return PURPOSE_LABELS[purpose] ?? { en: purpose, es: purpose, pt: purpose }
}

export function consentChannelLabel(channel: string): Localized {
  return CONSENT_CHANNEL_LABELS[channel] ?? { en: channel, es: channel, pt: channel }
}
