import type { NewDelivery } from "../../src/modules/kairos-automation/delivery-rows"
import { AutomationService } from "../../src/modules/kairos-automation/service"
import { ConsentService } from "../../src/modules/kairos-consent/service"
import { afterUnknown } from "../../src/workflows/deliver/unknown"
import { settleOpenReports, takeReports } from "../../src/workflows/reports/take-reports"
import type { Runtime } from "../../src/workflows/support/runtime"
import { type SendgridEvent, sendgridEvent } from "../support/sendgrid-reports"
import { plannedDelivery } from "../support/deliveries"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"

describe("reports of a provider", () => {
  let database: TestDatabase
  let runtime: Runtime
  beforeAll(async () => {
    database = await createTestDatabase()
    runtime = {
      knex: database.knex,
      automation: new AutomationService(database.container, testOptions()),
      consent: new ConsentService(database.container, testOptions()),
    } as unknown as Runtime
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  /** A delivery as its worker left it. */
  const sentTo = async (
    id: string,
    state: string,
    outcome: string,
    more: Partial<NewDelivery> = {}
  ) => {
    await runtime.automation.deliveries.insert(database.knex, [plannedDelivery(id, more)])
    await database.knex("kairos_delivery").where({ id }).update({ state, attempts: 1 })
    await database
      .knex("kairos_attempt")
      .insert({ delivery_id: id, attempt: 1, lock_token: 1, outcome })
  }
  const stateOf = async (id: string) => {
    const { state, detail } = await database.knex("kairos_delivery").where({ id }).first()
    return { state, detail }
  }
  const causeOf = async (email: string) =>
    (await runtime.consent.readContact(email)).suppressed.email?.cause ?? null
  const take = (...events: SendgridEvent[]) => takeReports(runtime, events)
  const about = (id: string, kind: string, more: object = {}) =>
    sendgridEvent(id, kind, { email: `${id}@shop.example`, ...more })

  it("count once, however often they come, in one request or in many (B-24, F34)", async () => {
    await sentTo("kdel_1", "sent", "sent")
    const bounce = about("kdel_1", "bounce")
    expect(await take(...Array<SendgridEvent>(46).fill(bounce))).toEqual({ taken: 1, ignored: 45 })
    const again = await Promise.all(Array.from({ length: 10 }, () => take(bounce)))
    expect(again).toEqual(Array(10).fill({ taken: 0, ignored: 1 }))
    expect(await database.knex("kairos_report")).toHaveLength(1)
  })

  it.each([
    ["delivered", "unknown", "unknown", "sent"],
    ["processed", "unknown", "unknown", "sent"],
    ["click", "unknown", "unknown", "sent"],
    ["delivered", "expired", "unknown", "sent"],
    ["delivered", "queued", "transient", "sent"],
    ["delivered", "queued", "unknown", "sent"],
    ["delivered", "dead", "transient", "sent"],
    ["bounce", "unknown", "unknown", "failed"],
    ["bounce", "sent", "sent", "failed"],
    ["blocked", "sent", "sent", "failed"],
    ["dropped", "sent", "sent", "failed"],
    ["deferred", "sent", "sent", "sent"],
    ["spamreport", "sent", "sent", "sent"],
    ["delivered", "refused", "abandoned", "refused"],
    ["delivered", "cancelled", "unknown", "cancelled"],
    ["delivered", "failed", "permanent", "failed"],
  ])(
    "%s makes of a delivery that is %s (its attempt was %s) one that is %s (A-09)",
    async (kind, state, outcome, then) => {
      await sentTo("kdel_1", state, outcome)
      await take(about("kdel_1", kind))
      expect((await stateOf("kdel_1")).state).toBe(then)
    }
  )

  it.each([
    [["bounce", "delivered"]],
    [["delivered", "bounce"]],
    [["open", "delivered", "processed", "bounce"]],
    [["bounce", "open", "processed", "delivered"]],
  ])(
    "end alike in whatever order they come: %j keeps failed and suppressed (IN84)",
    async (kinds) => {
      await sentTo("kdel_1", "sent", "sent")
      for (const kind of kinds) {
        await take(about("kdel_1", kind))
      }
      expect(await stateOf("kdel_1")).toMatchObject({
        state: "failed",
        detail: "the address does not exist, as its server said",
      })
      expect(await causeOf("kdel_1@shop.example")).toBe("hard_bounce")
    }
  )

  it.each([
    ["bounce", {}, "hard_bounce"],
    ["bounce", { type: "blocked" }, null],
    ["blocked", {}, null],
    ["deferred", {}, null],
    ["dropped", { reason: "Bounced Address" }, "dropped"],
    ["dropped", { reason: "Spam Content" }, null],
    ["spamreport", {}, "spam_report"],
    ["unsubscribe", {}, "unsubscribed"],
    ["group_unsubscribe", {}, "unsubscribed"],
    ["delivered", {}, null],
    ["open", {}, null],
  ])("%s %j suppresses the address as %s (B-25)", async (kind, more, cause) => {
    await sentTo("kdel_1", "sent", "sent")
    await take(about("kdel_1", kind, more))
    expect(await causeOf("kdel_1@shop.example")).toBe(cause)
  })

  it("pause an address after three messages that could not be brought, and no sooner", async () => {
    const email = "full@shop.example"
    for (const id of ["kdel_1", "kdel_2", "kdel_3"]) {
      expect(await causeOf(email)).toBeNull()
      await sentTo(id, "sent", "sent", { email })
      await take(
        sendgridEvent(id, "deferred", { email }),
        sendgridEvent(id, "bounce", { email, status: "4.2.2" })
      )
    }
    const { suppressed } = await runtime.consent.readContact(email)
    const days = (Date.parse(suppressed.email!.until!) - Date.now()) / 86_400_000
    expect([suppressed.email!.cause, Math.round(days)]).toEqual(["soft_bounces", 14])
    // What is for good takes the place of the pause.
    await take(sendgridEvent("kdel_3", "spamreport", { email }))
    expect((await runtime.consent.readContact(email)).suppressed.email).toEqual({
      cause: "spam_report",
      since: expect.any(String),
    })
  })

  it("do not pause an address that gets its mail in the end", async () => {
    const email = "slow@shop.example"
    for (const id of ["kdel_1", "kdel_2", "kdel_3"]) {
      await sentTo(id, "sent", "sent", { email })
      await take(sendgridEvent(id, "deferred", { email }))
      await take(sendgridEvent(id, "delivered", { email }))
    }
    await sentTo("kdel_4", "sent", "sent", { email })
    await take(sendgridEvent("kdel_4", "deferred", { email }))
    expect(await causeOf(email)).toBeNull()
  })

  it("void the coupon of what was lost", async () => {
    await sentTo("kdel_1", "sent", "sent", { coupons: [{ code: "issue_coupon", args: {} }] })
    await database.knex("kairos_coupon").insert({
      id: "kcou_1",
      key: "c1",
      code: "CODE",
      automation_id: "kauto_1",
      decision_id: "kdec_1",
      delivery_id: "kdel_1",
      customer_id: "cus_1",
      email: "ana@shop.example",
      kind: "free_shipping",
      expires_at: "2099-01-01T00:00:00Z",
    })
    await take(about("kdel_1", "dropped"))
    expect(await database.knex("kairos_coupon").first()).toMatchObject({
      status: "voided",
      status_reason: "not_delivered",
    })
  })

  it("that come while the message is being sent wait for its worker (F34)", async () => {
    await sentTo("kdel_1", "sending", "started")
    await take(about("kdel_1", "bounce"), about("kdel_1", "processed"))
    expect((await stateOf("kdel_1")).state).toBe("sending")
    expect(await settleOpenReports(runtime)).toBe(0)
    await database.knex("kairos_delivery").update({ state: "sent" })
    expect(await settleOpenReports(runtime)).toBe(1)
    expect((await stateOf("kdel_1")).state).toBe("failed")
    expect(await settleOpenReports(runtime)).toBe(0)
  })

  it("keep a service message from going out twice whose worker vanished", async () => {
    await sentTo("kdel_1", "sending", "started", { purpose: "service" })
    const row = (await runtime.automation.deliveries.read("kdel_1"))!
    expect(await afterUnknown(runtime, row, "cut off", 1)).toMatchObject({ state: "queued" })
    await take(about("kdel_1", "processed"))
    expect(await afterUnknown(runtime, row, "cut off", 1)).toMatchObject({ state: "sent" })
  })

  it("are left out when they are about nothing of ours, and one bad event stops no other (IN81, IN83)", async () => {
    const ids = Array.from({ length: 999 }, (_, i) => `kdel_${i}`)
    await runtime.automation.deliveries.insert(
      database.knex,
      ids.map((id) => plannedDelivery(id))
    )
    await database.knex("kairos_delivery").update({ state: "unknown", attempts: 1 })
    const events = ids.map((id) => about(id, "delivered"))
    events.splice(500, 0, { event: "delivered", timestamp: "x", kairos_delivery_id: null })
    const strangers = [about("kdel_of_another_shop", "bounce"), about("kdel_1", "moon")]
    expect(await take(...events, ...strangers)).toEqual({ taken: 999, ignored: 3 })
    const states = await database.knex("kairos_delivery").distinct("state")
    expect(states).toEqual([{ state: "sent" }])
    expect(await causeOf("kdel_of_another_shop@shop.example")).toBeNull()
  })

  it.each([
    [
      "one second after the delivery",
      [
        ["delivered", 0, ""],
        ["click", 1, "a"],
      ],
      [true],
    ],
    [
      "half a minute after it",
      [
        ["delivered", 0, ""],
        ["click", 30, "a"],
      ],
      [false],
    ],
    [
      "before the report of it",
      [
        ["click", 1, "a"],
        ["delivered", 0, ""],
      ],
      [true],
    ],
    [
      "two links within a second",
      [
        ["delivered", 0, ""],
        ["click", 60, "a"],
        ["click", 61, "b"],
      ],
      [true, true],
    ],
    [
      "two links, one after the other",
      [
        ["delivered", 0, ""],
        ["click", 60, "a"],
        ["click", 75, "b"],
      ],
      [false, false],
    ],
    [
      "the same link twice",
      [
        ["delivered", 0, ""],
        ["click", 60, "a"],
        ["click", 60, "a"],
      ],
      [false, false],
    ],
  ] as const)(
    "tell a machine's clicks from a person's: %s (B-27)",
    async (_name, events, machine) => {
      await sentTo("kdel_1", "sent", "sent")
      for (const [kind, at, link] of events) {
        await take(about("kdel_1", kind, { at, url: `https://shop.example/${link}?token=secret` }))
      }
      const clicks = await database
        .knex("kairos_report")
        .where({ kind: "clicked" })
        .orderBy("occurred_at")
      expect(clicks.map((click) => click.machine)).toEqual(machine)
      expect(JSON.stringify(clicks)).not.toContain("secret")
    }
  )

  it("take a burst of 50,000 in a minute at most, in a handful of statements a thousand, and its replay in fewer (F35, D-11)", async () => {
    await database.knex.raw(
      `insert into kairos_delivery (id, key, decision_id, automation_id, automation_version, event_id, customer_id, email,
         step, channel, purpose, action, state, due_at, expires_at, attempts)
       select 'kdel_' || n, 'k' || n, 'd' || n, 'a', 1, 'e', 'c' || n, 'p' || n || '@shop.example',
         'first', 'email', 'marketing', '{}', case when n % 2 = 0 then 'unknown' else 'sent' end, now(), now(), 1
       from generate_series(1, 25000) n`
    )
    const kinds = ["processed", "delivered"]
    const events = Array.from({ length: 50_000 }, (_, i) => {
      const n = (i % 25_000) + 1
      const kind = i >= 25_000 && n % 100 === 0 ? "bounce" : kinds[i < 25_000 ? 0 : 1]!
      return sendgridEvent(`kdel_${n}`, kind, { email: `p${n}@shop.example` })
    })
    const { knex } = database
    const send = async () => {
      let statements = 0
      const count = () => void (statements += 1)
      knex.on("query", count)
      const begun = performance.now()
      for (let at = 0; at < events.length; at += 1000) {
        await take(...events.slice(at, at + 1000))
      }
      knex.off("query", count)
      return { ms: performance.now() - begun, statements: statements / (events.length / 1000) }
    }
    const first = await send()
    const replay = await send()
    expect(first.ms).toBeLessThan(60_000)
    expect(first.statements).toBeLessThanOrEqual(10)
    // A transaction that asks which of them are new.
    expect(replay.statements).toBe(3)
    const { rows } = await database.knex.raw<{ rows: { state: string; n: number }[] }>(
      "select state, count(*)::int as n from kairos_delivery group by state order by state"
    )
    expect(rows.map(({ state, n }) => [state, n])).toEqual([
      ["failed", 250],
      ["sent", 24_750],
    ])
    if (process.env.KAIROS_SHOW_TIMES) {
      console.log(JSON.stringify({ first, replay }))
    }
  }, 120_000)
})
