import { mayUse } from "../../src/core/consent/may-use"
import { DEFAULT_CONSENT_POLICY } from "../../src/core/consent/policy"
import { evidenceRightsSql } from "../../src/core/privacy/rights-sql"
import type { ConsentInput } from "../../src/modules/kairos-consent/evidence"
import { ConsentService } from "../../src/modules/kairos-consent/service"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"

const email = "ana@shop.example"
const EMAIL_MARKETING = { purpose: "marketing", channel: "email" }
const NOW = "2026-06-01T00:00:00.000Z"
const given = (more: Partial<ConsentInput> = {}): ConsentInput => ({
  email,
  purpose: "marketing",
  channel: "email",
  granted: true,
  source: "registration",
  text_version: "v1",
  actor: "guest",
  ...more,
})

describe("consent", () => {
  let database: TestDatabase
  let service: ConsentService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ConsentService(database.container, testOptions())
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const marketing = async () =>
    mayUse(
      EMAIL_MARKETING,
      await service.readContact(email),
      DEFAULT_CONSENT_POLICY,
      new Date().toISOString()
    ).allowed

  it("is evidence and its fold, and the last word counts", async () => {
    expect(await marketing()).toBe(false)
    await service.record([given()])
    expect(await marketing()).toBe(true)
    await service.record([given({ granted: false, source: "unsubscribe_link", actor: "link" })])
    expect(await marketing()).toBe(false)
    const { rows, count } = await service.evidence.list({ emails: [email], offset: 0, limit: 10 })
    expect(count).toBe(2)
    expect(rows.map((row) => [row.granted, row.source])).toEqual([
      [false, "unsubscribe_link"],
      [true, "registration"],
    ])
    const contact = await service.readContact(email)
    expect(contact.consents["marketing:email"]).toMatchObject({ record_id: rows[0]?.id })
  })

  it("belongs to the person, however the address is written", async () => {
    await service.record([given({ email: " Ana@SHOP.example ", customer_id: "cus_1" })])
    expect(await marketing()).toBe(true)
    await service.record([
      given({ email: "ANA@shop.example", customer_id: "cus_2", granted: false }),
    ])
    expect(await marketing()).toBe(false)
    expect(await service.personId("ana@SHOP.example")).toBe(await service.personId(email))
  })

  it("cannot be rewritten, whatever the role may do", async () => {
    await service.record([given()])
    await expect(database.knex.raw("update kairos_consent set granted = true")).rejects.toThrow(
      /append-only/
    )
    await expect(database.knex.raw("delete from kairos_consent")).rejects.toThrow(/append-only/)
  })

  it("cannot be rewritten or deleted by the shop's role once its rights are taken, and can still be erased", async () => {
    await service.record([given({ text: "I agree to mail.", locale: "en" })])
    const { knex } = database
    await knex.raw(
      `do $$ begin create role kairos_test_shop; exception when duplicate_object then null; end $$`
    )
    await knex.raw("grant all on all tables in schema public to kairos_test_shop")
    for (const statement of evidenceRightsSql("kairos_test_shop")) {
      await knex.raw(statement)
    }
    const asShop = (sql: string) =>
      knex.transaction(async (trx) => {
        await trx.raw("set local role kairos_test_shop")
        await trx.raw("select set_config('kairos.erasing', 'on', true)")
        return trx.raw<{ rowCount: number }>(sql)
      })
    for (const sql of [
      "update kairos_consent set granted = false",
      "update kairos_consent set text_hash = null",
      "delete from kairos_consent",
      "truncate kairos_consent",
      "update kairos_consent_text set text = 'I agree to everything.'",
      "delete from kairos_consent_text",
      "update kairos_audit set action = 'x'",
      "delete from kairos_audit",
    ]) {
      await expect(asShop(sql)).rejects.toThrow(/permission denied/)
    }
    await expect(asShop("update kairos_consent set email = 'b@shop.example'")).rejects.toThrow(
      /append-only/
    )
    await expect(asShop("select kairos_audit_end(10)")).resolves.toMatchObject({ rowCount: 0 })
    const blanked = await asShop(
      "update kairos_consent set email = 'erased:x', customer_id = null, evidence = '{}', actor = 'guest'"
    )
    expect(blanked.rowCount).toBe(1)
    await expect(
      knex.raw("update kairos_consent_text set text = 'I agree to everything.'")
    ).rejects.toThrow(/append-only/)
    await knex.raw("drop owned by kairos_test_shop")
    await knex.raw("drop role kairos_test_shop")
  })

  it("keeps the exact words under a hash of words, language and version", async () => {
    const text = "Quiero recibir ofertas por correo."
    await service.record([
      given({ text, locale: "es" }),
      given({ text, locale: "es", purpose: "reviews" }),
      given({ text, locale: "pt", purpose: "sharing" }),
      given({ purpose: "raffle" }),
    ])
    const { rows } = await service.evidence.list({ emails: [email], offset: 0, limit: 10 })
    const hashOf = (purpose: string) => rows.find((row) => row.purpose === purpose)?.text_hash
    expect(hashOf("marketing")).toMatch(/^[0-9a-f]{64}$/)
    expect(hashOf("reviews")).toBe(hashOf("marketing"))
    expect(hashOf("sharing")).not.toBe(hashOf("marketing"))
    expect(hashOf("raffle")).toBeNull()
    const texts = await service.evidence.texts(rows.flatMap((row) => row.text_hash ?? []))
    expect([...texts.values()]).toEqual([text, text])
  })

  it("an inquiry counts until its end and never against the person's own word", async () => {
    const inquiry = given({
      basis: "inquiry",
      source: "admin",
      expires_at: "2026-08-01T00:00:00.000Z",
    })
    const at = async (now: string) =>
      mayUse(EMAIL_MARKETING, await service.readContact(email), DEFAULT_CONSENT_POLICY, now).allowed
    await service.record([inquiry])
    expect(await at("2026-07-31T23:59:59.000Z")).toBe(true)
    expect(await at("2026-08-01T00:00:01.000Z")).toBe(false)
    await service.record([given({ granted: false })])
    await service.record([inquiry])
    expect(await at("2026-07-31T23:59:59.000Z")).toBe(false)
  })

  it("takes an act with the same id once", async () => {
    await service.record([given({ id: "kcns_once" })])
    await service.record([given({ granted: false })])
    await service.record([given({ id: "kcns_once" })])
    expect(await marketing()).toBe(false)
  })

  it("an older record from an import does not undo a newer one", async () => {
    await service.record([given({ granted: false })])
    await service.record([given({ source: "import", occurred_at: "2020-01-01T00:00:00.000Z" })])
    expect(await marketing()).toBe(false)
  })

  it("refuses what is no address, and writes nothing of the rest", async () => {
    await expect(service.record([given(), given({ email: "a@@b" })])).rejects.toThrow(
      /name@shop.example/
    )
    expect((await service.evidence.list({ offset: 0, limit: 1 })).count).toBe(0)
  })

  it("an objection to profiling is known as one, and can be taken back", async () => {
    const profiling = given({ purpose: "profiling", channel: "on_site" })
    await service.record([{ ...profiling, granted: false }])
    expect((await service.readContact(email)).profiling_objected).toBe(true)
    await service.record([profiling])
    expect((await service.readContact(email)).profiling_objected).toBe(false)
  })

  it("is not lost when many speak at once", async () => {
    const purposes = Array.from({ length: 20 }, (_, i) => `own_${i}`)
    await Promise.all(purposes.map((purpose) => service.record([given({ purpose })])))
    const { consents } = await service.readContact(email)
    expect(Object.keys(consents)).toHaveLength(20)
  })

  it("a withdrawal waits for a claim that has read the consent, and the next claim sees it", async () => {
    await service.record([given()])
    const order: string[] = []
    const claim = database.knex.transaction(async (trx) => {
      await trx("kairos_contact").where({ email }).forShare().first()
      order.push("claim reads")
      await new Promise((resolve) => setTimeout(resolve, 300))
      order.push("claim commits")
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const withdrawal = service
      .record([given({ granted: false })])
      .then(() => order.push("withdrawn"))
    await Promise.all([claim, withdrawal])
    expect(order).toEqual(["claim reads", "claim commits", "withdrawn"])
    expect(await marketing()).toBe(false)
  })

  it("commits or falls with the caller's transaction", async () => {
    const fails = database.knex.transaction(async (trx) => {
      await service.record([given()], trx)
      throw new Error("no")
    })
    await expect(fails).rejects.toThrow("no")
    expect(await marketing()).toBe(false)
  })
})

describe("suppression", () => {
  let database: TestDatabase
  let service: ConsentService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ConsentService(database.container, testOptions())
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  it("stops the channel for service mail too, and no consent lifts it", async () => {
    await service.suppress(email, "email", "hard_bounce", "webhook")
    await service.record([given()])
    const contact = await service.readContact(email)
    expect(
      mayUse({ purpose: "service", channel: "email" }, contact, DEFAULT_CONSENT_POLICY, NOW)
    ).toMatchObject({
      allowed: false,
      reason: "suppressed",
    })
    expect(mayUse(EMAIL_MARKETING, contact, DEFAULT_CONSENT_POLICY, NOW)).toMatchObject({
      reason: "suppressed",
    })
  })

  it("keeps its first cause", async () => {
    await service.suppress(email, "email", "spam_report", "webhook")
    await service.suppress(email, "email", "hard_bounce", "webhook")
    expect((await service.readContact(email)).suppressed.email?.cause).toBe("spam_report")
  })

  it("outlives the person's data and a change of the shop's secret, without holding the address", async () => {
    await service.suppress(email, "email", "spam_report", "webhook")
    await database.knex("kairos_contact").where({ email }).delete()
    const { rows } = await database.knex.raw("select * from kairos_suppression")
    expect(JSON.stringify(rows)).not.toContain("ana")
    const rotated = new ConsentService(
      database.container,
      testOptions({
        secret: "a-new-secret-0123456789-0123456789-01",
        previousSecrets: [testOptions().secret],
      })
    )
    expect((await rotated.readContact(email)).suppressed.email?.cause).toBe("spam_report")
    await rotated.record([given()])
    expect((await rotated.readContact(email)).suppressed.email?.cause).toBe("spam_report")
    const stranger = new ConsentService(
      database.container,
      testOptions({ secret: "another-shop-0123456789-0123456789-012" })
    )
    expect(await stranger.listSuppressions({ email, offset: 0, limit: 5 })).toMatchObject({
      count: 0,
    })
  })

  it("is listed, and taken back by hand only", async () => {
    await service.suppress(email, "email", "hard_bounce", "webhook")
    const { rows, count } = await service.listSuppressions({
      email: "ANA@shop.example",
      offset: 0,
      limit: 5,
    })
    expect([count, rows[0]?.email, rows[0]?.cause]).toEqual([1, email, "hard_bounce"])
    expect(await service.unsuppress(email, "email")).toBe(true)
    expect(await service.unsuppress(email, "email")).toBe(false)
    expect((await service.readContact(email)).suppressed).toEqual({})
  })
})

describe("preferences", () => {
  let database: TestDatabase
  let service: ConsentService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ConsentService(database.container, testOptions())
  })
  afterAll(() => database.drop())

  it("are kept field by field", async () => {
    const paused_until = new Date(Date.now() + 30 * 86_400_000).toISOString()
    await service.savePreferences(email, {
      frequency: { max: 2, days: 7 },
      quiet_hours: { from: "21:00", to: "09:00" },
      topics: ["tea"],
      locale: "es",
      time_zone: "Europe/Madrid",
      paused_until,
    })
    await service.savePreferences(email, { frequency: null, locale: "pt" })
    expect(await service.readPerson(email)).toMatchObject({
      frequency: null,
      quiet_hours: { from: "21:00", to: "09:00" },
      topics: ["tea"],
      locale: "pt",
      time_zone: "Europe/Madrid",
      paused_until,
    })
    const person = await service.readPerson(email)
    expect((await service.readPersonById(person?.id ?? ""))?.email).toBe(email)
    expect(await service.readPersonById("kcon_nobody")).toBeNull()
  })
})
