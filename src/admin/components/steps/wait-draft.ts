import type { AutomationDefinition } from "../../../types"

export type Wait = AutomationDefinition["steps"][number]["wait"]
export type WaitUntil = Extract<Wait, { until: unknown }>["until"]
export type WaitForEvent = Extract<Wait, { event: unknown }>["event"]
export type Weekday = NonNullable<WaitUntil["weekdays"]>[number]

/** What a person chooses between; three of them are one kind, `until`, to the API. */
export const WAIT_CHOICES = ["minutes", "time", "date", "fact", "event"] as const
export type WaitChoice = (typeof WAIT_CHOICES)[number]

export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

export function choiceOf(wait: Wait): WaitChoice {
  if ("minutes" in wait) {
    return "minutes"
  }
  if ("event" in wait) {
    return "event"
  }
  return wait.until.fact !== undefined ? "fact" : wait.until.date !== undefined ? "date" : "time"
}

/** What a newly chosen kind of wait can be about, with this trigger. */
export type WaitOffers = {
  readonly events: readonly string[]
  readonly dateFacts: readonly string[]
}

const MORNING = "09:00"
const ONE_HOUR = 60
const TWO_DAYS = 2880

/** A new kind of wait starts with what is chosen most; the hour stays when only the day is chosen another way. */
export function startOfWait(choice: WaitChoice, before: Wait, offers: WaitOffers): Wait {
  const time = ("until" in before ? before.until.time : undefined) ?? MORNING
  switch (choice) {
    case "minutes":
      return { minutes: ONE_HOUR }
    case "time":
      return { until: { time } }
    case "date":
      return { until: { date: "", time } }
    case "fact":
      return { until: { fact: offers.dateFacts[0] ?? "", time } }
    case "event":
      return {
        event: {
          name: offers.events.includes("order.placed") ? "order.placed" : (offers.events[0] ?? ""),
          within_minutes: TWO_DAYS,
          otherwise: "continue",
        },
      }
  }
}

/** No time is midnight, and the API wants it left out then. */
export const withTime = (until: WaitUntil, time: string): WaitUntil => {
  const { time: _time, ...rest } = until
  return time === "" ? rest : { ...rest, time }
}

/** Without a weekday every day is one; the list is in the order of the week. */
export function withWeekday(until: WaitUntil, day: Weekday, isOn: boolean): WaitUntil {
  const { weekdays = [], ...rest } = until
  const chosen = WEEKDAYS.filter((other) => (other === day ? isOn : weekdays.includes(other)))
  return chosen.length === 0 ? rest : { ...rest, weekdays: chosen }
}

export type DaySide = "on" | "after" | "before"

/** Signed days as people say them: so many days after, or before. */
export const sideOf = ({ days = 0 }: WaitUntil): DaySide =>
  days === 0 ? "on" : days > 0 ? "after" : "before"

export function withDays(until: WaitUntil, side: DaySide, amount: number): WaitUntil {
  const { days: _days, ...rest } = until
  return side === "on" || amount === 0
    ? rest
    : { ...rest, days: side === "after" ? amount : -amount }
}
