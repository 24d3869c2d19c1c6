import { en, type Texts } from "./en"
import { es } from "./es"
import { pt } from "./pt"

export const LOCALES = ["en", "es", "pt"] as const
export type Locale = (typeof LOCALES)[number]

export const textsOf: Readonly<Record<Locale, Texts>> = { en, es, pt }

export const localeNames: Readonly<Record<Locale, string>> = {
  en: "English",
  es: "Español",
  pt: "Português",
}

/** The tags for numbers, dates and country names. */
export const formatLocales: Readonly<Record<Locale, string>> = {
  en: "en-GB",
  es: "es-ES",
  pt: "pt-BR",
}

/** The first of the browser's languages that the shop speaks. */
export const pickLocale = (chosen: string | undefined, acceptLanguage: string): Locale => {
  const wishes = [chosen ?? "", ...acceptLanguage.split(",")].map((wish) => wish.trim().slice(0, 2))
  return (
    LOCALES.find((locale) => locale === wishes.find((wish) => LOCALES.some((l) => l === wish))) ??
    "en"
  )
}
