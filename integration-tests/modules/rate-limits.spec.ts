import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { secondsToWait, spendPoints, takePoints } from "../../src/workflows/support/rate-limits"
import { connect, createTestDatabase, type TestDatabase } from "../support/test-database"

const LIMIT = { name: "test_limit", points: 10, seconds: 600 }

/** Each connection pool stands for a process: nothing else of a limiter is shared. */
describe("rate limits (C-12)", () => {
  let database: TestDatabase
  let processes: readonly Knex[]
  beforeAll(async () => {
    database = await createTestDatabase()
    processes = [database.knex, connect(database.url)]
  })
  afterAll(async () => {
    await processes[1]?.destroy()
    await database.drop()
  })

  it("let ten through in two processes together, however many ask at once", async () => {
    const waits = await Promise.all(
      Array.from({ length: 60 }, (_, i) => takePoints(processes[i % 2]!, LIMIT, "203.0.113.9"))
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
    for (const wait of waits.filter((one) => one > 0)) {
      expect(wait).toBeGreaterThan(590)
      expect(wait).toBeLessThanOrEqual(600)
    }
    expect(await takePoints(processes[0]!, LIMIT, "203.0.113.10")).toBe(0)
  })

  it("are counted by what went wrong in one process and asked in the other", async () => {
    await spendPoints(processes[0]!, LIMIT, "basket", 9)
    expect(await secondsToWait(processes[1]!, LIMIT, "basket")).toBe(0)
    await spendPoints(processes[1]!, LIMIT, "basket")
    expect(await secondsToWait(processes[0]!, LIMIT, "basket")).toBeGreaterThan(590)
  })

  it("keep no address and no e-mail", async () => {
    await takePoints(processes[0]!, LIMIT, "canary@limits.example")
    const rows = await database.knex("kairos_rate_limit").select("key")
    expect(JSON.stringify(rows)).not.toMatch(/canary|203\.0\.113/)
  })
})
