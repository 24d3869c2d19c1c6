import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Reason } from "../../src/core/decision/decision"
import { DeliveryStore } from "../../src/modules/kairos-automation/deliveries"
import { avoidedContacts } from "../../src/read-models/avoided-contacts"
import { cappedMessages } from "../../src/read-models/capped-messages"
import { outcomesByDay, outcomesByObjective, outcomesOf } from "../../src/read-models/outcomes"
import { measuredPeriod } from "../../src/read-models/measured-period"
import { shadowWeek } from "../../src/read-models/shadow-week"
import { plannedDelivery } from "../support/deliveries"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const MADRID = "Europe/Madrid"
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Seed = {
  readonly at: string
  readonly person: string
  readonly kind?: "send" | "hold" | "skip"
  readonly reason?: string | null
  readonly until?: string
  readonly mode?: "live" | "shadow"
  readonly automation?: string
  readonly guest?: boolean
}

describe("measurement", () => {
  let database: TestDatabase
  let knex: Knex
  let made = 0
  beforeAll(async () => {
    database = await createTestDatabase()
    knex = database.knex
  })
  beforeEach(() => emptyTables(knex))
  afterAll(() => database.drop())

  const automation = (id: string, objective: string, more: Record<string, unknown> = {}) =>
    knex.raw(
      `with a as (insert into kairos_automation (id, name, trigger_code) values (:id, :id, 'order.placed') returning id)
       insert into kairos_automation_version (automation_id, version, definition) select id, 1, :definition from a`,
      {
        id,
        definition: JSON.stringify({
          objective,
          goal: { event: "order.placed", within_days: 7 },
          steps: [],
          ...more,
        }),
      }
    )

  const decision = async ({ at, person, guest, kind = "send", ...more }: Seed) => {
    made += 1
    await knex("kairos_decision").insert({
      id: `kdec_${made}`,
      key: `key_${made}`,
      automation_id: more.automation ?? "kauto_1",
      automation_version: 1,
      customer_id: guest === true ? null : `cus_${person}`,
      email: `${person}@shop.example`,
      event_id: `began:${made}`,
      kind,
      mode: more.mode ?? "live",
      reason: more.reason ?? null,
      until: more.until ?? null,
      trace: "{}",
      event_at: at,
      decided_at: at,
    })
  }

  const order = async (person: string, at: string, more: Record<string, unknown> = {}) => {
    made += 1
    await knex("kairos_inbox").insert({
      id: `order.placed:order_${made}`,
      name: "order.placed",
      entity_id: `order_${made}`,
      customer_id: `cus_${person}`,
      email: `${person}@shop.example`,
      source: "bus",
      occurred_at: at,
      ...more,
    })
    return `order_${made}`
  }

  const march = { from: "2026-03-01", to: "2026-03-31", time_zone: MADRID }

  describe("outcomes", () => {
    beforeEach(() => automation("kauto_1", "repeat_purchase"))

    it("counts a goal once per decision, of the same person, afterwards and in time", async () => {
      await decision({ at: "2026-03-10T10:00:00Z", person: "ada" })
      await order("ada", "2026-03-11T10:00:00Z")
      await order("ada", "2026-03-12T10:00:00Z")
      await decision({ at: "2026-03-10T10:00:00Z", person: "before" })
      await order("before", "2026-03-10T09:59:59Z")
      await decision({ at: "2026-03-10T10:00:00Z", person: "late" })
      await order("late", "2026-03-17T10:00:01Z")
      await decision({ at: "2026-03-10T10:00:00Z", person: "just", kind: "hold" })
      await order("just", "2026-03-17T10:00:00Z")
      await decision({ at: "2026-03-10T10:00:00Z", person: "other" })
      await order("other", "2026-03-11T10:00:00Z", { name: "customer.registered" })
      expect(await outcomesOf(knex, "kauto_1", march)).toEqual({
        sent: { decisions: 5, people: 5, goals: 2, people_reached: 2, people_open: 0 },
        holdout: { decisions: 0, people: 0, goals: 0, people_reached: 0, people_open: 0 },
      })
    })

    it("knows a guest by the address, and a customer who ordered under another one", async () => {
      await decision({ at: "2026-03-10T10:00:00Z", person: "guest", guest: true })
      await order("guest", "2026-03-11T10:00:00Z", { customer_id: "cus_new_account" })
      await decision({ at: "2026-03-10T10:00:00Z", person: "moved" })
      await order("moved", "2026-03-11T10:00:00Z", { email: "new@shop.example" })
      expect((await outcomesOf(knex, "kauto_1", march)).sent).toMatchObject({ goals: 2 })
    })

    it("takes neither the event that began it nor an order that was canceled for the goal", async () => {
      await decision({ at: "2026-03-10T10:00:00Z", person: "ada" })
      await order("ada", "2026-03-10T10:00:01Z", { id: `began:${made}` })
      await decision({ at: "2026-03-10T10:00:00Z", person: "bea" })
      const canceled = await order("bea", "2026-03-11T10:00:00Z")
      await knex("kairos_purchase").insert({
        id: `medusa:${canceled}`,
        customer_id: "cus_bea",
        source: "medusa",
        external_id: canceled,
        occurred_at: "2026-03-11T10:00:00Z",
        currency_code: "eur",
        total: 20,
        canceled: true,
        item_count: 1,
      })
      expect((await outcomesOf(knex, "kauto_1", march)).sent).toMatchObject({ goals: 0 })
    })

    it("compares people by their first decision: the holdout is decided more often", async () => {
      const holdout = { kind: "skip", reason: "holdout" } as const
      for (const day of ["01", "02", "03"]) {
        await decision({ at: `2026-03-${day}T10:00:00Z`, person: "held", ...holdout })
      }
      // In time for the third decision alone.
      await order("held", "2026-03-09T10:00:00Z")
      await decision({ at: "2026-03-01T10:00:00Z", person: "sent" })
      await order("sent", "2026-03-02T10:00:00Z")
      await decision({ at: "2026-03-01T10:00:00Z", person: "no", kind: "skip", reason: "reentry" })
      await decision({ at: "2026-03-01T10:00:00Z", person: "shadow", mode: "shadow" })
      expect(await outcomesOf(knex, "kauto_1", march)).toEqual({
        sent: { decisions: 1, people: 1, goals: 1, people_reached: 1, people_open: 0 },
        holdout: { decisions: 3, people: 1, goals: 2, people_reached: 0, people_open: 0 },
      })
    })

    it("says who still has time", async () => {
      await decision({ at: new Date(Date.now() - DAY).toISOString(), person: "open" })
      await decision({ at: new Date(Date.now() - 8 * DAY).toISOString(), person: "over" })
      const period = await measuredPeriod(knex, {}, MADRID)
      expect((await outcomesOf(knex, "kauto_1", period)).sent).toMatchObject({
        people: 2,
        people_open: 1,
      })
    })

    it("keeps what different automations are for apart", async () => {
      await automation("kauto_2", "win_back")
      await automation("kauto_3", "win_back")
      await decision({ at: "2026-03-10T10:00:00Z", person: "ada" })
      await decision({ at: "2026-03-10T10:00:00Z", person: "ada", automation: "kauto_2" })
      await decision({ at: "2026-03-11T10:00:00Z", person: "ada", automation: "kauto_3" })
      await order("ada", "2026-03-12T10:00:00Z")
      expect(await outcomesByObjective(knex, march)).toMatchObject([
        {
          objective: "repeat_purchase",
          automations: 1,
          sent: { decisions: 1, people: 1, goals: 1 },
        },
        { objective: "win_back", automations: 2, sent: { decisions: 2, people: 1, goals: 2 } },
      ])
    })
  })

  describe("days and months in the shop's zone (E-20)", () => {
    beforeEach(() => automation("kauto_1", "repeat_purchase"))

    it.each([
      // The clocks go forward on 29 March: the month begins at UTC+1 and ends at UTC+2, and that day has 23 hours.
      ["2026-03", 31, "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z", "2026-03-29", 23],
      // And back on 25 October, which has 25.
      ["2026-10", 31, "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", "2026-10-25", 25],
    ])(
      "makes the days of %s add up to the month",
      async (month, days, from, to, changed, hours) => {
        const first = Date.parse(from)
        const end = Date.parse(to)
        for (const at of [first - 1000, first, end - 1000, end]) {
          await decision({ at: new Date(at).toISOString(), person: `edge${made}` })
        }
        await knex.raw(
          `insert into kairos_decision (id, key, automation_id, automation_version, email, event_id, kind, mode, trace, event_at, decided_at)
         select 'h' || n, 'h' || n, 'kauto_1', 1, 'h' || n, 'h' || n, 'send', 'live', '{}', at, at
         from generate_series(?::timestamptz, ?::timestamptz, interval '1 hour') with ordinality as s(at, n)`,
          [from, new Date(end - HOUR).toISOString()]
        )
        const period = { from: `${month}-01`, to: `${month}-${days}`, time_zone: MADRID }
        const perDay = await outcomesByDay(knex, "kauto_1", period)
        const { sent } = await outcomesOf(knex, "kauto_1", period)
        expect(perDay).toHaveLength(days)
        expect(perDay[0]).toMatchObject({ day: `${month}-01`, sent: 25 })
        expect(perDay[days - 1]).toMatchObject({ day: `${month}-${days}`, sent: 25 })
        expect(perDay.find(({ day }) => day === changed)?.sent).toBe(hours)
        expect(sent.decisions).toBe((end - first) / HOUR + 2)
        expect(perDay.reduce((sum, { sent: count }) => sum + count, 0)).toBe(sent.decisions)
      }
    )

    it("takes the last thirty days when nothing is asked", async () => {
      const { from, to } = await measuredPeriod(knex, {}, MADRID)
      expect((Date.parse(to) - Date.parse(from)) / DAY).toBe(29)
      expect(await measuredPeriod(knex, { to: "2026-03-30" }, MADRID)).toEqual({
        from: "2026-03-01",
        to: "2026-03-30",
        time_zone: MADRID,
      })
    })
  })

  it("counts the contacts that people were spared in a week, decided against or refused in their turn (003.22)", async () => {
    await automation("kauto_1", "win_back")
    const at = (days: number) => new Date(Date.now() - days * DAY).toISOString()
    const skip = (days: number, reason: string, more: Partial<Seed> = {}) =>
      decision({ at: at(days), person: "ada", kind: "skip", reason, ...more })
    await skip(0, "capped")
    await skip(6, "capped")
    await skip(0, "objected")
    await skip(8, "capped")
    await skip(0, "capped", { mode: "shadow" })
    // Never due, so nobody was spared anything.
    await skip(0, "condition_false")
    await skip(0, "holdout")
    await decision({ at: at(0), person: "bea" })
    const delivered = (id: string, state: string, reason: string | null, days = 0) =>
      knex("kairos_delivery").insert({
        id,
        key: id,
        decision_id: `kdec_${made}`,
        automation_id: "kauto_1",
        automation_version: 1,
        event_id: "event",
        customer_id: "cus_bea",
        step: "first",
        channel: "email",
        purpose: "marketing",
        action: "{}",
        state,
        reason,
        due_at: at(days),
        expires_at: at(days),
        created_at: at(days),
      })
    await delivered("bought", "refused", "already_bought")
    await delivered("late", "expired", "expired")
    await delivered("old", "refused", "already_bought", 8)
    await delivered("sent", "sent", null)
    const found = await avoidedContacts(knex, { days: 7, time_zone: MADRID })
    expect(Object.fromEntries(found.map(({ reason, count }) => [reason, count]))).toEqual({
      capped: 2,
      objected: 1,
      already_bought: 1,
      expired: 1,
    })
  })

  it("says what an automation in shadow mode would have done in seven days", async () => {
    const fixed = (value: number, currency_code: string) => ({
      code: "issue_coupon",
      args: { kind: "fixed", value, currency_code },
    })
    await automation("kauto_1", "win_back", {
      steps: [
        { actions: [fixed(5, "eur"), { code: "send_message", args: {} }] },
        {
          actions: [
            fixed(7.5, "USD"),
            { code: "issue_coupon", args: { kind: "percent", value: 10 } },
          ],
        },
      ],
    })
    const at = (days: number) => new Date(Date.now() - days * DAY).toISOString()
    const shadow = { mode: "shadow" } as const
    await decision({ at: at(0), person: "ada", ...shadow })
    await decision({ at: at(0), person: "ada", kind: "hold", reason: "quiet_hours", ...shadow })
    await decision({ at: at(2), person: "bea", kind: "skip", reason: "holdout", ...shadow })
    await decision({ at: at(2), person: "bea", kind: "skip", reason: "capped", ...shadow })
    await decision({ at: at(2), person: "cleo", kind: "skip", reason: "capped", ...shadow })
    await decision({ at: at(8), person: "old", ...shadow })
    await decision({ at: at(0), person: "live" })
    const week = await shadowWeek(knex, "kauto_1", MADRID)
    expect(week.days).toHaveLength(7)
    expect(week.days.map(({ would_send }) => would_send)).toEqual([0, 0, 0, 0, 0, 0, 2])
    expect(week.days[4]).toMatchObject({ skipped: 3 })
    expect(week).toMatchObject({
      would_send: 2,
      people: 1,
      reasons: [
        { reason: "capped", count: 2 },
        { reason: "holdout", count: 1 },
      ],
      coupons: {
        would_issue: 6,
        fixed: [
          { currency_code: "eur", amount: "10" },
          { currency_code: "usd", amount: "15" },
        ],
      },
    })
  })

  it("counts what would have waited for longer than it is valid as not sent, with what it waited for", async () => {
    await automation("kauto_1", "win_back", {
      steps: [{ wait: { minutes: 30 }, valid_for_minutes: 60, actions: [] }],
    })
    const held = async (minutes: number, reason: string) => {
      const at = Date.now() - HOUR
      const until = new Date(at + minutes * 60_000).toISOString()
      await decision({
        at: new Date(at).toISOString(),
        person: `p${minutes}`,
        kind: "hold",
        mode: "shadow",
        reason,
        until,
      })
    }
    await held(89, "capped")
    await held(91, "capped")
    await held(92, "quiet_hours")
    expect(await shadowWeek(knex, "kauto_1", MADRID)).toMatchObject({
      would_send: 1,
      people: 1,
      reasons: [
        { reason: "capped", count: 1 },
        { reason: "quiet_hours", count: 1 },
      ],
    })
  })

  it("counts what a cap made wait: what went later, what was lost, what still waits, and no other cost", async () => {
    await automation("kauto_1", "win_back")
    await automation("kauto_2", "recover_cart")
    const store = new DeliveryStore(knex)
    const delivery = async (
      id: string,
      automation_id: string,
      ends: object,
      holds = ["capped"]
    ) => {
      const planned = plannedDelivery(id, { decision_id: `kdec_${id}`, automation_id })
      await store.insert(knex, [planned])
      const until = "2026-03-02T11:15:00Z"
      for (const reason of holds) {
        const hold = { kind: "rival" as const, automation_id: "x", priority: 1, until }
        const row = { id, lock_token: "0" }
        await store.settle(knex, row, {
          state: "held",
          reason: reason as Reason,
          detail: null,
          hold,
        })
        await knex("kairos_delivery").where({ id }).update({ state: "queued" })
      }
      await knex("kairos_delivery").where({ id }).update(ends)
    }
    const now = { updated_at: knex.fn.now() }
    await delivery("later", "kauto_1", { state: "sent", ...now })
    await delivery("lost", "kauto_2", { state: "expired", ...now })
    // Room came in the night: it was the cap all the same.
    await delivery("night", "kauto_2", { state: "expired", ...now }, ["capped", "quiet_hours"])
    await delivery("waits", "kauto_2", { state: "held", updated_at: "2026-01-01" })
    await delivery("bought", "kauto_1", { state: "refused", reason: "already_bought", ...now })
    await delivery("slept", "kauto_1", { state: "expired", ...now }, ["quiet_hours"])
    await delivery("at once", "kauto_1", { state: "sent", ...now }, [])
    await delivery("old", "kauto_1", { state: "expired", updated_at: "2026-01-01" })
    expect(await cappedMessages(knex, { days: 7, time_zone: MADRID })).toEqual([
      { automation_id: "kauto_2", name: "kauto_2", later: 0, lost: 2, waiting: 1 },
      { automation_id: "kauto_1", name: "kauto_1", later: 1, lost: 0, waiting: 0 },
    ])
  })

  it("has an empty week for an automation that is new", async () => {
    await automation("kauto_1", "win_back")
    expect(await shadowWeek(knex, "kauto_1", MADRID)).toMatchObject({
      would_send: 0,
      reasons: [],
      coupons: { would_issue: 0, fixed: [] },
    })
  })
})
