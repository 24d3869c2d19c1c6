import { Modules } from "@medusajs/framework/utils"
import { drainInbox } from "../decide/drain-inbox"
import { deliverDue } from "../deliver/deliver-due"
import { sendingStopped } from "../restore/journal-state"
import { drainOnce, heedHint, hintDrain } from "./hint-drain"
import type { Runtime } from "./runtime"

jest.mock("../decide/drain-inbox")
jest.mock("../deliver/deliver-due")
jest.mock("../restore/journal-state")

beforeEach(() => {
  jest.mocked(sendingStopped).mockResolvedValue(null)
})

/** A process with a bus in memory, on which it hears what it says itself. */
function processIn(workerMode: "server" | "shared" | "worker") {
  const seen = { told: 0, claims: 0 }
  const bus = {
    emit: () => {
      seen.told += 1
      // A loop must fail here, not run for ever.
      if (seen.told < 10) {
        heedHint(runtime)
      }
      return Promise.resolve()
    },
  }
  const parts: Readonly<Record<string, unknown>> = {
    configModule: { projectConfig: { workerMode } },
    [Modules.EVENT_BUS]: bus,
  }
  const runtime = {
    container: { resolve: (name: string) => parts[name] },
    logger: { error: () => undefined, warn: () => undefined },
    automation: {
      stopping: false,
      // As the service does it, which takes some promises of its own.
      letEnd: async (work: Promise<void>) => {
        try {
          await work
        } finally {
          await Promise.resolve()
        }
      },
    },
  } as unknown as Runtime
  jest.mocked(drainInbox).mockImplementation(() => {
    seen.claims += 1
    return Promise.reject(new Error("no database here"))
  })
  return { runtime, seen }
}

it("decides while a provider hangs, and begins to deliver once more when it answers", async () => {
  const { runtime, seen } = processIn("shared")
  const provider = { answers: () => undefined as void, asked: 0 }
  jest.mocked(drainInbox).mockImplementation(() => {
    seen.claims += 1
    return Promise.resolve({ done: 0, failed: 0, interrupted: false })
  })
  jest.mocked(deliverDue).mockImplementation(() => {
    provider.asked += 1
    return new Promise((resolve) => {
      provider.answers = () => resolve(0)
    })
  })
  await drainOnce(runtime)
  await drainOnce(runtime)
  await drainOnce(runtime)
  expect([seen.claims, provider.asked]).toEqual([3, 1])
  provider.answers()
  await new Promise(setImmediate)
  expect(provider.asked).toBe(2)
})

it.each(Array.from({ length: 12 }, (_, hops) => hops))(
  "looks once more for whoever calls as a round ends (%i promises after its work)",
  async (hops) => {
    const { runtime, seen } = processIn("shared")
    const ends: (() => void)[] = []
    jest.mocked(drainInbox).mockImplementation(() => {
      seen.claims += 1
      return new Promise((resolve) => {
        ends.push(() => resolve({ done: 0, failed: 0, interrupted: false }))
      })
    })
    jest.mocked(deliverDue).mockResolvedValue(0)
    void drainOnce(runtime)
    await new Promise(setImmediate)
    ends[0]!()
    for (let hop = 0; hop < hops; hop += 1) {
      await Promise.resolve()
    }
    void drainOnce(runtime)
    await new Promise(setImmediate)
    expect(seen.claims).toBe(2)
  }
)

it("tells the workers once where it only serves, and heeds its own words no further", () => {
  const { runtime, seen } = processIn("server")
  hintDrain(runtime)
  expect(seen).toEqual({ told: 1, claims: 0 })
})

it.each(["shared", "worker"] as const)(
  "works by itself as %s, also when it is told",
  async (mode) => {
    const { runtime, seen } = processIn(mode)
    hintDrain(runtime)
    await new Promise(setImmediate)
    expect(seen).toEqual({ told: 0, claims: 1 })
    heedHint(runtime)
    await new Promise(setImmediate)
    expect(seen).toEqual({ told: 0, claims: 2 })
  }
)

it("says nothing in a process that stops", () => {
  const { runtime, seen } = processIn("server")
  runtime.automation.stopping = true
  hintDrain(runtime)
  expect(seen).toEqual({ told: 0, claims: 0 })
})

it("decides and delivers nothing in a restored database that was told of nothing yet", async () => {
  const { runtime, seen } = processIn("shared")
  jest.mocked(sendingStopped).mockResolvedValue("restored")
  jest.mocked(deliverDue).mockClear()
  await drainOnce(runtime)
  expect(seen.claims).toBe(0)
  expect(deliverDue).not.toHaveBeenCalled()
})
