import { agreedShopper, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** What the health page rests on: dead letters and what becomes of them, and whether contacts go within the hour. */
export function health(ctx: SuiteContext): void {
  describe("health and dead letters", () => {
    it("sets one poisoned order among many aside; repaired and replayed, everybody has one mail", async () => {
      const shoppers = await Promise.all(
        ["ada", "bea", "cleo"].map((name) => agreedShopper(ctx, `${name}@poison.example`))
      )
      const orders = await Promise.all(shoppers.map((shopper) => placeOrder(ctx, { shopper })))
      await ctx.settled()
      const poisoned = orders[1]!.id
      await orderTable(ctx, poisoned).update({ deleted_at: ctx.knex().fn.now() })
      await mailAutomation(ctx.admin)
      await forgetDecided(ctx)
      // One attempt is left to the poisoned one.
      await ctx.knex()("kairos_inbox").where({ entity_id: poisoned }).update({ attempts: 7 })
      await release(ctx)
      await ctx.settled()

      expect(await mails(ctx, shoppers)).toEqual([1, 0, 1])
      const { dead_letters, classes, count } = ok(await ctx.admin.get("/admin/kairos/dead-letters"))
      expect(count).toBe(1)
      expect(classes).toEqual([{ error_class: "MissingSubject", name: "order.placed", count: 1 }])
      expect(dead_letters).toMatchObject([
        {
          id: `order.placed:${poisoned}`,
          name: "order.placed",
          entity_id: poisoned,
          attempts: 8,
          error_class: "MissingSubject",
          error_message: expect.stringContaining(poisoned),
        },
      ])
      const { health: failing } = ok(await ctx.admin.get("/admin/kairos/health"))
      expect(failing).toMatchObject({ status: "failing", inbox: { dead: 1 } })
      expect(failing.dead_letters).toHaveLength(1)
      // How long it took from an order to its decision (000.2).
      const { p50, p95 } = failing.decision_latency_seconds
      expect([p50 > 0, p50 <= p95, p95 < 60]).toEqual([true, true, true])
      const other = await ctx.admin.post("/admin/kairos/dead-letters/replay", {
        error_class: "Other",
      })
      expect(ok(other)).toEqual({ replayed: 0 })

      await orderTable(ctx, poisoned).update({ deleted_at: null })
      const replay = { error_class: "MissingSubject" }
      expect(ok(await ctx.admin.post("/admin/kairos/dead-letters/replay", replay))).toEqual({
        replayed: 1,
      })
      await ctx.settled()
      expect(await mails(ctx, shoppers)).toEqual([1, 1, 1])
      expect(ok(await ctx.admin.post("/admin/kairos/dead-letters/replay"))).toEqual({ replayed: 0 })
      const single = `/admin/kairos/dead-letters/order.placed:${poisoned}/replay`
      expect((await ctx.admin.post(single)).status).toBe(404)
      await ctx.settled()
      expect(await mails(ctx, shoppers)).toEqual([1, 1, 1])
    })

    it.each([
      [{ error_class: "" }, /error_class/],
      [{ error_class: 7 }, /error_class: .*expected the name of an error/],
      [{ class: "MissingSubject" }, /class: is not a known field/],
    ])("refuses to replay %j", async (body, message) => {
      const answer = await ctx.admin.post("/admin/kairos/dead-letters/replay", body)
      expect(answer.status).toBe(400)
      expect((answer.body as { message: string }).message).toMatch(message)
    })

    it("counts and announces what a worker that stood still for 70 minutes did not do in time (A-27)", async () => {
      const shopper = await agreedShopper(ctx, "dora@late.example")
      const order = await placeOrder(ctx, { shopper })
      await ctx.settled()
      await mailAutomation(ctx.admin)
      await forgetDecided(ctx)
      const then = ctx.knex().raw("now() - interval '70 minutes'")
      await orderTable(ctx, order.id).update({ created_at: then })
      await ctx.knex()("kairos_inbox").update({ occurred_at: then })
      const stopped = await shown(ctx)
      expect(stopped.promise).toMatchObject({ waiting: 1, last_day: { late: 0, share: null } })
      expect(stopped.status).toBe("warning")
      expect(english(stopped)).toContain("1 event(s) have been waiting for more than an hour")

      await release(ctx)
      await ctx.settled()
      expect(await mails(ctx, [shopper])).toEqual([1])
      const late = await shown(ctx)
      expect(late.promise).toMatchObject({
        waiting: 0,
        last_day: { within_hour: 0, late: 1, missed: 0, share: 0 },
      })
      expect(late.promise.contact_seconds.p95).toBeGreaterThan(4190)
      expect(english(late)).toContain("1 contact(s) of the last 24 hours did not go within an hour")
      const trigger = late.triggers.find(({ code }: { code: string }) => code === "order.placed")
      expect(trigger).toMatchObject({
        automations: 1,
        events_last_day: 1,
        events_last_week: 1,
        ways: [{ count: 1 }],
        last_week: { late: 1 },
        silent: null,
      })
      expect(trigger.by_day).toHaveLength(14)
      expect(trigger.by_day[13].events).toBe(1)
      expect(trigger.decision_seconds.p95).toBeGreaterThan(4190)
    })
  })
}

type Health = {
  readonly problems: readonly { readonly en: string }[]
  readonly [key: string]: any
}
const shown = async (ctx: SuiteContext): Promise<Health> =>
  ok(await ctx.admin.get("/admin/kairos/health")).health
const english = ({ problems }: Health) => problems.map(({ en }) => en).join("\n")

const orderTable = (ctx: SuiteContext, id: string) => ctx.knex()("order").where({ id })

/** As if these events had never been looked at, and nobody were there to do it. */
const forgetDecided = (ctx: SuiteContext) =>
  ctx.knex().raw(
    `update kairos_inbox set status = 'pending', done_at = null, snapshot = null, attempts = 0,
       due_at = now() + interval '1 day' where name = 'order.placed'`
  ) as unknown as Promise<void>

const release = (ctx: SuiteContext) =>
  ctx.knex()("kairos_inbox").where({ status: "pending" }).update({ due_at: ctx.knex().fn.now() })

const mails = (ctx: SuiteContext, shoppers: readonly Shopper[]) =>
  Promise.all(shoppers.map(async ({ email }) => (await ctx.mailbox().messages(email)).length))
