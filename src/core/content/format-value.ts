import { formatMoney } from "../money/money"
import { LOCALE_OF, type Language } from "../text/localized"

/** Formatters are costly to make (tens of microseconds) and cheap to use. */
const dates = new Map<string, Intl.DateTimeFormat>()

/** The product's language of a locale: `pt-BR` is `pt`; null when it is none of the three. */
export function languageOf(locale: string | null | undefined): Language | null {
  const code = locale?.toLowerCase().split(/[-_]/)[0]
  return code === "en" || code === "es" || code === "pt" ? code : null
}

/** `120.5`, `eur` → `120,50 €` in Spanish; the amount alone where the currency is not known. */
export function moneyText(amount: string, currencyCode: string | null, language: Language): string {
  const known = currencyCode !== null && Number.isFinite(Number(amount))
  return known ? formatMoney({ amount, currency_code: currencyCode }, LOCALE_OF[language]) : amount
}

/** `2026-11-22T…` → `22 de noviembre de 2026`, as of the person's zone. */
export const dateText = (iso: string, language: Language, timeZone: string): string =>
  dateFormatted(iso, language, { dateStyle: "long", timeZone })

/** With the time of day and its zone, as a receipt has it: `22 de noviembre de 2026, 10:15:00 CET`. */
export const momentText = (iso: string, language: Language, timeZone: string): string =>
  dateFormatted(iso, language, { dateStyle: "long", timeStyle: "long", timeZone })

function dateFormatted(
  iso: string,
  language: Language,
  options: Intl.DateTimeFormatOptions
): string {
  const key = `${language}|${options.timeZone}|${options.timeStyle}`
  let format = dates.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALE_OF[language], options)
    dates.set(key, format)
  }
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : format.format(time)
}
