import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

describe("migrations", () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  it("give every table the prefix kairos_", async () => {
    const { rows } = await database.knex.raw<{ rows: { tablename: string }[] }>(
      "select tablename from pg_tables where schemaname = 'public'"
    )
    expect(rows.map((row) => row.tablename)).toContain("kairos_inbox")
    expect(rows.filter((row) => !row.tablename.startsWith("kairos_"))).toEqual([])
  })

  it("let a deterministic key in only once, also after the first row is done", async () => {
    const insert = () =>
      database.knex.raw(
        `insert into kairos_inbox (id, name, entity_id, source, occurred_at)
         values ('order.placed:order_1:1', 'order.placed', 'order_1', 'bus', now()) on conflict (id) do nothing`
      )
    await insert()
    await database.knex("kairos_inbox").update({ status: "done" })
    await insert()
    expect(await database.knex("kairos_inbox").select("status")).toEqual([{ status: "done" }])
    await emptyTables(database.knex)
    expect(await database.knex("kairos_inbox").select("status")).toEqual([])
  })

  it("refuse to change or delete evidence of consent", async () => {
    await database.knex("kairos_consent").insert({
      id: "cons_1",
      email: "a@shop.example",
      purpose: "marketing",
      channel: "email",
      granted: true,
      source: "test",
      actor: "test",
    })
    await expect(database.knex("kairos_consent").update({ granted: false })).rejects.toThrow(
      "kairos_consent is append-only"
    )
    await expect(database.knex("kairos_consent").delete()).rejects.toThrow("append-only")
  })
})
