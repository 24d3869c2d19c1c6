import type { Localized } from "../catalog/definitions"
import type { SubscriptionChange } from "../event/event"
import type { Language } from "../text/localized"
import type { PlanTerms, Term } from "./plan"
import type { RenewalReason } from "./subscription"

const REASONS: Readonly<Record<RenewalReason, Localized>> = {
  notice_missing: {
    en: "its notice could not be sent",
    es: "no se pudo enviar su aviso",
    pt: "o aviso não pôde ser enviado",
  },
  price_changed: {
    en: "the price changed",
    es: "cambió el precio",
    pt: "o preço mudou",
  },
  dormant: { en: "it is not used", es: "no se usa", pt: "não é usada" },
  no_consent: {
    en: "nobody agreed to it",
    es: "nadie lo aceptó",
    pt: "ninguém concordou",
  },
  declined: {
    en: "the payment was declined",
    es: "el pago fue rechazado",
    pt: "o pagamento foi recusado",
  },
  requires_action: {
    en: "the bank asks the cardholder to confirm",
    es: "el banco pide confirmación del titular",
    pt: "o banco pede confirmação do titular",
  },
  method_gone: {
    en: "there is no means of payment on file",
    es: "no hay un medio de pago guardado",
    pt: "não há um meio de pagamento guardado",
  },
  out_of_stock: { en: "it is out of stock", es: "está agotado", pt: "está esgotado" },
  product_gone: {
    en: "it is not sold any more",
    es: "ya no se vende",
    pt: "não é mais vendido",
  },
  region_closed: {
    en: "the shop does not deliver there any more",
    es: "la tienda ya no entrega allí",
    pt: "a loja não entrega mais lá",
  },
  address_missing: {
    en: "the address is missing",
    es: "falta la dirección",
    pt: "falta o endereço",
  },
  no_answer: {
    en: "the bank did not answer",
    es: "el banco no respondió",
    pt: "o banco não respondeu",
  },
  not_renewed: { en: "nobody renewed it", es: "nadie la renovó", pt: "ninguém renovou" },
}

const CHANGES: Readonly<Record<SubscriptionChange, Localized>> = {
  skipped: {
    en: "the next period is left out",
    es: "se omite el próximo período",
    pt: "o próximo período é pulado",
  },
  auto_renew_on: {
    en: "it renews by itself from now on",
    es: "desde ahora se renueva sola",
    pt: "a partir de agora renova sozinha",
  },
  auto_renew_off: {
    en: "it does not renew by itself any more",
    es: "ya no se renueva sola",
    pt: "não renova mais sozinha",
  },
  card_changed: {
    en: "it is paid with another card",
    es: "se paga con otra tarjeta",
    pt: "é paga com outro cartão",
  },
  kept: { en: "you still use it", es: "aún la usas", pt: "você ainda usa" },
}

/** The rest of a sentence that begins with "because"; null for no reason, and for one of a newer version. */
export function renewalReasonWords(reason: string | null | undefined): Localized | null {
  const known = Object.entries(REASONS).find(([code]) => code === reason)
  return known?.[1] ?? null
}

export const renewalReasonText = (
  reason: string | null | undefined,
  language: Language
): string | null => renewalReasonWords(reason)?.[language] ?? null

export function changeText(
  change: SubscriptionChange | null | undefined,
  language: Language
): string | null {
  return change == null ? null : CHANGES[change][language]
}

const UNITS: Readonly<Record<Term["unit"], Readonly<Record<Language, readonly [string, string]>>>> =
  {
    day: { en: ["day", "days"], es: ["día", "días"], pt: ["dia", "dias"] },
    month: { en: ["month", "months"], es: ["mes", "meses"], pt: ["mês", "meses"] },
    year: { en: ["year", "years"], es: ["año", "años"], pt: ["ano", "anos"] },
  }
const EVERY: Localized = { en: "every", es: "cada", pt: "a cada" }

/** `every month`, `every 3 months`. */
export function termText({ unit, count }: Term, language: Language): string {
  const [one, many] = UNITS[unit][language]
  return `${EVERY[language]} ${count === 1 ? one : `${count} ${many}`}`
}

const AUTOMATIC: Localized = {
  en: "You may let it renew by itself; then we tell you before each charge and confirm it afterwards.",
  es: "Puedes dejar que se renueve sola; entonces te avisamos antes de cada cobro y lo confirmamos después.",
  pt: "Você pode deixar que renove sozinha; então avisamos antes de cada cobrança e confirmamos depois.",
}
const MANUAL: Localized = {
  en: "It ends by itself; we remind you in time, and you renew it if you want to.",
  es: "Termina sola; te avisamos a tiempo y la renuevas si quieres.",
  pt: "Termina sozinha; avisamos a tempo e você renova se quiser.",
}
const CANCEL: Localized = {
  en: "You can cancel at any time, from each mail and from your account.",
  es: "Puedes cancelar cuando quieras, desde cada correo y desde tu cuenta.",
  pt: "Você pode cancelar quando quiser, por cada e-mail e pela sua conta.",
}
const TRIAL = {
  en: (days: number) => `The first ${days} days are free of charge.`,
  es: (days: number) => `Los primeros ${days} días son gratis.`,
  pt: (days: number) => `Os primeiros ${days} dias são grátis.`,
}

/**
 * A plan in plain words, for whoever reads before they buy.
 * @param price as it is printed, or null where it is the product's
 */
export function planText(
  { term, renewal, trial_days }: PlanTerms,
  price: string | null,
  language: Language
): readonly string[] {
  const every = termText(term, language)
  return [
    price === null ? `${every[0]?.toUpperCase()}${every.slice(1)}.` : `${price} ${every}.`,
    ...(trial_days > 0 ? [TRIAL[language](trial_days)] : []),
    (renewal === "automatic" ? AUTOMATIC : MANUAL)[language],
    CANCEL[language],
  ]
}
