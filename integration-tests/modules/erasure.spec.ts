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
