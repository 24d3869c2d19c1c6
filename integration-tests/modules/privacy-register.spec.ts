import { REGISTER } from "../../src/core/privacy/register"
import { createTestDatabase, type TestDatabase } from "../support/test-database"

describe("the register of personal data", () => {
  let database: TestDatabase
  let columns: { table: string; column: string }[]
  beforeAll(async () => {
    database = await createTestDatabase()
    // A month of behaviour has the columns of the whole.
    const { rows } = await database.knex.raw(
      `select c.relname as table, a.attname as column
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname like 'kairos\\_%'
       order by 1, 2`
    )
    columns = rows
  })
  afterAll(() => database.drop())

  const registered = REGISTER.flatMap(({ table, personal, plain }) =>
    [...Object.keys(personal), ...plain].map((column) => `${table}.${column}`)
  )

  it("knows every table and every column of a migrated database, each once, and no others", () => {
    const there = columns.map(({ table, column }) => `${table}.${column}`)
    expect(there.length).toBeGreaterThan(200)
    expect(there.filter((name) => !registered.includes(name))).toEqual([])
    expect(registered.filter((name) => !there.includes(name))).toEqual([])
    expect(registered.filter((name, index) => registered.indexOf(name) !== index)).toEqual([])
  })

  it("keeps shadow mode's ledger in the shape of the live one, whose code writes both", () => {
    const of = (name: string) =>
      columns.flatMap(({ table, column }) => (table === name ? [column] : []))
    expect(of("kairos_shadow_delivery")).toEqual(of("kairos_delivery"))
  })

  it("finds people by columns that are there, and blanks what is there", () => {
    const wrong = REGISTER.flatMap(({ table, belongs, erasure }) =>
      [
        ...(belongs.kind === "person" ? [belongs.customer, belongs.email] : []),
        ...(belongs.kind === "through" || belongs.kind === "mentions" ? [belongs.column] : []),
        ...(erasure.kind === "blank" ? Object.keys(erasure.set) : []),
      ].flatMap((column) =>
        column === undefined || registered.includes(`${table}.${column}`)
          ? []
          : [`${table}.${column}`]
      )
    )
    expect(wrong).toEqual([])
  })

  it("leaves none of a known person's identifying columns as they were", () => {
    const left = REGISTER.flatMap(({ table, personal, belongs, erasure }) =>
      belongs.kind === "person" && erasure.kind !== "delete"
        ? [belongs.customer, belongs.email].flatMap((column) =>
            column !== undefined &&
            personal[column] === "identifies" &&
            !(erasure.kind === "blank" && column in erasure.set)
              ? [`${table}.${column}`]
              : []
          )
        : []
    )
    expect(left).toEqual([])
  })

  it("takes what belongs to a person through another row before that row", () => {
    const order = REGISTER.map(({ table }) => table)
    const late = REGISTER.flatMap(({ table, belongs, erasure }) =>
      belongs.kind === "through" &&
      erasure.kind !== "keep" &&
      order.indexOf(belongs.table) < order.indexOf(table)
        ? [table]
        : []
    )
    expect(late).toEqual([])
  })
})
