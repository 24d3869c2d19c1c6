import type { Language } from "./localized"

/**
 * The product's language for the first tag that has one: `pt-PT` is Portuguese, `fr` is none of ours.
 * A tag may be a whole `Accept-Language` header; its weights are ignored, browsers send them in order.
 */
export function languageOf(
  tags: readonly (string | null | undefined)[],
  fallback: Language
): Language {
  for (const tag of tags.flatMap((value) => (value ?? "").split(",").slice(0, 10))) {
    const language = tag.trim().slice(0, 2).toLowerCase()
    if (language === "en" || language === "es" || language === "pt") {
      return language
    }
  }
  return fallback
}
