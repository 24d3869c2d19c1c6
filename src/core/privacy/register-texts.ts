import type { Localized } from "../catalog/definitions"

/** Why data may be held at all: the grounds of article 6 GDPR in plain words, for the shop to check against its own case. */
export const BASIS = {
  contract: {
    en: "contract: the purchase and its consequences",
    es: "contrato: la compra y sus consecuencias",
    pt: "contrato: a compra e suas consequências",
  },
  consent: {
    en: "consent of the person",
    es: "consentimiento de la persona",
    pt: "consentimento da pessoa",
  },
  profiling: {
    en: "legitimate interest until objection; visitors by consent alone",
    es: "interés legítimo hasta la oposición; visitantes solo con consentimiento",
    pt: "legítimo interesse até a oposição; visitantes só com consentimento",
  },
  duty: {
    en: "legal duty to prove consent and to heed refusals",
    es: "obligación legal de probar el consentimiento y respetar las negativas",
    pt: "obrigação legal de provar o consentimento e respeitar as recusas",
  },
  security: {
    en: "legitimate interest: protection against misuse and faults",
    es: "interés legítimo: protección contra abusos y fallos",
    pt: "legítimo interesse: proteção contra abusos e falhas",
  },
  none: {
    en: "no personal data of shoppers",
    es: "sin datos personales de compradores",
    pt: "sem dados pessoais de compradores",
  },
} as const satisfies Readonly<Record<string, Localized>>

export const RETENTION = {
  decisions: {
    en: "`retention.decisionMonths`, 24 months",
    es: "`retention.decisionMonths`, 24 meses",
    pt: "`retention.decisionMonths`, 24 meses",
  },
  attempts: {
    en: "`retention.attemptDays`, 90 days",
    es: "`retention.attemptDays`, 90 días",
    pt: "`retention.attemptDays`, 90 dias",
  },
  messages: {
    en: "`retention.messageDays`, 90 days",
    es: "`retention.messageDays`, 90 días",
    pt: "`retention.messageDays`, 90 dias",
  },
  behaviour: {
    en: "`retention.behaviourMonths`, 13 months",
    es: "`retention.behaviourMonths`, 13 meses",
    pt: "`retention.behaviourMonths`, 13 meses",
  },
  asLongAsCustomer: {
    en: "until erasure",
    es: "hasta la supresión",
    pt: "até o apagamento",
  },
  asLongAsShop: {
    en: "as long as the shop keeps it",
    es: "mientras la tienda lo conserve",
    pt: "enquanto a loja mantiver",
  },
  audit: {
    en: "3 years",
    es: "3 años",
    pt: "3 anos",
  },
  forGood: {
    en: "without end, as proof",
    es: "sin límite, como prueba",
    pt: "sem prazo, como prova",
  },
  days: (days: number): Localized => ({
    en: `${days} days`,
    es: `${days} días`,
    pt: `${days} dias`,
  }),
  hours: (hours: number): Localized => ({
    en: `${hours} hours`,
    es: `${hours} horas`,
    pt: `${hours} horas`,
  }),
  window: {
    en: "until the counting window ends",
    es: "hasta que termina el período de recuento",
    pt: "até o fim do período de contagem",
  },
} as const

/** Of tables that know nobody. */
export const NOBODY: Localized = {
  en: "says nothing about a shopper",
  es: "no dice nada de ningún comprador",
  pt: "não diz nada sobre nenhum comprador",
}
