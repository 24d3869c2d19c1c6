import { WEEKDAYS as CORE_WEEKDAYS } from "../../../core/schedule/weekday"
import { BLANK, fromDraft, toDraft } from "../automations/draft"
import {
  choiceOf,
  sideOf,
  startOfWait,
  WAIT_CHOICES,
  WEEKDAYS,
  withDays,
  withTime,
  withWeekday,
  type Wait,
} from "./wait-draft"

const OFFERS = { events: ["cart.recovered", "order.placed"], dateFacts: ["order.created_at"] }

const WAITS: readonly (readonly [string, Wait])[] = [
  ["minutes", { minutes: 90 }],
  ["time", { until: { time: "09:00", weekdays: ["mon", "thu"] } }],
  ["time", { until: { weekdays: ["sun"] } }],
  ["date", { until: { date: "2026-12-24", time: "10:00" } }],
  ["fact", { until: { fact: "order.created_at", days: -3, time: "09:00" } }],
  ["event", { event: { name: "order.placed", within_minutes: 2880, otherwise: "exit" } }],
]

test.each(WAITS)(
  "a wait of the choice %s is shown as that and comes back as it was",
  (choice, wait) => {
    expect(choiceOf(wait)).toBe(choice)
    const step = { key: "first", wait, valid_for_minutes: 60, conditions: null, actions: [] }
    expect(fromDraft(toDraft({ ...BLANK, steps: [step] })).steps[0]?.wait).toEqual(wait)
  }
)

test.each(WAIT_CHOICES)("choosing %s begins a wait of that choice", (choice) => {
  expect(choiceOf(startOfWait(choice, { minutes: 0 }, OFFERS))).toBe(choice)
})

test("the hour stays when the day is chosen another way", () => {
  const before: Wait = { until: { time: "18:30", weekdays: ["fri"] } }
  expect(startOfWait("fact", before, OFFERS)).toEqual({
    until: { fact: "order.created_at", time: "18:30" },
  })
})

test("an order is what is waited for first, where it can be", () => {
  const wait = startOfWait("event", { minutes: 0 }, OFFERS)
  expect("event" in wait && wait.event.name).toBe("order.placed")
  const without = startOfWait("event", { minutes: 0 }, { ...OFFERS, events: ["own.event"] })
  expect("event" in without && without.event.name).toBe("own.event")
})

test("weekdays stand in the order of the week, and none of them means every day", () => {
  const two = withWeekday(withWeekday({ time: "09:00" }, "thu", true), "mon", true)
  expect(two).toEqual({ time: "09:00", weekdays: ["mon", "thu"] })
  const none = withWeekday(withWeekday(two, "mon", false), "thu", false)
  expect(none).toEqual({ time: "09:00" })
  expect(WEEKDAYS).toEqual(CORE_WEEKDAYS)
})

test("an emptied time is left out", () => {
  expect(withTime({ time: "09:00", weekdays: ["mon"] }, "")).toEqual({ weekdays: ["mon"] })
})

test("days before a date are negative, and the day itself needs none", () => {
  const before = withDays({ fact: "order.created_at" }, "before", 3)
  expect(before.days).toBe(-3)
  expect(sideOf(before)).toBe("before")
  expect(withDays(before, "after", 2).days).toBe(2)
  expect(withDays(before, "on", 2)).toEqual({ fact: "order.created_at" })
})
