import { evenly } from "./evenly"

const LEAST_MS = 50
/** What a timer of Node may be early by. */
const EARLY_MS = 2

async function takes(work: Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await evenly(work).catch(() => undefined)
  return performance.now() - begun
}

describe("an answer that tells nothing by its time (C-09)", () => {
  it("comes no sooner for what is found at once, or fails at once, than for what has to be looked for", async () => {
    const times = await Promise.all([
      takes(Promise.resolve("found")),
      takes(Promise.reject(new Error("no such"))),
    ])
    expect(Math.min(...times)).toBeGreaterThanOrEqual(LEAST_MS - EARLY_MS)
  })

  it("is what the work came to", async () => {
    await expect(evenly(Promise.resolve("found"))).resolves.toBe("found")
    await expect(evenly(Promise.reject(new Error("no such")))).rejects.toThrow("no such")
  })
})
