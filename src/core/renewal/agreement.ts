import { type Language, LANGUAGES } from "../text/localized"
import type { PlanTerms } from "./plan"

/**
 * The sentence beside the box on the page that a mail's link opens. What is stored as evidence is the version, so the sentence is
 * never changed under it: a new wording gets a new one.
 */
const VERSION = "kairos-auto-renewal/2026-11"

type Sentence = (every: string, price: string) => string
const SENTENCES: Readonly<Record<Language, Sentence>> = {
  en: (every, price) =>
    `Let it renew by itself ${every} until I say stop; today that would be ${price}. You tell me before each charge, and I can cancel at any time.`,
  es: (every, price) =>
    `Que se renueve sola ${every} hasta que diga basta; hoy serían ${price}. Me avisáis antes de cada cobro y puedo cancelar cuando quiera.`,
  pt: (every, price) =>
    `Pode renovar sozinha ${every} até eu dizer chega; hoje seriam ${price}. Vocês avisam antes de cada cobrança, e posso cancelar quando quiser.`,
}

/** @param every the term in words, `every month` */
export const agreementText = (language: Language, every: string, price: string): string =>
  SENTENCES[language](every, price)

export const agreementVersion = (language: Language): string => `${VERSION}/${language}`

/** What a form said that somebody agreed to, when it is a text of ours in whatever language; null: nobody agreed. */
export const agreedVersion = (said: unknown): string | null =>
  LANGUAGES.map(agreementVersion).find((version) => version === said) ?? null

/** Whether there is automatic renewal to agree to. */
export const mayAgree = (subscription: {
  readonly status: string
  readonly terms: Pick<PlanTerms, "renewal">
  /** Null: nobody agreed, or it was taken back. */
  readonly auto_renew_since: unknown
}): boolean =>
  subscription.status === "active" &&
  subscription.terms.renewal === "automatic" &&
  subscription.auto_renew_since === null
