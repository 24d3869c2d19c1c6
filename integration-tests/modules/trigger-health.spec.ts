import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { silenceOf } from "../../src/core/event/silence"
import { PROMISE_SQL, readContactPromise, WAITING_SQL } from "../../src/read-models/contact-promise"
import {
  COUNTS_SQL,
  DECIDED_SQL,
  readTriggerHealth,
  RHYTHM_SQL,
  SEEN_SQL,
} from "../../src/read-models/trigger-health"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const MADRID = "Europe/Madrid"
const CODES = ["order.placed", "customer.registered"]

describe("trigger health", () => {
  let database: TestDatabase
  let knex: Knex
  beforeAll(async () => {
    database = await createTestDatabase()
    knex = database.knex
  })
  beforeEach(() => emptyTables(knex))
  afterAll(() => database.drop())

  /** `count` events, `every` apart, the newest `ago` before now. */
  const events = (
    name: string,
    { count, every = "1 second", ago, source = "bus", took = "4 seconds" }: Record<string, unknown>
  ) =>
    knex.raw(
      `insert into kairos_inbox (id, name, entity_id, source, status, occurred_at, received_at, done_at)
       select gen_random_uuid()::text, :name, 'x', :source, 'done', at - interval '1 second', at, at + :took::interval - interval '1 second'
       from (select now() - :ago::interval - n * :every::interval as at from generate_series(0, :count::int - 1) n) s`,
      { name, count, every, ago, source, took } as never
    )

  it("counts what came in a day and a week, by the way it came, and says when it was last there", async () => {
    await events("order.placed", { count: 3, ago: "1 hour" })
    await events("order.placed", { count: 2, ago: "3 days", source: "sweep", took: "60 seconds" })
    await events("order.placed", { count: 9, ago: "9 days" })
    await knex("kairos_automation").insert([
      { id: "a", name: "a", trigger_code: "order.placed", status: "active" },
      { id: "b", name: "b", trigger_code: "order.placed", status: "paused" },
    ])
    const { seen, counts, decided, days } = await readTriggerHealth(knex, CODES, MADRID)
    const sum = (name: "events" | "last_day" | "last_week", source?: string) =>
      counts
        .filter((row) => source === undefined || row.source === source)
        .reduce((total, row) => total + row[name], 0)
    expect([sum("last_day"), sum("last_week"), sum("events")]).toEqual([3, 5, 14])
    expect([sum("last_week", "bus"), sum("last_week", "sweep")]).toEqual([3, 2])
    expect(seen).toMatchObject([
      { code: "order.placed", automations: 1 },
      { code: "customer.registered", automations: 0, last_seen_at: null },
    ])
    expect(Date.now() - Number(seen[0]?.last_seen_at)).toBeGreaterThan(3_590_000)
    expect(decided).toMatchObject([{ code: "order.placed", p50: 4 }])
    expect(decided[0]?.p95).toBeGreaterThan(40)
    expect(days).toHaveLength(14)
  })

  describe("silence", () => {
    const silence = async (code: string) => {
      const { rhythms } = await readTriggerHealth(knex, CODES, MADRID)
      return silenceOf(rhythms.filter((rhythm) => rhythm.code === code))
    }
    const usual = (code: string, count: number, weeks: number) =>
      Promise.all(
        Array.from({ length: weeks }, (_, i) =>
          events(code, { count, ago: `${(i + 1) * 7} days 2 hours` })
        )
      )

    it("is seen where there used to be events at this hour of the week", async () => {
      await usual("order.placed", 40, 4)
      await events("order.placed", { count: 1, ago: "40 days" })
      await events("order.placed", { count: 5, ago: "2 days" })
      expect(await silence("order.placed")).toEqual({ hours: 3, usual: 40 })
    })

    it("is over with the first event, and never begins for what is rare or new", async () => {
      await usual("order.placed", 40, 4)
      await events("order.placed", { count: 1, ago: "40 days" })
      await events("order.placed", { count: 1, ago: "1 hour" })
      expect(await silence("order.placed")).toBeNull()

      await usual("customer.registered", 9, 4)
      await events("customer.registered", { count: 1, ago: "40 days" })
      expect(await silence("customer.registered")).toBeNull()
      await emptyTables(knex)
      await usual("order.placed", 40, 2)
      expect(await silence("order.placed")).toBeNull()
    })
  })

  describe("the promise of one hour (A-27)", () => {
    const automation = (id: string, minutes: number) =>
      knex.raw(
        `with a as (insert into kairos_automation (id, name, trigger_code, status) values (:id, :id, 'order.placed', 'active') returning id)
         insert into kairos_automation_version (automation_id, version, definition) select id, 1, :definition from a`,
        {
          id,
          definition: JSON.stringify({
            trigger: { code: "order.placed" },
            steps: [{ key: "first", wait: { minutes } }],
          }),
        }
      )
    const contact = async (
      id: string,
      age: string,
      sent: string | null,
      more: Record<string, unknown> = {},
      automation_id = "now"
    ) => {
      await knex.raw(
        `insert into kairos_decision (id, key, automation_id, automation_version, email, event_id, kind, mode, trace, event_at, decided_at)
         values (:id, :id, :automation_id, 1, :id, :id, 'send', 'live', '{}', now() - :age::interval, now() - interval '1 minute')`,
        { id, age, automation_id }
      )
      await knex("kairos_delivery").insert({
        id,
        key: id,
        decision_id: id,
        automation_id,
        automation_version: 1,
        event_id: id,
        customer_id: id,
        step: "first",
        channel: "email",
        purpose: "marketing",
        action: "{}",
        state: sent === null ? "queued" : "sent",
        sent_at: sent === null ? null : knex.raw("now() - ?::interval", [sent]),
        due_at: knex.fn.now(),
        expires_at: knex.fn.now(),
        ...more,
      })
    }

    it("counts what went in time, late and not at all, of what was owed at once", async () => {
      await automation("now", 0)
      await automation("later", 90)
      await contact("in time", "70 minutes", "20 minutes")
      await contact("late", "70 minutes", "5 minutes")
      await contact("missed", "70 minutes", null)
      await contact("dead", "70 minutes", null, { state: "dead" })
      await contact("young", "10 minutes", null)
      await contact("quiet", "70 minutes", null, { state: "held", hold: "{}" })
      await contact("refused", "70 minutes", null, { state: "refused" })
      await contact("on site", "70 minutes", "1 minute", { channel: "on_site" })
      await contact("waits", "100 minutes", "1 minute", {}, "later")
      const { promises, waiting } = await readContactPromise(knex)
      const counts = { within_hour: 1, late: 1, missed: 2 }
      expect(promises).toHaveLength(2)
      for (const promise of promises) {
        expect(promise).toMatchObject({ ...counts, last_day: counts })
        expect(promise.p50).toBeCloseTo(57.5 * 60, 0)
      }
      expect(waiting).toEqual([])
    })

    it("counts events that a worker which stood still for 70 minutes left undecided", async () => {
      await automation("now", 0)
      await knex.raw(
        `insert into kairos_inbox (id, name, entity_id, source, occurred_at)
         values ('1', 'order.placed', '1', 'bus', now() - interval '70 minutes'),
           ('2', 'order.placed', '2', 'bus', now() - interval '50 minutes'),
           ('3', 'customer.registered', '3', 'bus', now() - interval '70 minutes')`
      )
      expect((await readContactPromise(knex)).waiting).toEqual([
        { code: "order.placed", events: 1 },
      ])
    })
  })

  describe("in a large shop", () => {
    const ROWS = 100_000
    const given = { codes: CODES, time_zone: MADRID, back: 13 }
    const statements = {
      SEEN_SQL,
      COUNTS_SQL,
      DECIDED_SQL,
      RHYTHM_SQL,
      PROMISE_SQL,
      WAITING_SQL,
    }

    /** Three years of a busy shop; the planner knows what it has. */
    const fill = async () => {
      await knex.raw(
        `insert into kairos_inbox (id, name, entity_id, source, status, occurred_at, received_at, done_at)
         select n::text, (array['order.placed', 'customer.registered', 'cart.abandoned'])[1 + n % 3], 'x', 'bus', 'done', at, at, at
         from (select n, now() - n * interval '15 minutes' as at from generate_series(1, :rows::int) n) s`,
        { rows: ROWS }
      )
      await knex.raw(
        `with a as (insert into kairos_automation (id, name, trigger_code, status) values ('a', 'a', 'order.placed', 'active') returning id)
         insert into kairos_automation_version (automation_id, version, definition)
         select id, 1, '{"trigger": {"code": "order.placed"}, "steps": [{"key": "first", "wait": {"minutes": 0}}]}' from a`
      )
      await knex.raw(
        `insert into kairos_decision (id, key, automation_id, automation_version, email, event_id, kind, mode, trace, event_at, decided_at)
         select n::text, n::text, 'a', 1, n::text, n::text, 'send', 'live', '{}', at, at
         from (select n, now() - n * interval '15 minutes' as at from generate_series(1, :rows::int) n) s`,
        { rows: ROWS }
      )
      await knex.raw(
        `insert into kairos_delivery (id, key, decision_id, automation_id, automation_version, event_id, customer_id, step, channel, purpose, action, state, sent_at, due_at, expires_at)
         select id, id, id, 'a', 1, id, id, 'first', 'email', 'marketing', '{}', 'sent', decided_at, decided_at, decided_at from kairos_decision`
      )
      // As autovacuum leaves them: statistics, and pages that an index alone can answer for.
      for (const table of ["kairos_inbox", "kairos_decision", "kairos_delivery"]) {
        await knex.raw("vacuum analyze ??", [table])
      }
    }

    /** What a statement reads of the three big tables, when it is really run. */
    const reading = async (sql: string, trx: Knex = knex) => {
      const { rows } = await trx.raw<{ rows: { "QUERY PLAN": { Plan: PlanNode }[] }[] }>(
        `explain (analyze, timing off, format json) ${sql}`,
        given
      )
      const nodes = nodesOf(rows[0]!["QUERY PLAN"][0]!.Plan).filter(({ "Relation Name": table }) =>
        /^kairos_(inbox|decision|delivery)$/.test(table ?? "")
      )
      return {
        sequential: nodes.filter(({ "Node Type": type }) => type === "Seq Scan").length,
        rows: nodes.reduce((sum, node) => sum + rowsRead(node), 0),
      }
    }

    it("reads a small part of the big tables, through indexes alone, and would be seen reading all without them", async () => {
      await fill()
      for (const [name, sql] of Object.entries(statements)) {
        const { sequential, rows } = await reading(sql)
        expect([name, sequential]).toEqual([name, 0])
        // Two weeks of three years, and some of them twice.
        expect([name, rows < ROWS / 20]).toEqual([name, true])
      }
      const without = knex.transaction(async (trx) => {
        await trx.raw("drop index kairos_inbox_rhythm, kairos_inbox_pending, kairos_inbox_received")
        await trx.raw(
          "drop index kairos_decision_contacts, kairos_decision_decided, kairos_decision_automation, kairos_decision_reentry, kairos_decision_customer"
        )
        for (const [name, sql] of Object.entries(statements)) {
          const { sequential, rows } = await reading(sql, trx)
          // Parallel workers report their rows rounded.
          expect([name, sequential > 0 && rows > 0.9 * ROWS]).toEqual([name, true])
        }
        throw ROLLED_BACK
      })
      await expect(without).rejects.toBe(ROLLED_BACK)
    }, 120_000)
  })
})

const ROLLED_BACK = new Error("rolled back")

type PlanNode = {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly "Actual Rows": number
  readonly "Actual Loops": number
  readonly "Rows Removed by Filter"?: number
  readonly Plans?: readonly PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Rows that a node looked at, and not only those that it let through. */
const rowsRead = (node: PlanNode): number =>
  (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]
