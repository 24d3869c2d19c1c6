import { eraseFrom } from "../../src/core/privacy/erase-sql"
import type { RegisterEntry } from "../../src/core/privacy/personal-data"
import { REGISTER } from "../../src/core/privacy/register"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ConsentService } from "../../src/modules/kairos-consent/service"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"
import { until } from "../support/until"

const EMAIL = "ana@shop.example"
const SUBJECT = { customer_ids: ["cus_1"], emails: [EMAIL] }
/** What a row of evidence may lose. */
const LOST = { email: "'erased:x'", customer_id: "null", evidence: "'{}'", actor: "'customer'" }
const WHY = { reason: "requested", actor: "user_1" } as const

describe("an erasure", () => {
  let database: TestDatabase
  let service: ConsentService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ConsentService(database.container, testOptions())
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const agreed = () =>
    service.record([
      {
        email: EMAIL,
        customer_id: "cus_1",
        purpose: "marketing",
        channel: "email",
        granted: true,
        source: "preferences",
        text_version: "v1",
        evidence: { cart_id: "cart_1" },
        actor: "customer:cus_1",
      },
    ])

  it("leaves the evidence, under a keyed hash, with what was agreed to", async () => {
    await agreed()
    await database.knex.transaction((trx) => service.erasePerson(trx, SUBJECT))
    const [row] = await database.knex("kairos_consent")
    expect(row).toMatchObject({
      customer_id: null,
      purpose: "marketing",
      granted: true,
      text_version: "v1",
      evidence: {},
      actor: "customer",
    })
    expect(row.email).toMatch(/^erased:[\w-]{43}$/)
    expect(await database.knex("kairos_contact")).toEqual([])
  })

  it.each([
    ["the answer", { granted: "not granted" }],
    ["the time", { occurred_at: "now()" }],
    ["the text", { text_version: "'v2'" }],
    ["the person to another", { email: "'ben@shop.example'" }],
    ["the customer to another", { customer_id: "'cus_2'" }],
    ["nothing of what names somebody", { evidence: "evidence" }],
  ])("lets nobody change %s meanwhile", async (_, change) => {
    await agreed()
    const set = Object.entries({ ...LOST, ...change }).map(([name, value]) => `${name} = ${value}`)
    const forged = database.knex.transaction(async (trx) => {
      await trx.raw("select set_config('kairos.erasing', 'on', true)")
      await trx.raw(`update kairos_consent set ${set.join(", ")}`)
    })
    await expect(forged).rejects.toThrow(/append-only/)
  })

  it("lets nothing pass without it", async () => {
    await agreed()
    await expect(
      database.knex.raw(
        "update kairos_consent set email = 'erased:x', customer_id = null, evidence = '{}', actor = 'customer'"
      )
    ).rejects.toThrow(/append-only/)
    await expect(
      database.knex.transaction(async (trx) => {
        await trx.raw("select set_config('kairos.erasing', 'on', true)")
        await trx.raw("delete from kairos_consent")
      })
    ).rejects.toThrow(/append-only/)
  })

  it("is known by id and by address in any spelling, of what happened before, and holds neither", async () => {
    const { erased_at } = await database.knex.transaction((trx) =>
      service.erasures.begin(trx, SUBJECT, WHY)
    )
    const before = new Date(erased_at.getTime() - 1000)
    const after = new Date(erased_at.getTime() + 1000)
    const rows = [
      { n: 1, customer_id: "cus_1", occurred_at: before },
      { n: 2, email: " Ana@SHOP.example", occurred_at: before.toISOString() },
      { n: 3, customer_id: "cus_1", occurred_at: after },
      { n: 4, customer_id: "cus_2", email: "ben@shop.example", occurred_at: before },
      { n: 5, occurred_at: before },
    ]
    expect((await service.erasures.without(rows)).map(({ n }) => n)).toEqual([3, 4, 5])
    // With another secret before: the shop changed it since.
    const changed = new ConsentService(database.container, {
      ...testOptions(),
      secret: "another-secret-that-is-long-enough-for-it",
      previousSecrets: [testOptions().secret],
    })
    expect((await changed.erasures.without(rows)).map(({ n }) => n)).toEqual([3, 4, 5])
    const { rows: kept } = await database.knex.raw(
      "select k::text || e::text as text from kairos_erasure_key k join kairos_erasure e on e.id = k.erasure_id"
    )
    expect(kept).toHaveLength(2)
    expect(JSON.stringify(kept)).not.toMatch(/cus_1|ana@/)
  })

  it("waits for whoever writes what it would miss", async () => {
    const { knex } = database
    const order: string[] = []
    const writer = await knex.transaction()
    await service.erasures.without([{ customer_id: "cus_1", occurred_at: "2020-01-01" }], writer)
    const erasing = knex.transaction(async (trx) => {
      await service.erasures.exclude(trx)
      order.push("erased")
    })
    await until("the erasure to wait", async () => {
      const { rows } = await knex.raw<{ rows: unknown[] }>(
        "select 1 from pg_locks where locktype = 'advisory' and not granted"
      )
      return rows.length > 0 || order.length > 0 ? true : null
    })
    order.push("written")
    await writer.commit()
    await erasing
    expect(order).toEqual(["written", "erased"])
  })
})

/** Any of these in any column is the person. */
const NEEDLES = ["customer:cus_1", EMAIL, "Solveigdotter", "+34611000777"]

describe("an erasure of a person who stands in every table", () => {
  let database: TestDatabase
  let columns: readonly Column[]
  beforeAll(async () => {
    database = await createTestDatabase()
    const { rows } = await database.knex.raw<{ rows: Column[] }>(
      `select table_name as table, column_name as name, data_type as type,
         is_nullable = 'NO' and column_default is null as needed
       from information_schema.columns where table_schema = 'public' and table_name like 'kairos\\_%'`
    )
    columns = rows
    // What a row has to be for the shop is not what is asked here, but where the person is found in it.
    await database.knex.raw(
      `do $$ declare one record; begin
         for one in select conrelid::regclass as tab, conname from pg_constraint
           where contype = 'c' and conrelid::regclass::text like 'kairos\\_%' and coninhcount = 0
         loop execute format('alter table %s drop constraint %I', one.tab, one.conname); end loop;
       end $$`
    )
    await database.knex.raw(
      "create table behaviour_at_any_time partition of kairos_behaviour default"
    )
    await database.knex.transaction(async (trx) => {
      // Each table by itself, also without the rows that its own point to.
      await trx.raw("set local session_replication_role = replica")
      for (const entry of held) {
        await trx(entry.table).insert(rowOf(entry))
      }
    })
  })
  afterAll(() => database.drop())

  const held = REGISTER.filter(
    ({ belongs, erasure }) => belongs.kind !== "nobody" && erasure.kind !== "keep"
  )
  const names = held.map(({ table }) => table)

  it("leaves them in none (B-12)", async () => {
    expect(await standing(database.knex)).toEqual(names)
    expect(await standingAfter(REGISTER)).toEqual([])
  })

  it("is seen to leave them in whichever table it leaves out", async () => {
    const left: Record<string, readonly string[]> = {}
    for (const { table } of held) {
      const without = REGISTER.map((entry) =>
        entry.table === table ? ({ ...entry, erasure: KEPT } as const) : entry
      )
      left[table] = await standingAfter(without)
    }
    expect(left).toEqual(Object.fromEntries(names.map((table) => [table, [table]])))
  })

  /** Erased by this register, looked at, and taken back. */
  async function standingAfter(register: readonly RegisterEntry[]): Promise<readonly string[]> {
    const trx = await database.knex.transaction()
    try {
      await trx.raw("select set_config('kairos.erasing', 'on', true)")
      await eraseFrom(register, SUBJECT, async (sql, bindings) => {
        const { rowCount } = await trx.raw<{ rowCount: number }>(sql, bindings as never)
        return rowCount
      })
      return await standing(trx)
    } finally {
      await trx.rollback()
    }
  }

  /** The tables of which a dump holds the person. */
  async function standing(knex: Knex): Promise<readonly string[]> {
    const asked = names.map(
      (table) =>
        `select '${table}' as name where exists (select from "${table}" t
           where exists (select from unnest(cast(:needles as text[])) n where position(n in t::text) > 0))`
    )
    const { rows } = await knex.raw<{ rows: { name: string }[] }>(asked.join(" union all "), {
      needles: NEEDLES.map((needle) => needle.replace("customer:", "")) as never,
    })
    const found = new Set(rows.map(({ name }) => name))
    return names.filter((name) => found.has(name))
  }

  /** A row that names the person wherever the register lets one be named. */
  function rowOf({ table, belongs, personal, erasure }: RegisterEntry) {
    const own = columns.filter((column) => column.table === table)
    const named = (name: string) =>
      // What is made with a key is no address.
      name !== "address_hash" &&
      (erasure.kind === "blank" ? isCleared(erasure.set[name], name, personal) : name in personal)
    const values = own
      .filter(({ name, needed }) => needed || named(name))
      .map(({ name, type }) => [name, filled(type, named(name))] as const)
    return { ...Object.fromEntries(values), ...foundBy(own, belongs) }
  }

  function foundBy(own: readonly Column[], belongs: RegisterEntry["belongs"]) {
    const typeOf = (column: string) => own.find(({ name }) => name === column)?.type ?? "text"
    switch (belongs.kind) {
      case "person":
        return {
          ...(belongs.customer === undefined ? {} : { [belongs.customer]: "cus_1" }),
          ...(belongs.email === undefined ? {} : { [belongs.email]: EMAIL }),
        }
      case "mentions":
        return { [belongs.column]: filled(typeOf(belongs.column), true) }
      case "through":
        return { [belongs.column]: keyOf(belongs) }
      case "nobody":
        return {}
    }
  }

  /** The parent's key, as `rowOf` fills it. */
  function keyOf({ table, key }: Extract<RegisterEntry["belongs"], { kind: "through" }>): unknown {
    const parent = REGISTER.find((entry) => entry.table === table)!
    return (rowOf(parent) as Readonly<Record<string, unknown>>)[key]
  }
})

type Column = {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly needed: boolean
}

/** A row that is blanked keeps numbers, states and its own random id, none of which name anybody. */
const isCleared = (
  set: string | undefined,
  name: string,
  personal: RegisterEntry["personal"]
): boolean =>
  set === undefined ? personal[name] === "identifies" && name !== "id" : !set.startsWith("case ")

const KEPT = { kind: "keep", because: { en: "", es: "", pt: "" } } as const

const PLAIN: Readonly<Record<string, unknown>> = {
  integer: 1,
  bigint: 1,
  smallint: 1,
  numeric: 1,
  "double precision": 1,
  real: 1,
  boolean: false,
  date: "2026-11-01",
  "timestamp with time zone": "2026-11-01T00:00:00Z",
  uuid: "00000000-0000-4000-8000-000000000000",
  jsonb: "{}",
  text: "x",
}

function filled(type: string, named: boolean): unknown {
  if (type === "ARRAY") {
    return named ? NEEDLES : []
  }
  if (named && type === "jsonb") {
    return JSON.stringify({ said: NEEDLES })
  }
  return named && type === "text" ? NEEDLES.join(" ") : PLAIN[type]
}
