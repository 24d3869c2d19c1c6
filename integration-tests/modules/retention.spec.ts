import { AutomationService } from "../../src/modules/kairos-automation/service"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"

const KEEP = { attemptDays: 90, decisionMonths: 24, messageDays: 30 }
const never = () => false

describe("what its time has come for (B-29)", () => {
  let database: TestDatabase
  let service: AutomationService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new AutomationService(database.container, testOptions())
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  /** An event with its decision, delivery, attempt, coupon and exposure, of so long ago. */
  const happened = async (
    id: string,
    ago: string,
    { state = "sent", coupon = "redeemed" } = {}
  ): Promise<void> => {
    const { knex } = database
    await knex.raw(
      `with at as (select now() - interval '${ago}' as t),
       e as (insert into kairos_inbox (id, name, entity_id, source, occurred_at, received_at, status, done_at)
         select :event, 'order.placed', :id, 'bus', t, t, 'done', t from at),
       d as (insert into kairos_decision (id, key, automation_id, automation_version, customer_id, email, event_id, kind, mode, trace, event_at, decided_at)
         select :id, :id, 'auto', 1, 'cus', 'ana@shop.example', :event, 'send', 'live', '{}', t, t from at),
       c as (insert into kairos_coupon (id, key, code, automation_id, decision_id, delivery_id, customer_id, email, kind, status, expires_at)
         select :id, :id, :id, 'auto', :id, :id, 'cus', 'ana@shop.example', 'percent', :coupon, t from at),
       x as (insert into kairos_exposure (id, decision_id, automation_id, placement, kind, occurred_at)
         select :id, :id, 'auto', 'home', 'shown', t from at)
       insert into kairos_delivery (id, key, decision_id, automation_id, automation_version, event_id, customer_id, step, channel, purpose, action, state, due_at, expires_at)
         select :id, :id, :id, 'auto', 1, :event, 'cus', 'first', 'email', 'marketing', '{}', :state, t, t from at`,
      { id, event: `order.placed:${id}`, state, coupon }
    )
    await knex.raw(
      `insert into kairos_attempt (delivery_id, attempt, lock_token, started_at) values (?, 1, 1, now() - interval '${ago}')`,
      [id]
    )
    await knex.raw(
      `insert into kairos_kept_message (delivery_id, customer_id, attempt, kept_at, locale, subject, html, text)
       values (?, 'cus', 1, now() - interval '${ago}', 'en', 's', 'h', 't')`,
      [id]
    )
  }

  const left = async (table: string, column = "id"): Promise<string[]> =>
    (await database.knex(table).orderBy(column)).map((row) => row[column])

  it("deletes attempts after 90 days and decisions with all of theirs after 24 months, no sooner", async () => {
    await happened("old", "25 months")
    await happened("tried", "91 days")
    await happened("new", "89 days")
    await happened("fresh", "29 days")
    expect(await service.retention.end(KEEP, never)).toEqual({
      attempts_forgotten: 2,
      messages_forgotten: 2,
      decisions_forgotten: 1,
      exposures_forgotten: 1,
      events_forgotten: 1,
      reviews_forgotten: 0,
      audit_forgotten: 0,
    })
    for (const table of [
      "kairos_decision",
      "kairos_delivery",
      "kairos_coupon",
      "kairos_exposure",
    ]) {
      expect(await left(table)).toEqual(["fresh", "new", "tried"])
    }
    expect(await left("kairos_inbox", "entity_id")).toEqual(["fresh", "new", "tried"])
    expect(await left("kairos_attempt", "delivery_id")).toEqual(["fresh", "new"])
    expect(await left("kairos_kept_message", "delivery_id")).toEqual(["fresh"])
    const again = Object.values(await service.retention.end(KEEP, never))
    expect(again.every((count) => count === 0)).toBe(true)
  })

  it("keeps what may still move, however old: an open delivery, a coupon that is valid, an event that waits", async () => {
    await happened("held", "25 months", { state: "held" })
    await happened("open", "25 months", { coupon: "open" })
    await happened("dead", "25 months")
    await database.knex("kairos_inbox").where({ entity_id: "dead" }).update({ status: "dead" })
    await service.retention.end(KEEP, never)
    expect(await left("kairos_decision")).toEqual(["held", "open"])
    expect(await left("kairos_inbox", "entity_id")).toEqual(["dead", "held", "open"])
    expect(await left("kairos_attempt", "delivery_id")).toEqual(["held"])
  })

  it("ends the audit after three years, which the database lets nobody do sooner", async () => {
    const { knex } = database
    await knex.raw(
      `insert into kairos_audit (actor, action, entity, entity_id, occurred_at)
       select 'user', 'edit', 'automation', age, now() - age::interval
       from unnest(array['37 months', '38 months', '39 months', '35 months', '1 day']) as age`
    )
    await expect(knex.raw("select kairos_audit_end(1)")).resolves.toMatchObject({ rowCount: 1 })
    expect(await service.retention.end(KEEP, never, { batch: 1, batches: 20 })).toMatchObject({
      audit_forgotten: 2,
    })
    expect(await left("kairos_audit", "entity_id")).toEqual(["1 day", "35 months"])
    await expect(knex("kairos_audit").where({ entity_id: "35 months" }).delete()).rejects.toThrow(
      /append-only/
    )
  })

  it("works in batches, no more than so many a night, and stops when it is asked to", async () => {
    for (let i = 0; i < 5; i += 1) {
      await happened(`old${i}`, "25 months")
    }
    const small = { batch: 2, batches: 3 }
    expect(await service.retention.end(KEEP, () => true, small)).toMatchObject({
      attempts_forgotten: 0,
    })
    expect(await service.retention.end(KEEP, never, small)).toMatchObject({
      attempts_forgotten: 5,
      decisions_forgotten: 0,
    })
    expect(await service.retention.end(KEEP, never, small)).toMatchObject({
      decisions_forgotten: 4,
    })
  })
})
