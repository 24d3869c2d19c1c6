/** The same instant on a clock that hangs elsewhere; null where that clock shows what the reader's shows. */
export function elsewhere(
  locale: string,
  own: Intl.DateTimeFormat,
  iso: string,
  timeZone: string | null
): string | null {
  if (timeZone === null) {
    return null
  }
  const there = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  })
  const text = formatDate(there, iso)
  return text === formatDate(own, iso) ? null : text
}

export function formatDate(format: Intl.DateTimeFormat, iso: string | null | undefined): string {
  if (!iso) {
    return "–"
  }
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : format.format(time)
}
