import type { Language } from "../../../core/text/localized"
import type { Choice } from "../../../workflows/consent/choices"

const PURPOSES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  marketing: { en: "News and offers", es: "Novedades y ofertas", pt: "Novidades e ofertas" },
  personalisation: {
    en: "Content that fits my purchases",
    es: "Contenido adaptado a mis compras",
    pt: "Conteúdo que combina com minhas compras",
  },
  profiling: {
    en: "Using my purchases to find out what may interest me",
    es: "Usar mis compras para saber qué puede interesarme",
    pt: "Usar minhas compras para saber o que pode me interessar",
  },
  reviews: {
    en: "Questions about what I bought",
    es: "Preguntas sobre lo que he comprado",
    pt: "Perguntas sobre o que comprei",
  },
  sharing: {
    en: "Sharing my data with partners",
    es: "Compartir mis datos con socios",
    pt: "Compartilhar meus dados com parceiros",
  },
}

const CHANNELS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  email: { en: "by e-mail", es: "por correo", pt: "por e-mail" },
  sms: { en: "by text message", es: "por SMS", pt: "por SMS" },
  push: { en: "by push message", es: "por notificación push", pt: "por notificação push" },
  on_site: { en: "in the shop", es: "en la tienda", pt: "na loja" },
}

/** `News and offers, by e-mail`; a shop's own purpose keeps its name. */
export function choiceLabel({ purpose, channel }: Choice, language: Language): string {
  const what = PURPOSES[purpose]?.[language] ?? purpose.replaceAll("_", " ")
  return `${what}, ${CHANNELS[channel]?.[language] ?? channel}`
}
