import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { secondConnections, watchConnections } from "./one-connection"

/** A pool whose connections answer nothing, so that no Postgres is needed. */
function idlePool(): Knex {
  const database = knex({ client: "pg" })
  const connection = {
    query: (_sql: unknown, answer: (error: null, response: unknown) => void) =>
      answer(null, { rows: [], command: "SELECT" }),
  }
  database.client.pool = {
    acquire: () => ({ promise: Promise.resolve({ ...connection }) }),
    release: () => true,
  }
  return database
}

describe("a second connection", () => {
  const pool = idlePool()
  beforeAll(() => watchConnections(pool.client.constructor, __dirname))

  const within = (work: (trx: Knex) => Promise<unknown>) => pool.transaction(work)

  it("is seen when a transaction asks the pool for one", async () => {
    await within(async (trx) => {
      await trx.raw("select 1")
      await pool.raw("select 2")
    })
    await within(async () => pool("kairos_inbox").where({ id: "a" }))
    await within(async () => within((trx) => trx.raw("select 3")))
    const at = /, asked for within the transaction .*support\/one-connection\.unit\.spec\.ts:\d+/
    expect(secondConnections()).toEqual([
      expect.stringMatching(new RegExp(`^select 2${at.source}`)),
      expect.stringMatching(
        new RegExp(`^select \\* from "kairos_inbox" where "id" = 'a'${at.source}`)
      ),
      expect.stringMatching(new RegExp(`^the transaction .*${at.source}`)),
    ])
    expect(secondConnections()).toEqual([])
  })

  it("is none where a transaction asks for its own, or somebody asks beside or after it", async () => {
    const later: (() => Promise<unknown>)[] = []
    await within(async (trx) => {
      await trx("kairos_inbox")
      await trx.transaction((inner) => inner.raw("select 4"))
      later.push(async () => pool.raw("select 5"))
    })
    await Promise.all([pool.raw("select 6"), within((trx) => trx.raw("select 7")), later[0]!()])
    let goOn = (): void => undefined
    const ended = new Promise<void>((resolve) => (goOn = resolve))
    const left: Promise<unknown>[] = []
    await within(async () => {
      left.push(ended.then(() => pool.raw("select 8")))
    })
    goOn()
    await Promise.all(left)
    expect(secondConnections()).toEqual([])
  })

  it("is not asked for by who ends a transaction by hand, and the transaction stays open until then", async () => {
    const trx = await pool.transaction()
    await trx.raw("select 9")
    expect(trx.isCompleted()).toBe(false)
    await pool.raw("select 10")
    await trx.commit()
    expect(trx.isCompleted()).toBe(true)
    expect(secondConnections()).toEqual([])
  })
})
