import { type Language, LOCALE_OF } from "./localized"

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** Formatters cost far more to make than to use. */
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let format = formats.get(key)
  if (format === undefined) {
    format = make()
    formats.set(key, format)
  }
  return format as T
}

export function formatNumber(value: number, language: Language): string {
  return once(
    `number ${language}`,
    () => new Intl.NumberFormat(LOCALE_OF[language], { maximumFractionDigits: 4 })
  ).format(value)
}

/** 12.5 as `12.5%`. */
export function formatPercent(percent: number, language: Language): string {
  return once(
    `percent ${language}`,
    () => new Intl.NumberFormat(LOCALE_OF[language], { style: "percent", maximumFractionDigits: 2 })
  ).format(percent / 100)
}

/** `3 days`, `90 minutes`: the largest unit that says it without a fraction. */
export function formatMinutes(minutes: number, language: Language): string {
  const [unit, count] =
    minutes % 1440 === 0
      ? (["day", minutes / 1440] as const)
      : minutes % 60 === 0
        ? (["hour", minutes / 60] as const)
        : (["minute", minutes] as const)
  return formatUnit(count, unit, language)
}

export function formatUnit(
  count: number,
  unit: "day" | "hour" | "minute",
  language: Language
): string {
  return once(
    `unit ${unit} ${language}`,
    () =>
      new Intl.NumberFormat(LOCALE_OF[language], {
        style: "unit",
        unit,
        unitDisplay: "long",
        maximumFractionDigits: 1,
      })
  ).format(count)
}

/** A day and a time as the clocks of a zone show it, with the zone's name. */
export function formatInstantIn(instant: string, language: Language, zone: string): string {
  const format = once(
    `time ${language} ${zone}`,
    () =>
      new Intl.DateTimeFormat(LOCALE_OF[language], {
        dateStyle: "long",
        timeStyle: "short",
        timeZone: zone,
      })
  )
  return `${format.format(Date.parse(instant))} (${zone})`
}

/** A day, or a day and a time in UTC; the text itself when it is no time. */
export function formatInstant(instant: string, language: Language): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) {
    return instant
  }
  const day = instant.length === 10
  const format = once(
    `${day ? "day" : "time"} ${language}`,
    () =>
      new Intl.DateTimeFormat(LOCALE_OF[language], {
        dateStyle: "long",
        timeZone: "UTC",
        ...(day ? {} : { timeStyle: "short" }),
      })
  )
  return day ? format.format(time) : `${format.format(time)} UTC`
}
