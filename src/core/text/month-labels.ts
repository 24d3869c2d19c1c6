import type { Localized } from "../catalog/definitions"

/** The months as they stand in a sentence, January first. */
export function monthLabels(): readonly Localized[] {
  const named = (tag: string, month: number): string =>
    new Intl.DateTimeFormat(tag, { month: "long", timeZone: "UTC" }).format(
      Date.UTC(2026, month, 1)
    )
  return Array.from({ length: 12 }, (_, month) => ({
    en: named("en", month),
    es: named("es", month),
    pt: named("pt-BR", month),
  }))
}
