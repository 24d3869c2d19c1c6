import {
  createTestDatabase,
  downByModule,
  emptyTables,
  migrationsByModule,
  type TestDatabase,
} from "../support/test-database"

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

  it("can be taken back whole, and made again (D7)", async () => {
    const { knex, drop } = await createTestDatabase()
    const ours = async () => {
      const { rows } = await knex.raw<{ rows: { name: string }[] }>(
        `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and relkind in ('r', 'p', 'i', 'S') and relname not like 'kairos_behaviour_event_%'
         union all select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
         order by 1`
      )
      return rows.map(({ name }) => name)
    }
    try {
      const made = await ours()
      for (const statement of (await downByModule()).flat()) {
        await knex.raw(statement)
      }
      expect(await ours()).toEqual([])
      for (const statement of (await migrationsByModule()).flat()) {
        await knex.raw(statement)
      }
      expect(await ours()).toEqual(made)
    } finally {
      await drop()
    }
  })

  it("make everything again over data that was left, and keep it (IN95)", async () => {
    const { knex, drop } = await createTestDatabase()
    try {
      await knex.raw(
        `insert into kairos_inbox (id, name, entity_id, source, occurred_at)
         values ('order.placed:left:1', 'order.placed', 'left', 'bus', now())`
      )
      for (const statement of (await migrationsByModule()).flat()) {
        await knex.raw(statement)
      }
      expect(await knex("kairos_inbox").select("entity_id")).toEqual([{ entity_id: "left" }])
    } finally {
      await drop()
    }
  })

  it("say which right is missing, and leave nothing half made (IN94)", async () => {
    const { knex, drop } = await createTestDatabase()
    try {
      for (const statement of (await downByModule()).flat()) {
        await knex.raw(statement)
      }
      const statements = (await migrationsByModule()).flat()
      // As Medusa runs them: in one transaction, here of a role that may look and nothing else.
      const poor = knex.transaction(async (trx) => {
        await trx.raw("create role kairos_poor nologin")
        await trx.raw("revoke create on schema public from public")
        await trx.raw("set local role kairos_poor")
        for (const statement of statements) {
          await trx.raw(statement)
        }
      })
      await expect(poor).rejects.toThrow(/permission denied/)
      const { rows } = await knex.raw<{ rows: unknown[] }>(
        "select tablename from pg_tables where schemaname = 'public'"
      )
      expect(rows).toEqual([])
    } finally {
      await drop()
    }
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
