import { formatLocales, type Locale } from "../texts/texts"

export const formatPrice = (
  amount: number | string | null | undefined,
  currency: string | null | undefined,
  locale: Locale
): string =>
  amount === null || amount === undefined || !currency
    ? ""
    : new Intl.NumberFormat(formatLocales[locale], {
        style: "currency",
        currency: currency.toUpperCase(),
      }).format(Number(amount))

export const formatPercent = (percent: number | string, locale: Locale): string =>
  new Intl.NumberFormat(formatLocales[locale], {
    style: "percent",
    maximumFractionDigits: 2,
  }).format(Number(percent) / 100)

export const formatCount = (count: number, locale: Locale): string =>
  new Intl.NumberFormat(formatLocales[locale]).format(count)

export const formatDate = (iso: string, locale: Locale): string =>
  new Intl.DateTimeFormat(formatLocales[locale], { dateStyle: "long" }).format(new Date(iso))

export const countryName = (code: string, locale: Locale): string =>
  new Intl.DisplayNames([formatLocales[locale]], { type: "region" }).of(code.toUpperCase()) ?? code

/** Old shop systems wrote titles in capitals ("RED RETROSPOT MUG"); they are read more easily without. */
export const displayTitle = (title: string | null | undefined): string => {
  const plain = (title ?? "").trim().replace(/\s+/g, " ")
  if (plain === "" || plain !== plain.toUpperCase()) return plain
  const lower = plain.toLowerCase()
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}
