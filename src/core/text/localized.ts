import type { Localized } from "../catalog/definitions"

export type Language = keyof Localized

export const LANGUAGES: readonly Language[] = ["en", "es", "pt"]

/** The tags that Intl knows the product's languages by. */
export const LOCALE_OF: Readonly<Record<Language, string>> = { en: "en", es: "es", pt: "pt-BR" }

/** A text made once per language. */
export function localized(make: (language: Language) => string): Localized {
  return { en: make("en"), es: make("es"), pt: make("pt") }
}

const lists = (type: "conjunction" | "disjunction") =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      new Intl.ListFormat(LOCALE_OF[language], { style: "long", type }),
    ])
  ) as Record<Language, Intl.ListFormat>

const conjunctions = lists("conjunction")
const disjunctions = lists("disjunction")

/** `a, b and c` as the language says it. */
export function listOf(items: readonly string[], language: Language): string {
  return conjunctions[language].format(items)
}

/** `a, b or c` as the language says it. */
export function oneOfList(items: readonly string[], language: Language): string {
  return disjunctions[language].format(items)
}
