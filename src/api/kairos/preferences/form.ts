import { consentKey } from "../../../core/consent/fold"
import { languageOf } from "../../../core/content/format-value"
import { quietHoursProblem } from "../../../core/schedule/quiet-hours"
import { instantsOf, isTimeZone } from "../../../core/schedule/time-zone"
import type { Contact, PreferencePatch } from "../../../modules/kairos-consent/contacts"
import type { Language } from "../../../core/text/localized"
import type { WantedConsent } from "../../../workflows/consent/change-preferences"
import type { ChoiceState } from "../../../workflows/consent/choices"
import type { Draft } from "../../../workflows/preferences/show-preferences"
import type { Runtime } from "../../../workflows/support/runtime"

type Fields = Readonly<Record<string, unknown>>

/** What the page's form may be told about: the keys of its texts. */
export type FormProblem = "wrongHours" | "wrongDay"

export type ReadForm = Draft & {
  readonly problems: readonly FormProblem[]
  /** In which language the page was read; null where the form does not say it. */
  readonly shown_in: Language | null
}

const DAY = 86_400_000
/** A day by mistake in another century would silence the shop for ever. */
const LONGEST_PAUSE_DAYS = 731

/** How often, as the form's values say it. */
export const FREQUENCIES: Readonly<Record<string, Contact["frequency"]>> = {
  shop: null,
  "1/7": { max: 1, days: 7 },
  "2/31": { max: 2, days: 31 },
  "1/31": { max: 1, days: 31 },
}

/** What somebody filled in. What is no value of the form changes nothing; what only looks wrong to a person is a problem. */
export function readForm(
  runtime: Runtime,
  person: Contact,
  choices: readonly ChoiceState[],
  fields: Fields
): ReadForm {
  const language = languageOf(typeof fields.language === "string" ? fields.language : null)
  const zone = readZone(fields)
  const known = zone ?? person.time_zone
  const pause = readPause(runtime, fields, isTimeZone(known) ? known : runtime.options.timeZone)
  const hours = readHours(fields)
  const frequency = typeof fields.frequency === "string" ? FREQUENCIES[fields.frequency] : undefined
  return {
    consents: wantedConsents(choices, fields),
    shown_in: languageOf(typeof fields.shown_in === "string" ? fields.shown_in : null),
    patch: {
      ...(frequency === undefined ? {} : { frequency }),
      ...(hours === undefined || hours === "wrongHours" ? {} : { quiet_hours: hours }),
      ...(pause === undefined || pause === "wrongDay" ? {} : { paused_until: pause }),
      ...(zone === undefined ? {} : { time_zone: zone }),
      ...(language === null ? {} : { locale: language }),
      ...readTopics(runtime, fields),
    },
    problems: [hours, pause].filter((one) => one === "wrongHours" || one === "wrongDay"),
  }
}

/** A box counts only if it was on the page: one that appeared meanwhile was not left empty by the person. */
function wantedConsents(choices: readonly ChoiceState[], fields: Fields): readonly WantedConsent[] {
  const shown = new Set(listOf(fields.shown))
  const granted = new Set(listOf(fields.granted))
  return choices
    .map((choice) => ({ choice, key: consentKey(choice.purpose, choice.channel) }))
    .filter(({ choice, key }) => shown.has(key) && choice.granted !== granted.has(key))
    .map(({ choice: { purpose, channel }, key }) => ({
      purpose,
      channel,
      granted: granted.has(key),
    }))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function readTopics(runtime: Runtime, fields: Fields): PreferencePatch {
  const asked = new Set(listOf(fields.topics_shown))
  const wanted = new Set(listOf(fields.topic))
  const offered = runtime.options.preferences.topics.map(({ value }) => value)
  return offered.some((topic) => asked.has(topic))
    ? { topics: offered.filter((topic) => wanted.has(topic)) }
    : {}
}

/** Undefined where the form had no such field. */
function readHours({ quiet_from: from, quiet_to: to }: Fields) {
  if (typeof from !== "string" || typeof to !== "string") {
    return undefined
  }
  if (from === "" && to === "") {
    return null
  }
  return quietHoursProblem({ from, to }) === null ? { from, to } : ("wrongHours" as const)
}

function readZone({ time_zone: zone }: Fields): string | null | undefined {
  return zone === "" ? null : isTimeZone(zone) ? zone : undefined
}

function readPause(runtime: Runtime, { pause, pause_day: day }: Fields, zone: string) {
  const now = runtime.clock.now().getTime()
  if (pause === "0") {
    return null
  }
  if (pause === "30" || pause === "90") {
    return isoAt(now + Number(pause) * DAY)
  }
  if (pause !== "day") {
    return undefined
  }
  const begins = dayBegins(day, zone)
  return begins !== null && begins > now && begins < now + LONGEST_PAUSE_DAYS * DAY
    ? isoAt(begins)
    : ("wrongDay" as const)
}

/** When a day such as 2027-03-01 begins by the clocks of a zone; null for what is no day. */
function dayBegins(text: unknown, zone: string): number | null {
  const parts = typeof text === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null
  if (parts === null || !isoAt(Date.parse(`${parts[0]}T00:00:00Z`)).startsWith(parts[0])) {
    return null
  }
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  return instantsOf(zone, { year, month, day }, 0)[0] ?? null
}

/** Empty for what is no time, as 2027-02-31 is none. */
const isoAt = (instant: number): string =>
  Number.isNaN(instant) ? "" : new Date(instant).toISOString()
