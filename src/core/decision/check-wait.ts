import type { Catalog, TriggerDefinition } from "../catalog/definitions"
import { minuteOfDay } from "../schedule/clock-time"
import { calendarDay, type Wait, type WaitUntil } from "../schedule/wait"
import { type Weekday, WEEKDAYS } from "../schedule/weekday"
import { nearest } from "../text/nearest"
import { reportUnknown } from "./report-unknown"

type Fields = Readonly<Record<string, unknown>>
type Report = (path: string, message: string) => void

export type WaitSurroundings = {
  readonly catalog: Catalog
  readonly trigger: TriggerDefinition | undefined
}

const YEAR_MINUTES = 366 * 24 * 60
const UNTIL_KEYS = ["time", "weekdays", "date", "fact", "days"]
const NO_WAIT: Wait = { minutes: 0 }

/** A step's wait in canonical form; problems go to `report` under `wait…`. */
export function checkWait(input: unknown, known: WaitSurroundings, report: Report): Wait {
  if (input === undefined || input === null) {
    return NO_WAIT
  }
  const fields = (typeof input === "object" ? input : {}) as Fields
  reportUnknown(fields, ["minutes", "until", "event"], (path, message) =>
    report(`wait.${path}`, `wait: ${message}`)
  )
  const kinds = ["minutes", "until", "event"].filter((kind) => fields[kind] !== undefined)
  if (kinds.length !== 1) {
    report("wait", 'wait needs exactly one of minutes, until or event; at once is { "minutes": 0 }')
    return NO_WAIT
  }
  const wait =
    kinds[0] === "minutes"
      ? { minutes: checkMinutes(fields.minutes, 0, "wait.minutes", report) }
      : kinds[0] === "until"
        ? { until: checkUntil(fields.until, known, report) }
        : checkEvent(fields.event, known, report)
  if (known.trigger?.source.kind === "request" && !("minutes" in wait && wait.minutes === 0)) {
    report("wait", "cannot wait: this trigger is decided while the page loads; use minutes 0")
  }
  return wait
}

export function checkMinutes(input: unknown, least: number, path: string, report: Report): number {
  if (Number.isInteger(input) && (input as number) >= least && (input as number) <= YEAR_MINUTES) {
    return input as number
  }
  report(
    path,
    `${path} must be a whole number of minutes from ${least} to ${YEAR_MINUTES} (a year)`
  )
  return least
}

function checkUntil(input: unknown, known: WaitSurroundings, report: Report): WaitUntil {
  const fields = (typeof input === "object" && input !== null ? input : {}) as Fields
  reportUnknown(fields, UNTIL_KEYS, (path, message) =>
    report(`wait.until.${path}`, `wait.until: ${message}`)
  )
  const { time, weekdays, date, fact, days } = fields
  if ([time, weekdays, date, fact].every((part) => part === undefined)) {
    report(
      "wait.until",
      "wait.until needs a time, weekdays, a date or a fact that is a date; for so many days use minutes"
    )
  }
  if (date !== undefined && fact !== undefined) {
    report("wait.until", "wait.until has both a date and a fact; keep one of them")
  }
  if (weekdays !== undefined && (date !== undefined || fact !== undefined)) {
    report(
      "wait.until.weekdays",
      "wait.until.weekdays does not go with a date; the date has its own weekday"
    )
  }
  return {
    ...checkTime(time, report),
    ...checkWeekdays(weekdays, report),
    ...checkDate(date, report),
    ...checkFact(fact, known, report),
    ...checkDays(days, date !== undefined || fact !== undefined, report),
  }
}

function checkTime(input: unknown, report: Report): Pick<WaitUntil, "time"> {
  if (input === undefined) {
    return {}
  }
  if (minuteOfDay(input) === null) {
    report("wait.until.time", "wait.until.time must be HH:MM from 00:00 to 23:59, such as 09:00")
  }
  return { time: String(input) }
}

function checkWeekdays(input: unknown, report: Report): Pick<WaitUntil, "weekdays"> {
  if (input === undefined) {
    return {}
  }
  const known = WEEKDAYS as readonly unknown[]
  if (!Array.isArray(input) || input.length === 0 || input.some((day) => !known.includes(day))) {
    report(
      "wait.until.weekdays",
      `wait.until.weekdays must be a list out of ${WEEKDAYS.join(", ")}`
    )
    return {}
  }
  // In the order of the week, each once: the same choice is always stored alike.
  return { weekdays: WEEKDAYS.filter((day: Weekday) => input.includes(day)) }
}

function checkDate(input: unknown, report: Report): Pick<WaitUntil, "date"> {
  if (input === undefined) {
    return {}
  }
  if (typeof input !== "string" || calendarDay(input) === null) {
    report("wait.until.date", "wait.until.date must be a day that exists, such as 2026-12-24")
  }
  return { date: String(input) }
}

function checkFact(
  input: unknown,
  { catalog, trigger }: WaitSurroundings,
  report: Report
): Pick<WaitUntil, "fact"> {
  if (input === undefined) {
    return {}
  }
  const code = String(input).slice(0, 80)
  const fact = catalog.facts.get(code)
  const dates = [...catalog.facts.values()].filter(({ type }) => type === "date")
  if (fact?.type !== "date") {
    const near = nearest(
      code,
      dates.map((date) => date.code)
    )
    report(
      "wait.until.fact",
      `wait.until.fact "${code}" is no fact that is a date; ${near === null ? `use one of ${dates.map((date) => date.code).join(", ")}` : `did you mean "${near}"?`}`
    )
  } else if (trigger !== undefined && !brings(trigger, fact.part)) {
    report("wait.until.fact", `wait.until.fact "${code}" is not known with this trigger`)
  }
  return { fact: code }
}

const brings = (trigger: TriggerDefinition, part: string): boolean =>
  part === "event" || part === "contact" || (trigger.provides as readonly string[]).includes(part)

/** From a date either way; from the moment itself only onwards. */
function checkDays(input: unknown, dated: boolean, report: Report): Pick<WaitUntil, "days"> {
  if (input === undefined) {
    return {}
  }
  const [least, most] = dated ? [-3660, 3660] : [0, 366]
  if (!Number.isInteger(input) || (input as number) < least || (input as number) > most) {
    report(
      "wait.until.days",
      `wait.until.days must be a whole number of days from ${least} to ${most}${dated ? "" : "; without a date it counts from now on"}`
    )
  }
  return { days: Number(input) }
}

function checkEvent(input: unknown, { catalog }: WaitSurroundings, report: Report): Wait {
  const fields = (typeof input === "object" && input !== null ? input : {}) as Fields
  reportUnknown(fields, ["name", "within_minutes", "otherwise"], (path, message) =>
    report(`wait.event.${path}`, `wait.event: ${message}`)
  )
  const name = String(fields.name).slice(0, 80)
  const awaited = catalog.triggers.get(name)
  if (awaited === undefined || awaited.source.kind === "request") {
    const names = [...catalog.triggers.values()]
      .filter(({ source }) => source.kind !== "request")
      .map(({ code }) => code)
    const near = nearest(name, names)
    report(
      "wait.event.name",
      `wait.event.name "${name}" is no event that can be waited for; ${near === null ? `use one of ${names.join(", ")}` : `did you mean "${near}"?`}`
    )
  }
  const { otherwise = "continue" } = fields
  if (otherwise !== "continue" && otherwise !== "exit") {
    report("wait.event.otherwise", 'wait.event.otherwise must be "continue" or "exit"')
  }
  return {
    event: {
      name,
      within_minutes: checkMinutes(fields.within_minutes, 1, "wait.event.within_minutes", report),
      otherwise: otherwise === "exit" ? "exit" : "continue",
    },
  }
}
