import { Modules } from "@medusajs/framework/utils"
import type * as Subscriber from "../../../src/subscribers/kairos-triggers"
import { drainInbox } from "../../../src/workflows/decide/drain-inbox"
import { processEvent } from "../../../src/workflows/decide/process-event"
import { deliverDue } from "../../../src/workflows/deliver/deliver-due"
import { backfillOrders } from "../../../src/workflows/profile/backfill-orders"
import { watchSchedule } from "../../../src/workflows/schedule/own-clock"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import {
  activated,
  agreedShopper,
  mailAction,
  mailAutomation,
  makeTemplate,
} from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

/** What must hold while something else is slow, open, edited or gone. */
export function reliability(ctx: SuiteContext): void {
  const runtime = () => runtimeOf(ctx.container())
  /** What the bus does when an order was placed, without the bus. */
  const announced = async (id: string): Promise<void> => {
    // It reads Medusa's configuration when it is loaded, which is there when Medusa is.
    const { default: kairosTriggers } =
      require("../../../src/subscribers/kairos-triggers") as typeof Subscriber
    await kairosTriggers({
      event: { name: "order.placed", data: { id } },
      container: ctx.container(),
      pluginOptions: {},
    })
  }
  /** So many made an account, and nobody has decided yet. */
  const registered = async (people: number): Promise<readonly string[]> => {
    const customers = await ctx
      .container()
      .resolve(Modules.CUSTOMER)
      .createCustomers(
        Array.from({ length: people }, (_, i) => ({
          email: `flight-${i}@many.example`,
          has_account: true,
        }))
      )
    await runtime().automation.inbox.insert(
      customers.map(({ id }) => ({
        id: `customer.registered:${id}`,
        name: "customer.registered",
        entity_id: id,
        customer_id: id,
        source: "sweep" as const,
        occurred_at: new Date(),
      }))
    )
    return customers.map(({ id }) => id)
  }
  const deliveries = () => ctx.knex()("kairos_delivery").orderBy("created_at").orderBy("id")
  const mailsTo = async (email: string) => (await ctx.mailbox().messages(email)).length

  describe("the subscriber", () => {
    afterEach(() => ctx.mailbox().behave({ mode: "ok" }))

    it("has its row, returns and is decided while the mail provider hangs (A-01)", async () => {
      await mailAutomation(ctx.admin)
      const [first, second] = [
        await agreedShopper(ctx, "ada@hanging.example"),
        await agreedShopper(ctx, "bea@hanging.example"),
      ]
      await ctx.settled()
      await ctx.mailbox().behave({ mode: "hang", to: "hanging.example" })
      await placeOrder(ctx, { shopper: first })
      const sending = () => ctx.knex()("kairos_delivery").where({ state: "sending" }).pluck("email")
      await until("the provider to hang", async () =>
        (await sending()).includes(first.email) ? true : null
      )

      const order = await placeOrder(ctx, { shopper: second })
      const id = `order.placed:${order.id}`
      // As if the bus had been slower than the order: its row is not there yet.
      await ctx.knex()("kairos_inbox").where({ id }).delete()
      await announced(order.id)
      await until("the decision", async () =>
        (await runtime().automation.inbox.read(id))?.status === "done" ? true : null
      )
      // The provider has not answered yet: nobody waited for it. The second message may have been begun meanwhile, by the job.
      expect(await sending()).toContain(first.email)

      await ctx.mailbox().behave({ mode: "ok" })
      await ctx.settled()
      expect(await mailsTo(second.email)).toBe(1)
    })
  })

  describe("a provider that has too much to do", () => {
    afterEach(() => ctx.mailbox().behave({ mode: "ok" }))

    it("is asked for nobody before the time that it named, and nobody loses an attempt (A-08)", async () => {
      await mailAutomation(ctx.admin)
      const [first, second] = [
        await agreedShopper(ctx, "ada@busy.example"),
        await agreedShopper(ctx, "bea@busy.example"),
      ]
      await ctx.settled()
      await ctx.mailbox().behave({ mode: "429", retry_after: 600, to: "busy.example" })
      await placeOrder(ctx, { shopper: first })
      const transient = () => ctx.knex()("kairos_attempt").where({ outcome: "transient" })
      const refused = await until("the refusal", () => transient().first())
      const [waiting] = await deliveries()
      expect(waiting.due_at - refused.started_at).toBeGreaterThanOrEqual(600_000)
      await placeOrder(ctx, { shopper: second })
      await until("the second delivery", async () =>
        (await deliveries()).length === 2 ? true : null
      )
      await deliverDue(runtime())
      expect(await transient()).toHaveLength(1)

      await ctx.mailbox().behave({ mode: "ok" })
      ok(await ctx.admin.post("/admin/kairos/channels/email/resume"))
      await ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      expect([await mailsTo(first.email), await mailsTo(second.email)]).toEqual([1, 1])
      const attempts = await ctx.knex()("kairos_attempt").orderBy("started_at")
      expect(attempts.map(({ outcome }) => outcome)).toEqual(["transient", "sent", "sent"])
    })
  })

  describe("the sweep", () => {
    it("finds the order whose transaction was open while later ones committed and a sweep ran (A-04)", async () => {
      const shopper = await agreedShopper(ctx, "cleo@open.example")
      const made = await placeOrder(ctx, { shopper })
      await sweepShop(runtime())
      const columns = Object.keys((await ctx.knex()("order").where({ id: made.id }).first()) ?? {})
      const copied = columns
        .map((name) => (name === "id" ? "? as id" : name === "created_at" ? "now()" : `"${name}"`))
        .join(", ")
      const open = await ctx.knex().transaction()
      /** A minute of sweeps, and one more. The minute's job may be in it as well, so who found an order says nothing. */
      const swept = async (order: string) => {
        await ctx.knex()
          .raw(`update kairos_setting set value = to_jsonb(now() + interval '60 seconds')
          where key = 'sweep_watermark'`)
        await sweepShop(runtime())
        return until(`the sweep to find ${order}`, () =>
          runtime().automation.inbox.read(`order.placed:${order}`)
        )
      }
      try {
        // Its times are those of its beginning; nobody else sees it before it commits.
        await open.raw(
          `insert into "order" (${columns.map((name) => `"${name}"`).join(", ")})
           select ${copied} from "order" where id = ?`,
          ["order_open", made.id]
        )
        const later = await placeOrder(ctx, { shopper })
        await ctx.knex()("kairos_inbox").where({ entity_id: later.id }).delete()
        // The last of them has seen the later order.
        await swept(later.id)
        await open.commit()
        await swept("order_open")
      } finally {
        // A transaction that stays open would keep the database from being dropped.
        if (!open.isCompleted()) await open.rollback()
      }
      expect((await sweepShop(runtime())).found).toBe(0)
    })
  })

  describe("an automation that is edited", () => {
    const threshold = (count: number) => ({
      name: "Welcome",
      trigger: { code: "customer.registered", args: {} },
      conditions: {
        combinator: "and",
        rules: [{ field: "profile.order_count", operator: ">=", value: count }],
      },
    })
    const steps = async () => {
      const { id } = await makeTemplate(ctx.admin)
      return [{ key: "first", actions: [mailAction(id)] }]
    }

    it("decides each of hundreds in flight once, by one version that exists (A-25)", async () => {
      const PEOPLE = 500
      const welcome = { ...threshold(10), steps: await steps() }
      const automation = await activated(ctx.admin, welcome)
      await ctx.settled()
      await registered(PEOPLE)
      const { inbox } = runtime().automation
      // A worker stands still with fifty of them until its lease is over, and decides them late.
      const stalled = await inbox.claim(50, 60)
      await ctx
        .knex()("kairos_inbox")
        .whereNotNull("locked_until")
        .update({
          locked_until: ctx.knex().raw("now() - interval '1 second'"),
        })
      const decided = async (version: number) =>
        Number(
          (
            await ctx
              .knex()("kairos_decision")
              .where({ automation_id: automation.id, automation_version: version })
              .count({ count: "*" })
          )[0]?.count
        )
      const workers = Promise.all([drainInbox(runtime()), drainInbox(runtime())])
      for (const version of [1, 2]) {
        await until(`decisions of version ${version}`, async () =>
          (await decided(version)) > 0 ? true : null
        )
        const next = { ...welcome, ...threshold(10 * (version + 1)) }
        ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}`, next))
      }
      await workers
      await ctx.settled()
      for (const row of stalled) {
        expect(await processEvent(runtime(), row, async () => {})).toBe("lost")
      }

      const decisions = await ctx
        .knex()("kairos_decision")
        .where({ automation_id: automation.id })
        .select("event_id", "automation_version", "trace")
      expect(decisions).toHaveLength(PEOPLE)
      expect(new Set(decisions.map(({ event_id }) => event_id)).size).toBe(PEOPLE)
      const { versions } = ok(
        await ctx.admin.get(`/admin/kairos/automations/${automation.id}/versions`)
      )
      expect(versions.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1])
      // It was decided by the version that it names, and by none that came after.
      expect(
        decisions.filter(
          ({ automation_version, trace }) => trace.failing.expected !== automation_version * 10
        )
      ).toEqual([])
      expect(new Set(decisions.map((one) => one.automation_version))).toEqual(new Set([1, 2, 3]))
    })

    it("sends what was planned as it was planned, once, and nothing again (IN69)", async () => {
      const planned = await makeTemplate(ctx.admin, { subject: "As planned" })
      const edited = await makeTemplate(ctx.admin, { subject: "As edited" })
      const thanks = (template_id: string) => ({
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", wait: { minutes: 30 }, actions: [mailAction(template_id)] }],
      })
      const { id } = await activated(ctx.admin, thanks(planned.id))
      const shopper = await agreedShopper(ctx, "dora@edited.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      ok(await ctx.admin.post(`/admin/kairos/automations/${id}`, thanks(edited.id)))
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      const mails = await ctx.mailbox().messages(shopper.email)
      expect(mails.map(({ subject }) => subject).sort()).toEqual(["As edited", "As planned"])
      expect((await deliveries()).map(({ automation_version }) => automation_version)).toEqual([
        1, 2,
      ])
    })

    it("refuses with the reason what still waits when it is archived (IN70)", async () => {
      const { automation } = await mailAutomation(ctx.admin, { step: { wait: { minutes: 30 } } })
      const shopper = await agreedShopper(ctx, "eve@archived.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/archive`))
      await ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      const { deliveries: shown } = ok(await ctx.admin.get("/admin/kairos/deliveries"))
      expect(shown).toMatchObject([
        {
          state: "refused",
          reason: "inactive",
          because: {
            en: "the automation is archived",
            es: "la automatización está archivada",
            pt: expect.stringContaining("arquivada"),
          },
        },
      ])
      expect(await mailsTo(shopper.email)).toBe(0)
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect(await ctx.knex()("kairos_decision")).toHaveLength(1)
    })
  })

  it("a process keeps one clock, however often Medusa runs its jobs", async () => {
    const watch = watchSchedule(runtime())
    watch.lastTick = 0
    const engine = ctx.container().resolve(Modules.WORKFLOW_ENGINE)
    await engine.run("job-kairos-tick", { input: {} })
    // A job that brings a clock of its own leaves one more behind each time, and all of them look for work.
    expect(watch.lastTick).toBeGreaterThan(0)
  })

  // Ten connections are what a shop has that says nothing else. Who asks for a second one with the first in hand waits for the others.
  describe("more at once than there are connections", () => {
    const CROWD = 24
    afterEach(() => {
      runtime().automation.stopping = false
    })

    it("are decided, and none waits for a connection that another holds", async () => {
      await mailAutomation(ctx.admin, { trigger: { code: "customer.registered", args: {} } })
      await ctx.settled()
      const { automation } = runtime()
      // The clock's tick would take them first.
      automation.stopping = true
      await registered(CROWD)
      const rows = await automation.inbox.claim(CROWD, 60)
      automation.stopping = false
      const outcomes = await Promise.all(
        rows.map((row) => processEvent(runtime(), row, async () => {}))
      )
      expect(outcomes).toEqual(Array.from({ length: CROWD }, () => "done"))
    })

    it("object to profiling, and each is heard", async () => {
      const people = await Promise.all(
        Array.from({ length: CROWD }, (_, i) => registerShopper(ctx, `crowd-${i}@many.example`))
      )
      const object = (shopper: Shopper) =>
        ctx.storeAs(shopper).post("/store/kairos/privacy/object", {})
      const answers = await Promise.all(people.map(object))
      expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
    })
  })

  describe("among many", () => {
    it("of 10,000 queued mails the one whose person unsubscribes is refused, and those of a paused automation stay (A-15)", async () => {
      const { automation } = await mailAutomation(ctx.admin, { step: { wait: { minutes: 30 } } })
      const shopper = await agreedShopper(ctx, "ines@queued.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx.knex().raw(
        `insert into kairos_delivery
         select (jsonb_populate_record(d, jsonb_build_object('id', 'kdel_queue_' || n, 'key', 'queue_' || n,
           'customer_id', 'cus_queue_' || n, 'email', 'person-' || n || '@queue.example'))).*
         from kairos_delivery d, generate_series(1, 9999) n`
      )
      const due = (many: string) =>
        ctx.knex().raw(
          `update kairos_delivery set due_at = now() where id in (
             select id from kairos_delivery where state = 'queued' and ${many})`
        )
      const states = async () =>
        ctx
          .knex()("kairos_delivery")
          .select("state", "reason")
          .count({ count: "*" })
          .groupBy("state", "reason")
          .orderBy("state")

      const consents = [{ purpose: "marketing", channel: "email", granted: false }]
      ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", { consents }))
      await due(`customer_id = '${shopper.id}'`)
      await ctx.settled()
      expect(await states()).toEqual([
        { state: "queued", reason: null, count: "9999" },
        { state: "refused", reason: "consent_missing", count: "1" },
      ])

      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/pause`))
      await due("id < 'kdel_queue_11'")
      await ctx.settled()
      const [held, queued, refused] = await states()
      expect(held).toMatchObject({ state: "held", reason: "inactive" })
      expect(Number(held?.count)).toBeGreaterThan(100)
      expect(Number(held?.count) + Number(queued?.count)).toBe(9_999)
      expect(refused).toMatchObject({ state: "refused", count: "1" })
      expect(await mailsTo(shopper.email)).toBe(0)
      expect(await ctx.knex()("notification")).toEqual([])
    })
  })

  describe("an order that lacks something", () => {
    it("counts without its currency as bought, for no amount that could be compared (IN72)", async () => {
      const { id } = await makeTemplate(ctx.admin)
      const automation = await activated(ctx.admin, {
        name: "Large orders",
        trigger: { code: "order.placed", args: {} },
        conditions: {
          combinator: "and",
          rules: [{ field: "order.total", operator: ">=", value: 10 }],
        },
        steps: [{ key: "first", actions: [mailAction(id)] }],
      })
      const shopper = await agreedShopper(ctx, "fay@old.example")
      const order = await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx
        .knex()
        .raw("truncate kairos_inbox, kairos_decision, kairos_attempt, kairos_delivery")
      await ctx.knex()("order").where({ id: order.id }).update({ currency_code: "" })
      const other = await placeOrder(ctx, { email: "gus@old.example" })
      await announced(order.id)
      await ctx.settled()
      const [decided] = ok(
        await ctx.admin.get(
          `/admin/kairos/decisions?customer_id=${shopper.id}&automation_id=${automation.id}`
        )
      ).decisions
      expect(decided).toMatchObject({ kind: "skip", reason: "condition_unknown" })
      // Nobody else's order waits behind it.
      expect(await backfillOrders(runtime())).toMatchObject({ orders: 2 })
      const bought = await ctx.knex()("kairos_purchase").orderBy("external_id")
      expect(new Map(bought.map((row) => [row.external_id, row.currency_code]))).toEqual(
        new Map([
          [order.id, "xxx"],
          [other.id, "eur"],
        ])
      )
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
      expect(profile.order_count).toBe(1)
    })

    it("is decided also after its sales channel was deleted (E-18)", async () => {
      await mailAutomation(ctx.admin)
      const shopper = await agreedShopper(ctx, "hal@channel.example")
      const order = await placeOrder(ctx, { shopper })
      await ctx.settled()
      const channels = ctx.container().resolve(Modules.SALES_CHANNEL)
      await channels.softDeleteSalesChannels([ctx.shop().sales_channel_id])
      await ctx
        .knex()
        .raw("truncate kairos_inbox, kairos_decision, kairos_attempt, kairos_delivery")
      await announced(order.id)
      await ctx.settled()
      expect(await mailsTo(shopper.email)).toBe(2)
      expect(await ctx.knex()("kairos_inbox").where({ status: "dead" })).toEqual([])
      // A shop whose only channel is gone still answers.
      const content = await ctx.store.get("/store/kairos/content?placements=home-hero")
      expect(content.status).toBeLessThan(500)
      await channels.restoreSalesChannels([ctx.shop().sales_channel_id])
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect(await mailsTo(shopper.email)).toBe(3)
    })
  })
}
