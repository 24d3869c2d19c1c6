import { JobClaimStore } from "../../src/modules/kairos-automation/job-claims"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const DAY = 24 * 60 * 60
const HOUR = 60 * 60

describe("a job that is claimed once per period", () => {
  let database: TestDatabase
  let claims: JobClaimStore
  beforeAll(async () => {
    database = await createTestDatabase()
    claims = new JobClaimStore(database.knex)
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const beganAgo = (minutes: number) =>
    database.knex.raw("update kairos_job_claim set claimed_at = now() - make_interval(mins => ?)", [
      minutes,
    ])

  it("is taken over when its process was killed long ago, by one other process alone (F10)", async () => {
    const period = (await claims.claim("nightly", DAY))!
    expect(await claims.claim("nightly", DAY)).toBeNull()
    await beganAgo(50)
    expect(await claims.takeOver("nightly", HOUR)).toBeNull()
    await beganAgo(70)
    const taken = await Promise.all([1, 2, 3].map(() => claims.takeOver("nightly", HOUR)))
    expect(taken.filter((one) => one !== null)).toEqual([period])
    expect(await claims.takeOver("other", HOUR)).toBeNull()
  })

  it("is not taken over when it ended, and a lost one of long ago is left alone", async () => {
    const period = (await claims.claim("nightly", DAY))!
    await claims.finish("nightly", period, {})
    await beganAgo(70)
    expect(await claims.takeOver("nightly", HOUR)).toBeNull()
    await database.knex("kairos_job_claim").insert({
      job: "nightly",
      period_start: new Date(period.getTime() - DAY * 1000),
      claimed_at: new Date(period.getTime() - DAY * 1000),
    })
    expect(await claims.takeOver("nightly", HOUR)).toBeNull()
  })
})
