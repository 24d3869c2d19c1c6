import { responseClock } from "./response-clock"

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 2, 1, hour, minute)).toISOString()
const opened = { opened_at: at(10), answered_at: null, closed_at: null }

test("whoever waits is waited for until the hours are over, to the minute", () => {
  expect(responseClock(opened, 4, at(12, 30))).toEqual({
    state: "waiting",
    due_at: at(14),
    waited_minutes: 150,
  })
  expect(responseClock(opened, 4, at(14)).state).toBe("waiting")
  expect(responseClock(opened, 4, at(14, 1))).toMatchObject({
    state: "overdue",
    waited_minutes: 241,
  })
})

test("an answer stops the clock, and says for ever whether it came in time", () => {
  const answered = (hour: number) => ({ ...opened, answered_at: at(hour) })
  expect(responseClock(answered(13), 4, at(23))).toMatchObject({
    state: "answered",
    waited_minutes: 180,
  })
  expect(responseClock(answered(15), 4, at(23))).toMatchObject({
    state: "late",
    waited_minutes: 300,
  })
})

test("its end is an answer, where nobody told of one before", () => {
  expect(responseClock({ ...opened, closed_at: at(11) }, 4, at(23)).state).toBe("answered")
  const both = { ...opened, answered_at: at(12), closed_at: at(20) }
  expect(responseClock(both, 4, at(23))).toMatchObject({ state: "answered", waited_minutes: 120 })
  const after = { ...opened, answered_at: at(20), closed_at: at(12) }
  expect(responseClock(after, 4, at(23)).waited_minutes).toBe(120)
})

test("a clock that goes ahead of ours has waited for nothing", () => {
  expect(responseClock(opened, 4, at(9))).toMatchObject({ state: "waiting", waited_minutes: 0 })
})
