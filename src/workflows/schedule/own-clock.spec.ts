import type { Runtime } from "../support/runtime"
import { scheduleTicked, watchSchedule } from "./own-clock"

const calls: string[] = []
const called = (name: string) => () => {
  calls.push(name)
  return Promise.resolve()
}

// A round goes on for as long as events come.
jest.mock("../support/hint-drain", () => ({
  drainOnce: () => {
    calls.push("drain")
    return new Promise(() => undefined)
  },
}))
jest.mock("./periodic", () => ({
  everyMinute: () => called("minute")(),
  everyMinuteMoments: () => called("moments")(),
  everyMinuteRenewals: () => called("renewals")(),
  everyNight: () => called("night")(),
}))

/** A process at so many o'clock that has just begun to work. */
function processAt(hour: number) {
  const stops: (() => Promise<void>)[] = []
  const runtime = {
    automation: { onStop: (run: () => Promise<void>) => stops.push(run) },
    clock: { now: () => new Date(2026, 2, 2, hour) },
    logger: { error: called("error") },
  } as unknown as Runtime
  watchSchedule(runtime)
  return { runtime, stop: () => Promise.all(stops.map((run) => run())) }
}

describe("a process beside Medusa's schedule", () => {
  beforeEach(() => {
    calls.length = 0
    jest.useFakeTimers()
  })
  afterEach(() => jest.useRealTimers())

  it("does nothing while the schedule ticks", async () => {
    const { runtime } = processAt(12)
    for (let i = 0; i < 30; i += 1) {
      await jest.advanceTimersByTimeAsync(5_000)
      scheduleTicked(runtime)
    }
    expect(calls).toEqual([])
  })

  it("does what is due once the schedule has been silent for half a minute, the night's work from three o'clock", async () => {
    processAt(12)
    await jest.advanceTimersByTimeAsync(29_000)
    expect(calls).toEqual([])
    await jest.advanceTimersByTimeAsync(2_000)
    expect(calls).toEqual(["drain", "minute", "moments", "renewals", "night"])
    calls.length = 0
    processAt(2)
    await jest.advanceTimersByTimeAsync(31_000)
    expect(calls.slice(-4)).toEqual(["drain", "minute", "moments", "renewals"])
  })

  it("stops with its process", async () => {
    const { stop } = processAt(12)
    await stop()
    await jest.advanceTimersByTimeAsync(120_000)
    expect(calls).toEqual([])
  })
})
