import { randomSchedule } from "./random-schedule"

const SHOP = { nodes: 3, redis: true }

it("plays the same troubles again for the same seed, and others for another", () => {
  expect(randomSchedule(7, 30, SHOP)).toEqual(randomSchedule(7, 30, SHOP))
  expect(randomSchedule(8, 30, SHOP)).not.toEqual(randomSchedule(7, 30, SHOP))
})

it("fills the minutes and meets every kind of trouble in thirty of them", () => {
  const schedule = randomSchedule(7, 30, SHOP)
  const seconds = schedule.reduce((sum, s) => sum + s.after_seconds + s.trouble.seconds, 0)
  expect(seconds).toBeGreaterThanOrEqual(30 * 60)
  expect(new Set(schedule.map(({ trouble }) => trouble.kind)).size).toBe(11)
})

it("leaves Redis alone where there is none", () => {
  const kinds = randomSchedule(7, 30, { nodes: 2, redis: false }).map(({ trouble }) => trouble.kind)
  expect(kinds.filter((kind) => kind.startsWith("redis"))).toEqual([])
})
