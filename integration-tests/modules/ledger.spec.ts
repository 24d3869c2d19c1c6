import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Runtime } from "../../src/workflows/support/runtime"
import { drainQueue } from "../../src/workflows/decide/drain-inbox"
import { systemClock } from "../../src/clock"
import {
  openChannelsAgain,
  pauseChannel,
  pausedChannels,
} from "../../src/workflows/deliver/channel-pause"
import { settleAbandoned } from "../../src/workflows/deliver/settle-abandoned"
import { DeliveryStore } from "../../src/modules/kairos-automation/deliveries"
import type { DeliveryRow, NewDelivery } from "../../src/modules/kairos-automation/delivery-rows"
import type { NewEvent } from "../../src/core/event/event"
import {
  type InboxRow,
  InboxStore,
  MAX_INBOX_ATTEMPTS,
} from "../../src/modules/kairos-automation/inbox"
import { AutomationService } from "../../src/modules/kairos-automation/service"
import {
  connect,
  createTestDatabase,
  emptyTables,
  type TestDatabase,
} from "../support/test-database"
import { plannedDelivery } from "../support/deliveries"
import { testOptions } from "../support/test-options"
import { waitForSendSlot } from "../../src/workflows/deliver/send-slot"

const HOUR = 3_600_000

/** As much of a runtime as the queue before a provider needs. */
const sendingAt = (email: number, automation: AutomationService): Runtime =>
  ({ knex: automation.deliveries["knex"], options: { sendRate: { email } }, automation }) as never

/** The machine's clock is ahead by so much, and time goes on. */
const machineSays = (ahead: number): void => {
  jest.useFakeTimers({
    now: Date.now() + ahead,
    doNotFake: [
      "nextTick",
      "setImmediate",
      "setTimeout",
      "clearTimeout",
      "setInterval",
      "clearInterval",
      "queueMicrotask",
      "performance",
      "hrtime",
    ],
  })
}

const event = (id: string): NewEvent => ({
  id: `order.placed:${id}`,
  name: "order.placed",
  entity_id: id,
  source: "bus",
  occurred_at: new Date("2026-03-02T10:15:00Z"),
})

/** All of one person. */
const delivery = (id: string, more: Partial<NewDelivery> = {}) =>
  plannedDelivery(id, { customer_id: "cus_1", email: "ana@shop.example", ...more })

describe("the ledgers", () => {
  let database: TestDatabase
  /** How many rows of a table are looked at for a piece of work. */
  const rowsWalked = (table: string, work: (trx: Knex) => Promise<unknown>): Promise<number> =>
    database.knex.transaction(async (trx) => {
      const sofar = async () => {
        const { rows } = await trx.raw(
          "select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables where relname = ?",
          [table]
        )
        return Number(rows[0].rows)
      }
      const before = await sofar()
      await work(trx)
      return (await sofar()) - before
    })
  let service: AutomationService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new AutomationService(database.container, testOptions())
  })
  beforeEach(() => emptyTables(database.knex))
  afterEach(() => jest.useRealTimers())
  afterAll(() => database.drop())

  const leaseRunsOut = (table: string) =>
    database.knex.raw(`update ${table} set locked_until = now() - interval '1 second'`)

  describe("inbox", () => {
    it("keeps one row of an event that four processes report fifty times at once", async () => {
      const pools = Array.from({ length: 4 }, () => connect(database.url))
      const fresh = await Promise.all(
        Array.from({ length: 50 }, (_, i) => service.inbox.insert([event("1")], pools[i % 4]))
      )
      await Promise.all(pools.map((pool) => pool.destroy()))
      expect(fresh.flat()).toEqual(["order.placed:1"])
      expect(await database.knex("kairos_inbox")).toHaveLength(1)
    })

    it("gives an event to one worker, and to another only when the lease has run out", async () => {
      await service.inbox.insert([event("1"), event("2")])
      const [a, b] = await Promise.all([service.inbox.claim(1, 60), service.inbox.claim(5, 60)])
      expect([...a, ...b].map((row) => row.id).sort()).toEqual(["order.placed:1", "order.placed:2"])
      expect(await service.inbox.claim(5, 60)).toEqual([])
      await leaseRunsOut("kairos_inbox")
      expect(await service.inbox.claim(5, 60)).toHaveLength(2)
    })

    it("lets what happens in the shop pass a crowd that jobs and other systems brought (X8)", async () => {
      const crowd = Array.from({ length: 1000 }, (_, i) => `season.day:2026:cus_${i}`)
      const brought = (name: string, source: "job" | "bus") => (id: string) => ({
        id,
        name,
        entity_id: id,
        source,
        occurred_at: new Date(),
      })
      await service.inbox.insert(crowd.map(brought("season.day", "job")))
      await service.inbox.insert(
        ["order.placed:1", "order.placed:2"].map(brought("order.placed", "bus"))
      )
      const order: string[] = []
      const drained = await drainQueue(
        service.inbox,
        async ({ id }) => {
          order.push(id)
          return "idle"
        },
        () => false
      )
      expect(drained.done).toBe(1002)
      expect(new Set(order).size).toBe(1002)
      // One batch that was claimed before it, and then the shop.
      expect(order.slice(100, 102).sort()).toEqual(["order.placed:1", "order.placed:2"])
    })

    it.each([
      ["no statistics at all", 0],
      ["statistics of a day when nothing waited", 20_000],
    ])("walks no crowd to claim and close a few, with %s", async (_, done) => {
      const crowd = (prefix: string, status: string, count: number) =>
        database.knex.raw(
          `insert into kairos_inbox (id, name, entity_id, source, occurred_at, status)
           select ? || n, 'season.day', n, 'job', now(), ? from generate_series(1, ?) n`,
          [prefix, status, count]
        )
      await crowd("old:", "done", done)
      await database.knex.raw("vacuum analyze kairos_inbox")
      await crowd("new:", "pending", 5000)
      const walked = (work: (inbox: InboxStore) => Promise<unknown>) =>
        rowsWalked("kairos_inbox", (trx) => work(new InboxStore(trx)))
      const claimed: InboxRow[] = []
      // Each is looked at once for its turn, and once to be locked.
      expect(
        await walked(async (inbox) => claimed.push(...(await inbox.claim(100, 60))))
      ).toBeLessThan(300)
      expect(claimed.map(({ id }) => id).sort()[0]).toBe("new:1")
      const [one, another, ...rest] = claimed as [InboxRow, InboxRow, ...InboxRow[]]
      const nobody = { snapshot: null, customer_id: null, email: null }
      expect(await walked((inbox) => inbox.finish(inbox["knex"], one, nobody))).toBeLessThan(5)
      expect(
        await walked((inbox) => inbox.fail(another, { class: "Ill", message: "ill" }, 60))
      ).toBeLessThan(5)
      expect(await walked((inbox) => inbox.giveBack(rest.slice(0, 3)))).toBeLessThan(10)
      expect(await walked((inbox) => inbox.finishIdle(rest.slice(3)))).toBeLessThan(300)
      const { rows } = await database.knex.raw(
        "select status, count(*)::int from kairos_inbox where id like 'new:%' group by status order by status"
      )
      expect(rows).toEqual([
        { status: "done", count: 96 },
        { status: "pending", count: 4904 },
      ])
    })

    it("sets one poisoned event of a thousand aside, and does the others (A-14)", async () => {
      await service.inbox.insert(Array.from({ length: 1000 }, (_, i) => event(String(i))))
      const poison = "order.placed:500"
      const done = new Map<string, number>()
      const handle = (isPoison: (id: string) => boolean) => async (row: InboxRow) => {
        if (isPoison(row.id)) {
          await service.inbox.fail(row, { class: "Poison", message: "cannot be read" }, 0)
          return "failed" as const
        }
        done.set(row.id, (done.get(row.id) ?? 0) + 1)
        return "idle" as const
      }
      const never = () => false
      const { failed } = await drainQueue(
        service.inbox,
        handle((id) => id === poison),
        never
      )
      expect([done.size, failed]).toEqual([999, MAX_INBOX_ATTEMPTS])
      expect(
        await database.knex("kairos_inbox").where({ status: "dead" }).select("id", "error_class")
      ).toEqual([{ id: poison, error_class: "Poison" }])
      // Mended and replayed: done once like the others, and none of them again.
      expect(await service.inbox.replay(poison)).toBe(true)
      await drainQueue(service.inbox, handle(never), never)
      expect([done.size, Math.max(...done.values())]).toEqual([1000, 1])
    })

    it("counts what waits no further than is asked", async () => {
      await service.inbox.insert(
        ["a", "b", "c"].map((id) => ({
          id,
          name: "order.placed",
          entity_id: id,
          source: "bus",
          occurred_at: new Date(),
        }))
      )
      expect(await service.inbox.waitsMoreThan(2)).toBe(true)
      expect(await service.inbox.waitsMoreThan(3)).toBe(false)
    })

    it("lets nobody write who lost the lease", async () => {
      await service.inbox.insert([event("1")])
      const [zombie] = await service.inbox.claim(1, 60)
      await leaseRunsOut("kairos_inbox")
      const [heir] = await service.inbox.claim(1, 60)
      const found = { snapshot: null, customer_id: null, email: null }
      expect(await service.inbox.finish(database.knex, zombie!, found)).toBe(false)
      await service.inbox.fail(zombie!, { class: "Late", message: "too late" }, 60)
      expect(await service.inbox.finish(database.knex, heir!, found)).toBe(true)
      expect(await service.inbox.read("order.placed:1")).toMatchObject({
        status: "done",
        error_class: null,
      })
    })

    it("goes by the clock of the database, whatever the machine's says", async () => {
      await service.inbox.insert([event("1"), event("2")])
      await service.inbox.claim(1, 60)
      machineSays(HOUR)
      const early = await service.inbox.claim(5, 60)
      expect(early).toHaveLength(1)
      jest.setSystemTime(Date.now() - 2 * HOUR)
      expect(await service.inbox.claim(5, 60)).toEqual([])
    })

    it("sets a poisoned event aside after its last attempt, and takes it back on request", async () => {
      await service.inbox.insert([event("poison"), event("well")])
      for (let attempt = 1; attempt <= MAX_INBOX_ATTEMPTS; attempt++) {
        for (const row of await service.inbox.claim(10, 60)) {
          if (row.entity_id === "well") {
            await service.inbox.finish(database.knex, row, {
              snapshot: null,
              customer_id: null,
              email: null,
            })
          } else {
            await service.inbox.fail(row, { class: "Poison", message: "no order" }, 0)
          }
        }
      }
      expect(await service.inbox.claim(10, 60)).toEqual([])
      expect(await service.inbox.read("order.placed:poison")).toMatchObject({
        status: "dead",
        error_class: "Poison",
      })
      expect(await service.inbox.read("order.placed:well")).toMatchObject({ status: "done" })
      expect(await service.inbox.replay("order.placed:poison")).toBe(true)
      expect(await service.inbox.claim(10, 60)).toHaveLength(1)
    })
  })

  describe("an event that ends its process each time", () => {
    /** Processes that come up one after the other, until one finds nothing more to do. @returns how many died */
    async function processesUntilQuiet(kills: (id: string) => boolean, done: string[]) {
      for (let deaths = 0; ; deaths += 1) {
        const life = drainQueue(
          service.inbox,
          (row) => {
            if (kills(row.id)) {
              return Promise.reject(new Error("out of memory"))
            }
            done.push(row.id)
            return Promise.resolve("idle")
          },
          () => false
        )
        if (
          await life.then(
            () => true,
            () => false
          )
        ) {
          return deaths
        }
        await leaseRunsOut("kairos_inbox")
      }
    }

    it.each(["order.placed:3", "order.placed:0", "order.placed:19"])(
      "becomes a dead letter by itself, and lets the others of its batch pass: %s",
      async (killer) => {
        const events = Array.from({ length: 20 }, (_, i) => event(String(i)))
        await service.inbox.insert(events)
        const done: string[] = []
        const deaths = await processesUntilQuiet((id) => id === killer, done)
        expect(deaths).toBe(MAX_INBOX_ATTEMPTS)
        const rows = await database.knex("kairos_inbox").select("id", "status", "error_class")
        expect(rows.filter(({ status }) => status === "done")).toHaveLength(19)
        expect(rows.filter(({ status }) => status !== "done")).toEqual([
          { id: killer, status: "dead", error_class: "WorkerVanished" },
        ])
        // Replayed after the cause is gone, it is handled like any other.
        expect(await service.inbox.replay(killer)).toBe(true)
        expect(await processesUntilQuiet(() => false, done)).toBe(0)
        expect((await service.inbox.read(killer))?.status).toBe("done")
      }
    )
  })

  describe("deliveries", () => {
    const claimed = async () => {
      await service.deliveries.insert(database.knex, [delivery("kdel_1")])
      const [row] = await service.deliveries.claim(1, 60, [])
      return row!
    }

    it("exist once per idempotency key", async () => {
      await service.deliveries.insert(database.knex, [
        delivery("kdel_1"),
        delivery("kdel_2", { key: "key-kdel_1" }),
      ])
      expect(await database.knex("kairos_delivery")).toHaveLength(1)
    })

    it("come by priority where they are due together, and held ones come back when their hour has come", async () => {
      const held = { kind: "rival", automation_id: "kauto_2", priority: 90 } as const
      await service.deliveries.insert(database.knex, [
        delivery("kdel_low", { priority: 10 }),
        delivery("kdel_high", { priority: 90 }),
        delivery("kdel_later", { priority: 99, due_at: "2026-03-02T10:15:01Z" }),
      ])
      const rows = await service.deliveries.claim(10, 60, [])
      expect(rows.map(({ id }) => id)).toEqual(["kdel_high", "kdel_low", "kdel_later"])

      const [high, low, later] = rows
      const wait = (until: string) => ({
        state: "held" as const,
        reason: "capped" as const,
        detail: null,
        hold: { ...held, until },
      })
      await service.deliveries.settle(database.knex, high!, wait("2099-01-01T00:00:00Z"))
      await service.deliveries.settle(database.knex, low!, wait("2026-03-02T10:16:00Z"))
      // Held by a switch, not by an hour: it comes back when the switch is thrown.
      await service.deliveries.settle(database.knex, later!, {
        state: "held",
        reason: "killed",
        detail: null,
      })
      const again = await service.deliveries.claim(10, 60, [])
      expect(again).toMatchObject([{ id: "kdel_low", state: "queued", reason: null, hold: null }])
    })

    it("are claimed, begun, sent, held and given back without a walk along all that wait", async () => {
      await service.deliveries.insert(database.knex, [delivery("kdel_one")])
      const crowd = (prefix: string, state: string, count: number) =>
        database.knex.raw(
          `insert into kairos_delivery
           select each.* from kairos_delivery d, generate_series(1, :count) n, jsonb_populate_record(d,
             jsonb_build_object('id', :prefix || n, 'key', :prefix || n, 'state', :state::text)) each where d.id = 'kdel_one'`,
          { prefix, state, count }
        )
      await database.knex("kairos_delivery").update({ state: "sent" })
      await crowd("kdel_old", "sent", 10_000)
      await database.knex.raw("vacuum analyze kairos_delivery")
      await crowd("kdel_new", "queued", 3000)
      const walked = (work: (store: DeliveryStore, trx: Knex) => Promise<unknown>) =>
        rowsWalked("kairos_delivery", (trx) => work(new DeliveryStore(trx), trx))
      const claimed: DeliveryRow[] = []
      // Each is looked at for its turn, to be locked and to be written.
      expect(
        await walked(async (store) => claimed.push(...(await store.claim(10, 60, []))))
      ).toBeLessThan(40)
      const [one, two, three, ...rest] = claimed
      const ending = { state: "sent", outcome: "sent", message: null } as const
      const held = { state: "held", reason: "capped", detail: null } as const
      expect(await walked((store, trx) => store.beginAttempt(trx, one!, 90, []))).toBeLessThan(5)
      expect(await walked((store) => store.markSendStarted(one!, null))).toBeLessThan(5)
      expect(await walked((store, trx) => store.endAttempt(trx, one!, 1, ending))).toBeLessThan(5)
      expect(await walked((store, trx) => store.settle(trx, two!, held))).toBeLessThan(5)
      expect(await walked((store) => store.defer(three!, "ill", 60))).toBeLessThan(5)
      expect(await walked((store) => store.giveBack(rest))).toBeLessThan(20)
      const { rows } = await database.knex.raw(
        "select state, count(*)::int from kairos_delivery where id like 'kdel_new%' group by state order by state"
      )
      expect(rows).toEqual([
        { state: "held", count: 1 },
        { state: "queued", count: 2998 },
        { state: "sent", count: 1 },
      ])
    })

    it("know who comes first for the same person, and who was contacted lately", async () => {
      await service.deliveries.insert(database.knex, [
        delivery("kdel_a", { priority: 50 }),
        delivery("kdel_b", { priority: 80 }),
        delivery("kdel_other", { priority: 99, email: "bea@shop.example", customer_id: "cus_2" }),
        delivery("kdel_owed", { priority: 99, purpose: "service" }),
        delivery("kdel_same", { priority: 50, email: null }),
      ])
      const row = async (id: string) => (await service.deliveries.read(id))!
      const rivalsOf = async (id: string) =>
        (await service.deliveries.pressure.rivals(database.knex, await row(id), ["email"])).map(
          (r) => r.id
        )
      expect(await rivalsOf("kdel_b")).toEqual([])
      expect(await rivalsOf("kdel_a")).toEqual(["kdel_b"])
      // Equal priority: one of the two comes first, and both agree which.
      expect(await rivalsOf("kdel_same")).toEqual(["kdel_b", "kdel_a"])

      await database
        .knex("kairos_delivery")
        .whereIn("id", ["kdel_b", "kdel_owed", "kdel_other"])
        .update({ state: "sent", sent_at: database.knex.fn.now() })
      const person = { customer_id: "cus_1", email: "ana@shop.example" }
      expect(await service.deliveries.pressure.contacted(database.knex, person, 7)).toMatchObject([
        { channel: "email" },
      ])
    })

    it("of a provider leave at its rate, however many workers there are", async () => {
      const slot = () => waitForSendSlot(sendingAt(20, service), "email")
      const begun = performance.now()
      expect(await Promise.all(Array.from({ length: 9 }, slot))).not.toContain(false)
      // Nine slots at twenty a second: the last begins 400 ms after the first, at the earliest.
      expect(performance.now() - begun).toBeGreaterThanOrEqual(395)
    })

    it("wait for their turn no longer when the process is asked to stop", async () => {
      const stopping = new AutomationService(database.container, testOptions())
      const runtime = sendingAt(0.001, stopping)
      expect(await waitForSendSlot(runtime, "email")).toBe(true)
      const queued = waitForSendSlot(runtime, "email")
      await stopping.__hooks.onApplicationPrepareShutdown()
      expect(await queued).toBe(false)
      expect(await waitForSendSlot(runtime, "email")).toBe(false)
    })

    it("stop a worker that lost its lease before anything leaves, and take nothing from it afterwards", async () => {
      const zombie = await claimed()
      expect(await service.deliveries.beginAttempt(database.knex, zombie, 90, [])).toBe(1)
      await leaseRunsOut("kairos_delivery")
      const [heir] = await service.deliveries.claimAbandoned(1, 60)
      expect(await service.deliveries.markSendStarted(zombie, null)).toBe(false)
      const sent = { state: "sent", outcome: "sent", message: null } as const
      expect(await service.deliveries.endAttempt(database.knex, zombie, 1, sent)).toBe(false)
      expect(await service.deliveries.endAttempt(database.knex, heir!, 1, sent)).toBe(true)
    })

    it("are kept as they leave, the last try's words, and never of somebody who was erased meanwhile", async () => {
      const row = await claimed()
      await service.deliveries.beginAttempt(database.knex, row, 90, [])
      const message = { locale: "en", sender: null, subject: "One", html: "", text: "One" } as const
      const kept = () => service.keptMessages.read(row.id)
      expect(await service.deliveries.markSendStarted(row, { attempt: 1, message })).toBe(true)
      expect(await kept()).toMatchObject({ attempt: 1, subject: "One" })
      const again = { attempt: 2, message: { ...message, subject: "Two" } }
      expect(await service.deliveries.markSendStarted(row, again)).toBe(true)
      expect(await kept()).toMatchObject({ attempt: 2, subject: "Two", text: "One" })

      const subject = { customer_ids: [row.customer_id], emails: [] }
      await database.knex.transaction((trx) => service.erasePerson(trx, subject))
      expect(await kept()).toBeNull()
      expect(await service.deliveries.markSendStarted(row, again)).toBe(true)
      expect(await kept()).toBeNull()
    })

    it("are not sent by a worker whose lease is over even if nobody took it", async () => {
      const slow = await claimed()
      await service.deliveries.beginAttempt(database.knex, slow, 90, [])
      await leaseRunsOut("kairos_delivery")
      expect(await service.deliveries.markSendStarted(slow, null)).toBe(false)
    })

    it("of a channel that rests go on when the database says so, whatever the machine's clock says (A-10)", async () => {
      const runtime = {
        automation: service,
        knex: database.knex,
        clock: systemClock,
        logger: { warn: () => undefined },
      } as unknown as Runtime
      const isPaused = async () =>
        (await openChannelsAgain(runtime, await pausedChannels(runtime))).has("email")
      machineSays(-2 * HOUR)
      await pauseChannel(runtime, "email", "HTTP 429", 600)
      jest.useRealTimers()
      expect(await isPaused()).toBe(true)
      machineSays(25 * HOUR)
      expect(await isPaused()).toBe(true)
      jest.useRealTimers()
      const past = {
        reason: "HTTP 429",
        since: "2026-01-01T00:00:00Z",
        until: "2026-01-01T00:10:00Z",
      }
      await service.settings.write("channel_pauses", { email: past }, "kairos")
      machineSays(-2 * HOUR)
      expect(await isPaused()).toBe(false)
    })

    it("of a paused channel stay where they are", async () => {
      await service.deliveries.insert(database.knex, [delivery("kdel_1")])
      expect(await service.deliveries.claim(5, 60, ["email"])).toEqual([])
      expect(await service.deliveries.claim(5, 60, [])).toHaveLength(1)
    })

    it("that cannot be handled stand back and end as dead, while the others go on", async () => {
      await service.deliveries.insert(database.knex, [delivery("kdel_1")])
      for (let attempt = 1; attempt <= 8; attempt++) {
        const [row] = await service.deliveries.claim(1, 60, [])
        await service.deliveries.defer(row!, "cannot be handled", 0)
      }
      expect(await database.knex("kairos_delivery").pluck("state")).toEqual(["dead"])
    })
  })

  describe("what a vanished worker left behind", () => {
    const abandoned = async (purpose: string, begun: boolean) => {
      await service.deliveries.insert(database.knex, [delivery("kdel_1", { purpose })])
      const [row] = await service.deliveries.claim(1, 60, [])
      await service.deliveries.beginAttempt(database.knex, row!, 90, [])
      if (begun) {
        await service.deliveries.markSendStarted(row!, null)
      }
      await leaseRunsOut("kairos_delivery")
    }
    const settle = async (notifications: readonly { status: string; external_id?: string }[]) => {
      const container = { resolve: () => ({ listNotifications: async () => notifications }) }
      await settleAbandoned({
        automation: service,
        knex: database.knex,
        container,
      } as unknown as Runtime)
      const [row] = await database.knex("kairos_delivery")
      const [attempt] = await database.knex("kairos_attempt")
      return {
        state: row.state,
        external_id: row.external_id,
        outcome: attempt.outcome,
        leased: row.locked_until !== null,
      }
    }

    it("goes back in line when nothing had begun", async () => {
      await abandoned("marketing", false)
      expect(await settle([])).toEqual({
        state: "queued",
        external_id: null,
        outcome: "abandoned",
        leased: false,
      })
    })

    it("is sent when the notification module says so", async () => {
      await abandoned("marketing", true)
      expect(await settle([{ status: "success", external_id: "msg_1" }])).toMatchObject({
        state: "sent",
        external_id: "msg_1",
      })
    })

    it("is unknown, and for marketing stays so", async () => {
      await abandoned("marketing", true)
      expect(await settle([{ status: "pending" }])).toMatchObject({
        state: "unknown",
        outcome: "unknown",
      })
      expect(await service.deliveries.claim(5, 60, [])).toEqual([])
      expect(await service.deliveries.expireUnknown(48)).toBe(0)
      await database.knex.raw("update kairos_delivery set updated_at = now() - interval '49 hours'")
      expect(await service.deliveries.expireUnknown(48)).toBe(1)
    })

    it("is sent once more for a service message, and only once", async () => {
      await abandoned("service", true)
      expect(await settle([])).toMatchObject({ state: "queued", outcome: "unknown" })
      const [row] = await service.deliveries.claim(1, 60, [])
      await service.deliveries.beginAttempt(database.knex, row!, 90, [])
      await service.deliveries.markSendStarted(row!, null)
      await leaseRunsOut("kairos_delivery")
      expect(await settle([])).toMatchObject({ state: "unknown" })
    })
  })

  it("runs sixty ticks of three instances sixty times (A-12, F38)", async () => {
    let runs = 0
    for (let tick = 0; tick < 60; tick += 1) {
      const claims = await Promise.all(
        Array.from({ length: 3 }, () => service.jobClaims.claim("tick", 3600))
      )
      runs += claims.filter((claim) => claim !== null).length
      // As if the next hour had come.
      await database
        .knex("kairos_job_claim")
        .where({ job: "tick" })
        .update({ job: `tick ${tick}` })
    }
    expect(runs).toBe(60)
  })

  it("lets one of three instances run a job's period", async () => {
    const claims = await Promise.all(
      Array.from({ length: 3 }, () => service.jobClaims.claim("minute", 3600))
    )
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  })

  it("keeps the audit as it was written", async () => {
    await service.audit.append({
      actor: "user_1",
      action: "edit",
      entity: "automation",
      entity_id: "kauto_1",
      after: { a: 1 },
    })
    await expect(database.knex("kairos_audit").update({ actor: "nobody" })).rejects.toThrow(
      /append-only/
    )
    await expect(database.knex("kairos_audit").delete()).rejects.toThrow(/append-only/)
  })
})
