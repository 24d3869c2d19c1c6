/** Formatters are costly to make (tens of microseconds) and cheap to use. */
const money = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

/** The product's languages as Intl knows them: Portuguese is Brazil's. */
export function languageTag(locale: string): string {
  return locale === "pt" ? "pt-BR" : locale
}

/** `120.5`, `eur` → `120,50 €` in Spanish; the amount alone where the currency is unknown. */
export function formatMoneyText(
  amount: string,
  currencyCode: string | null,
  locale: string
): string {
  const value = Number(amount)
  if (currencyCode === null || !/^[a-z]{3}$/i.test(currencyCode) || !Number.isFinite(value)) {
    return amount
  }
  const key = `${locale}|${currencyCode}`
  let format = money.get(key)
  if (format === undefined) {
    const currency = currencyCode.toUpperCase()
    format = new Intl.NumberFormat(languageTag(locale), { style: "currency", currency })
    money.set(key, format)
  }
  return format.format(value)
}

/** `2026-11-22T…` → `22 de noviembre de 2026`, as of the person's zone. */
export function formatDate(iso: string, locale: string, timeZone: string): string {
  const key = `${locale}|${timeZone}`
  let format = dates.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(languageTag(locale), { dateStyle: "long", timeZone })
    dates.set(key, format)
  }
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : format.format(time)
}
