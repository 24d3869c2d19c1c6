import { Temporal } from "temporal-polyfill"

const DAY_MS = 86_400_000
/** Nobody sold online before; what lies there is a zero or a mistaken unit. */
const EARLIEST = Date.UTC(1980, 0, 1)
const MAX_CACHED = 100_000

const LOCAL =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * A reader of dates: `2010-12-01`, `20101201`, `2010-12-01 08:26`, ISO 8601 with or without offset, or seconds or milliseconds since
 * 1970. Without an offset the shop's zone counts. Days that do not exist, years before 1980 and instants later than a
 * day after `now` are refused with null.
 */
export function dateReader(timeZone: string, now: string): (text: string) => string | null {
  const latest = new Date(now).getTime() + DAY_MS
  // The orders of a minute share their text, and a zone's rules are slow to ask for.
  const cache = new Map<string, string | null>()
  return (text) => {
    const known = cache.get(text)
    if (known !== undefined) {
      return known
    }
    const time = timeOf(text.trim(), timeZone)
    const fits = time !== null && time >= EARLIEST && time <= latest
    const iso = fits ? new Date(time).toISOString() : null
    if (cache.size < MAX_CACHED) {
      cache.set(text, iso)
    }
    return iso
  }
}

function timeOf(text: string, timeZone: string): number | null {
  if (/^\d{9,10}$/.test(text)) {
    return Number(text) * 1000
  }
  if (/^\d{12,13}$/.test(text)) {
    return Number(text)
  }
  const parts = LOCAL.exec(text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3"))
  if (parts === null) {
    return null
  }
  const zone = offsetOf(parts[8]) ?? timeZone
  if (zone === "UTC") {
    return utcTimeOf(parts)
  }
  try {
    const local = Temporal.PlainDateTime.from(fieldsOf(parts), { overflow: "reject" })
    return local.toZonedDateTime(zone).epochMilliseconds
  } catch {
    // A day or an hour that does not exist.
    return null
  }
}

/** Without a zone to ask, which takes most of the time of reading a history. Null for a day or an hour that does not exist. */
function utcTimeOf(parts: RegExpExecArray): number | null {
  const given = [1, 2, 3, 4, 5, 6].map((part) => Number(parts[part] ?? 0))
  const [year, month, day, hour, minute, second] = given as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const same =
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    at.getUTCHours() === hour &&
    at.getUTCMinutes() === minute &&
    at.getUTCSeconds() === second
  return same ? at.getTime() + Number((parts[7] ?? "").padEnd(3, "0").slice(0, 3)) : null
}

function fieldsOf(parts: RegExpExecArray): Temporal.PlainDateTimeLike {
  return {
    year: Number(parts[1]),
    month: Number(parts[2]),
    day: Number(parts[3]),
    hour: Number(parts[4] ?? 0),
    minute: Number(parts[5] ?? 0),
    second: Number(parts[6] ?? 0),
    millisecond: Number((parts[7] ?? "").padEnd(3, "0").slice(0, 3)),
  }
}

function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) {
    return null
  }
  return /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : "UTC"
}
