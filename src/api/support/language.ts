import type { Language } from "../../core/text/localized"

/** The first of these locales whose language the product speaks: `pt-BR` is `pt`; a strange one is passed over. */
export function languageOf(...candidates: readonly (string | null | undefined)[]): Language {
  for (const candidate of candidates) {
    const language = candidate?.trim().toLowerCase().slice(0, 2)
    if (language === "en" || language === "es" || language === "pt") {
      return language
    }
  }
  return "en"
}
