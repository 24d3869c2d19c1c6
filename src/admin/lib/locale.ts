import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import type { Localized } from "../../types"
import { elsewhere, formatDate } from "./clocks"

export type Say = (text: Localized | null | undefined) => string

/** The admin's language for all that a page shows: its own words, texts of the API, dates, numbers and money. */
export function useLocale() {
  const { t, i18n } = useTranslation("kairos")
  const language = i18n.language
  const formats = useMemo(() => formatsOf(language), [language])
  return { t, ...formats }
}

/** Medusa writes `ptBR` where the web writes `pt-BR`. */
export const webLocale = (language: string) => language.replace(/([a-z])([A-Z])/g, "$1-$2")

const localizedKey = (language: string): keyof Localized =>
  language.startsWith("es") ? "es" : language.startsWith("pt") ? "pt" : "en"

function formatsOf(language: string) {
  const locale = webLocale(language)
  const key = localizedKey(language)
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" })
  // A calendar day has no zone: it is read and written in one and the same.
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" })
  // A forecast may lie years away.
  const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" })
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const and = new Intl.ListFormat(locale, { style: "long", type: "conjunction" })
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 })
  const say: Say = (text) => (text ? text[key] || text.en : "")
  return {
    locale,
    say,
    dateTime: (iso: string | null | undefined) => formatDate(dateTime, iso),
    /** The same instant on a clock that hangs elsewhere; null where that clock shows what the reader's shows. */
    elsewhere: (iso: string, timeZone: string | null) => elsewhere(locale, dateTime, iso, timeZone),
    date: (iso: string | null | undefined) => formatDate(date, iso),
    /** Of a chart over some weeks: without its year. */
    day: (isoDay: string) => formatDate(day, isoDay),
    calendarDay: (isoDay: string) => formatDate(calendarDay, isoDay),
    /** `2026-11` as November 2026. */
    month: (isoMonth: string) => formatDate(month, `${isoMonth}-01`),
    number: (value: number) => number.format(value),
    /** `a, b and c` as the language says it. */
    list: (items: readonly string[]) => and.format(items),
    /** A share from 0 to 1. */
    percent: (share: number) => percent.format(share),
    money: (amount: string | number, currency: string | null) =>
      formatMoney(locale, amount, currency),
    /** `mon` as people of this language write it; the first of January 2024 was a Monday. */
    weekday: (day: string, width: "long" | "short") =>
      new Intl.DateTimeFormat(locale, { weekday: width, timeZone: "UTC" }).format(
        Date.UTC(2024, 0, 1 + WEEK.indexOf(day))
      ),
    duration: (seconds: number) => formatDuration(locale, seconds),
    minutes: (minutes: number) => formatDuration(locale, minutes * 60),
  }
}

function formatMoney(locale: string, amount: string | number, currency: string | null): string {
  const value = Number(amount)
  if (!currency || Number.isNaN(value)) {
    return `${amount}${currency ? ` ${currency.toUpperCase()}` : ""}`
  }
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(value)
  } catch {
    // A code that is no ISO currency (a shop's own points): the number with its code.
    return `${new Intl.NumberFormat(locale).format(value)} ${currency.toUpperCase()}`
  }
}

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const

function formatDuration(locale: string, seconds: number): string {
  const [unit, size] =
    UNITS.find(([, size]) => seconds >= size) ?? (["millisecond", 0.001] as const)
  const value = seconds / size
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
