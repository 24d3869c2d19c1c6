import type { Catalog, Localized } from "../catalog/definitions"
import { factPhrase } from "../condition/describe"
import type { Wait, WaitForEvent, WaitUntil } from "../schedule/wait"
import { type Weekday, WEEKDAYS } from "../schedule/weekday"
import { formatInstant, formatMinutes, formatUnit } from "../text/format"
import { type Language, LOCALE_OF, oneOfList } from "../text/localized"

const WORDS = {
  at_once: { en: "at once", es: "de inmediato", pt: "de imediato" },
  after: { en: "after {v}", es: "después de {v}", pt: "após {v}" },
  at: { en: "at {v}", es: "a las {v}", pt: "às {v}" },
  on_weekdays: { en: "on the next {v}", es: "el próximo {v}", pt: "assim que for {v}" },
  days_later: { en: "{n} later", es: "{n} después", pt: "{n} depois" },
  on_date: { en: "on {v}", es: "el {v}", pt: "em {v}" },
  on_fact: { en: "on the day of {v}", es: "el día de {v}", pt: "no dia de {v}" },
  after_fact: { en: "{n} after {v}", es: "{n} después de {v}", pt: "{n} após {v}" },
  before_fact: { en: "{n} before {v}", es: "{n} antes de {v}", pt: "{n} antes de {v}" },
  own_time: { en: "(the person's time)", es: "(hora de la persona)", pt: "(horário da pessoa)" },
  event: {
    en: "after “{e}”, at the latest after {v},",
    es: "después de «{e}», como máximo tras {v},",
    pt: "após “{e}”, no máximo depois de {v},",
  },
  event_or_end: {
    en: "after “{e}”, or never when it does not happen within {v},",
    es: "después de «{e}», o nunca si no ocurre en {v},",
    pt: "após “{e}”, ou nunca se não acontecer em {v},",
  },
} satisfies Record<string, Localized>

/** When a step happens, as the beginning of its clause: "after 3 days", "at 09:00 (the person's time)". */
export function waitClause(wait: Wait, catalog: Catalog, language: Language): string {
  if ("minutes" in wait) {
    return wait.minutes === 0
      ? WORDS.at_once[language]
      : WORDS.after[language].replace("{v}", formatMinutes(wait.minutes, language))
  }
  return "event" in wait
    ? eventClause(wait.event, catalog, language)
    : untilClause(wait.until, catalog, language)
}

function eventClause(event: WaitForEvent, catalog: Catalog, language: Language): string {
  const words = event.otherwise === "exit" ? WORDS.event_or_end : WORDS.event
  const label = catalog.triggers.get(event.name)?.label[language] ?? event.name
  return words[language]
    .replace("{e}", () => label)
    .replace("{v}", formatMinutes(event.within_minutes, language))
}

function untilClause(until: WaitUntil, catalog: Catalog, language: Language): string {
  const time = until.time === undefined ? [] : [WORDS.at[language].replace("{v}", until.time)]
  return [...dayClause(until, catalog, language), ...time, WORDS.own_time[language]].join(" ")
}

function dayClause(until: WaitUntil, catalog: Catalog, language: Language): readonly string[] {
  if (until.date !== undefined) {
    return [WORDS.on_date[language].replace("{v}", formatInstant(until.date, language))]
  }
  const days = until.days ?? 0
  if (until.fact === undefined) {
    return [...laterClause(days, language), ...weekdayClause(until, language)]
  }
  const words = days === 0 ? WORDS.on_fact : days > 0 ? WORDS.after_fact : WORDS.before_fact
  const phrase = factPhrase(catalog.facts.get(until.fact), until.fact, language)
  return [
    words[language]
      .replace("{n}", formatUnit(Math.abs(days), "day", language))
      .replace("{v}", () => phrase),
  ]
}

const laterClause = (days: number, language: Language): readonly string[] =>
  days === 0 ? [] : [WORDS.days_later[language].replace("{n}", formatUnit(days, "day", language))]

function weekdayClause({ weekdays }: WaitUntil, language: Language): readonly string[] {
  if (weekdays === undefined) {
    return []
  }
  const names = weekdays.map((day) => weekdayName(day, language))
  return [WORDS.on_weekdays[language].replace("{v}", oneOfList(names, language))]
}

/** 5 January 1970 was a Monday. */
const MONDAY = 4 * 86_400_000

function weekdayName(day: Weekday, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALE_OF[language], { weekday: "long", timeZone: "UTC" })
  return format.format(MONDAY + WEEKDAYS.indexOf(day) * 86_400_000)
}
