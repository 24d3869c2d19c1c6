import { followShadows } from "../../../src/workflows/deliver/follow-shadows"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  makeTemplate,
} from "../../support/marketer"
import { ok, placeOrder } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

type Fields = Record<string, unknown>

/** What an automation brought, and what it would have brought. */
export function measurement(ctx: SuiteContext): void {
  describe("measurement", () => {
    it("counts redeemed coupons with their orders and discount, and the goal that was reached", async () => {
      const automation = await couponAutomation(ctx)
      const shopper = await agreedShopper(ctx, "ada@measured.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const { code } = await ctx.knex()("kairos_coupon").first("code")
      // Two lamps at 60 less ten percent, shipping 5.
      await placeOrder(ctx, {
        shopper,
        items: [{ variant_id: ctx.shop().lamp.variant_id, quantity: 2 }],
        promo_codes: [code],
      })
      await ctx.settled()

      const found = await measured(ctx, automation.id)
      expect(found).toMatchObject({
        automation_id: automation.id,
        objective: "repeat_purchase",
        goal: { event: "order.placed", within_days: 7 },
        // The second order is sent nothing: who is in it once is in it for good.
        sent: { decisions: 1, people: 1, goals: 1, people_reached: 1, people_open: 0, share: null },
        holdout: { decisions: 0, people: 0, goals: 0, share: null },
        redemptions: [
          {
            currency_code: "eur",
            coupons: 1,
            orders: 1,
            canceled: 0,
            order_total: "113",
            discount: "12",
          },
        ],
      })
      expect(found.summary.en).toMatch(/^Not enough data yet: 1 of 1 people/)
      expect(found.by_day).toHaveLength(30)
      expect(found.by_day[29]).toMatchObject({ sent: 1, sent_goals: 1, held_out: 0 })
      expect(found.shadow).toMatchObject({ would_send: 0 })

      const { overview } = ok(await ctx.admin.get("/admin/kairos/measurement/overview"))
      expect(overview.objectives).toMatchObject([
        {
          objective: "repeat_purchase",
          automations: 1,
          sent: { people: 1, goals: 1 },
          redemptions: [{ currency_code: "eur", discount: "12" }],
        },
      ])
      expect(overview.avoided).toMatchObject({
        count: 1,
        groups: [
          { kind: "unwanted", count: 0 },
          { kind: "too_many", count: 1, reasons: [{ reason: "reentry", count: 1 }] },
          { kind: "too_late", count: 0 },
        ],
        summary: { en: expect.stringContaining("Contacts avoided in the last 7 days: 1.") },
      })
    })

    it("lists each conversion with what did it, page by page (D5)", async () => {
      const automation = await couponAutomation(ctx)
      const people = [
        await agreedShopper(ctx, "bea@converted.example"),
        await agreedShopper(ctx, "cleo@converted.example"),
        await agreedShopper(ctx, "dora@converted.example"),
      ]
      for (const shopper of people) {
        await placeOrder(ctx, { shopper })
      }
      await ctx.settled()
      const second = [
        await placeOrder(ctx, { shopper: people[0]! }),
        await placeOrder(ctx, { shopper: people[1]! }),
      ]
      await placeOrder(ctx, { shopper: people[1]! })
      await ctx.settled()
      const list = async (query = {}) =>
        ok(
          await ctx.admin.get("/admin/kairos/conversions", {
            automation_id: automation.id,
            ...query,
          })
        )
      const all = await list()
      expect(all).toMatchObject({ count: 2, offset: 0 })
      expect(all.conversions).toMatchObject(
        [1, 0].map((n) => ({
          automation_id: automation.id,
          customer_id: people[n]!.id,
          objective: "repeat_purchase",
          group: "sent",
          event_id: `order.placed:${second[n]!.id}`,
          event_name: "order.placed",
          entity_id: second[n]!.id,
        }))
      )
      expect((await list({ limit: 1, offset: 1 })).conversions).toEqual([all.conversions[1]])
      expect((await list({ from: "2020-01-01", to: "2020-01-31" })).conversions).toEqual([])
      const other = await ctx.admin.get("/admin/kairos/conversions?automation_id=kauto_other")
      expect(ok(other)).toMatchObject({ conversions: [], count: 0 })
    })

    it("counts the same for those who are left out, who get nothing", async () => {
      const automation = await couponAutomation(ctx, { holdout_percent: 100 })
      const shopper = await agreedShopper(ctx, "bea@measured.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect(await measured(ctx, automation.id)).toMatchObject({
        sent: { decisions: 0, people: 0 },
        holdout: { decisions: 2, people: 1, goals: 1, people_reached: 1 },
        redemptions: [],
      })
    })

    it("says what it would have done in shadow mode", async () => {
      const automation = await couponAutomation(ctx, {
        kind: "fixed",
        value: 5,
        currency_code: "eur",
      })
      await placeOrder(ctx, { shopper: await agreedShopper(ctx, "cleo@measured.example") })
      await placeOrder(ctx, { email: "silent@measured.example" })
      await ctx.settled()
      // The tests' installation is live by its options; what it recorded is read as if it were not.
      await ctx.knex()("kairos_decision").update({ mode: "shadow" })
      const { sent, shadow } = await measured(ctx, automation.id)
      expect(sent).toMatchObject({ decisions: 0 })
      expect(shadow).toMatchObject({
        would_send: 1,
        people: 1,
        reasons: [{ reason: "consent_missing", count: 1 }],
        coupons: { would_issue: 1, fixed: [{ currency_code: "eur", amount: "5" }] },
      })
      expect(shadow.days[6]).toMatchObject({ would_send: 1, skipped: 1 })
    })

    it("counts caps in shadow mode as if what it decided had been sent", async () => {
      const options = runtimeOf(ctx.container()).options as { mode: "live" | "shadow" | undefined }
      const { mode } = options
      options.mode = "shadow"
      try {
        ok(
          await ctx.admin.post("/admin/kairos/settings", {
            quiet_hours: null,
            caps: [{ max: 1, days: 1 }],
          })
        )
        const automation = await couponAutomation(ctx, {}, "always")
        const shopper = await agreedShopper(ctx, "dora@measured.example")
        for (let i = 0; i < 4; i += 1) {
          await placeOrder(ctx, { shopper })
          await ctx.settled()
        }
        // One today, one tomorrow, one the day after; the fourth would have had to wait for longer than two days.
        const { shadow } = await measured(ctx, automation.id)
        expect(shadow).toMatchObject({
          would_send: 3,
          reasons: [{ reason: "capped", count: 1 }],
          coupons: { would_issue: 3 },
        })
        const { preview } = ok(
          await ctx.admin.post(`/admin/kairos/automations/${automation.id}/preview`, {
            customer_id: shopper.id,
          })
        )
        expect(preview.decision).toMatchObject({ kind: "hold", mode: "shadow", reason: "capped" })
        expect(await ctx.knex()("kairos_delivery")).toEqual([])
        expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
      } finally {
        options.mode = mode
      }
    })

    it("follows whole journeys in shadow mode, with their waits, goals and last checks, and sends nothing", async () => {
      const options = runtimeOf(ctx.container()).options as { mode: "live" | "shadow" | undefined }
      const { mode } = options
      options.mode = "shadow"
      try {
        ok(await ctx.admin.post("/admin/kairos/settings", { quiet_hours: null, caps: [] }))
        const { id } = await makeTemplate(ctx.admin)
        const step = (key: string, minutes: number, conditions: object | null = null) => ({
          key,
          wait: { minutes },
          valid_for_minutes: 2880,
          conditions,
          actions: [couponAction(), mailAction(id)],
        })
        const rules = [{ field: "order.total", operator: ">=", value: 1000 }]
        const automation = await activated(ctx.admin, {
          name: "Journey",
          trigger: { code: "order.placed", args: {} },
          steps: [
            step("first", 0),
            step("later", 60),
            step("last", 60, { combinator: "and", rules }),
          ],
          reentry: { kind: "once" },
          goal: { event: "order.placed", within_days: 7 },
        })
        const shoppers = []
        for (const name of ["stays", "buys", "leaves"]) {
          const shopper = await agreedShopper(ctx, `${name}@journey.example`)
          await placeOrder(ctx, { shopper })
          shoppers.push(shopper)
        }
        const [, buys, leaves] = shoppers
        await ctx.settled()
        const followed = () => ctx.knex()("kairos_shadow_delivery")
        expect(await followed().where({ state: "queued" }).pluck("step")).toHaveLength(6)
        expect(await followShadows(runtimeOf(ctx.container()))).toBe(0)
        expect((await measured(ctx, automation.id)).shadow.later).toMatchObject([
          { step: "later", would_send: 0, waits: 3 },
          { step: "last", would_send: 0, waits: 3 },
        ])

        await placeOrder(ctx, { shopper: buys! })
        const consents = [{ purpose: "marketing", channel: "email", granted: false }]
        ok(await ctx.storeAs(leaves!).post("/store/kairos/preferences", { consents }))
        await ctx.settled()
        for (const due of ["later", "last"]) {
          await followed()
            .where({ step: due, state: "queued" })
            .update({ due_at: ctx.knex().fn.now() })
          expect(await followShadows(runtimeOf(ctx.container()))).toBe(2)
        }
        const { shadow } = await measured(ctx, automation.id)
        expect(shadow).toMatchObject({
          would_send: 3,
          later: [
            {
              step: "later",
              would_send: 1,
              waits: 0,
              reasons: [
                { reason: "already_bought", count: 1 },
                { reason: "consent_missing", count: 1 },
              ],
            },
            {
              step: "last",
              would_send: 0,
              waits: 0,
              reasons: [
                { reason: "condition_false", count: 2 },
                { reason: "already_bought", count: 1 },
              ],
            },
          ],
          // Three with the first steps, one with the step that would have gone.
          coupons: { would_issue: 4 },
        })
        const { decisions } = ok(
          await ctx.admin.get("/admin/kairos/decisions", { customer_id: leaves!.id })
        )
        const detail = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
        expect(detail).toMatchObject({
          deliveries: [],
          followed: [
            { step: "later", state: "refused", reason: "consent_missing", would_go_at: null },
            { step: "last", state: "refused", reason: "condition_false" },
          ],
        })
        for (const table of ["kairos_delivery", "kairos_coupon"]) {
          expect(await ctx.knex()(table)).toEqual([])
        }
        expect(await ctx.mailbox().messages("journey.example")).toEqual([])
      } finally {
        options.mode = mode
      }
    })

    it("gives no discount in shadow mode that live mode would keep back", async () => {
      const options = runtimeOf(ctx.container()).options as { mode: "live" | "shadow" | undefined }
      const { mode } = options
      options.mode = "shadow"
      try {
        ok(await ctx.admin.post("/admin/kairos/settings", { quiet_hours: null, caps: [] }))
        const bare = await makeTemplate(ctx.admin, { body: "<p>Your code: {{coupon.code}}</p>" })
        const kind = await makeTemplate(ctx.admin, {
          body: "<p>Thanks{{#if coupon}}, your code: {{coupon.code}}{{/if}}</p>",
        })
        const made = (template: string, coupon: Fields, more: Fields) =>
          activated(ctx.admin, {
            trigger: { code: "order.placed", args: {} },
            reentry: { kind: "always" },
            steps: [{ key: "first", actions: [couponAction(coupon), mailAction(template)] }],
            ...more,
          })
        const leaving = await made(bare.id, {}, { name: "Cart", objective: "recover_cart" })
        const budgeted = await made(
          kind.id,
          { kind: "fixed", value: { amount: 5, currency_code: "eur" } },
          { name: "Thanks", budget: { discount_per_month: { amount: 12, currency_code: "eur" } } }
        )
        const followed = () => ctx.knex()("kairos_shadow_delivery")
        const shopper = await agreedShopper(ctx, "again@discounts.example")
        // Three orders: the second discount for leaving a cart stays away, and the third one of the budget.
        for (const orders of [1, 2, 3]) {
          await placeOrder(ctx, { shopper })
          await ctx.settled()
          await until("the steps of this order", async () => {
            await followShadows(runtimeOf(ctx.container()))
            const ended = await followed().whereNotIn("state", ["queued", "held"])
            return ended.length === 2 * orders || null
          })
        }
        expect((await measured(ctx, leaving.id)).shadow).toMatchObject({
          would_send: 1,
          people: 1,
          reasons: [{ reason: "budget_spent", count: 2 }],
          later: [{ step: "first", would_send: 1, waits: 0, reasons: [] }],
          coupons: { would_issue: 1, fixed: [] },
        })
        expect((await measured(ctx, budgeted.id)).shadow).toMatchObject({
          would_send: 3,
          reasons: [],
          coupons: { would_issue: 2, fixed: [{ currency_code: "eur", amount: "10" }] },
        })
        const { decisions } = ok(
          await ctx.admin.get("/admin/kairos/decisions", { automation_id: leaving.id })
        )
        const detail = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
        expect(detail.followed).toMatchObject([
          {
            state: "refused",
            reason: "budget_spent",
            because: { en: expect.stringContaining("in the last 90 days: 1, at most 1") },
          },
        ])
        for (const table of ["kairos_delivery", "kairos_coupon"]) {
          expect(await ctx.knex()(table)).toEqual([])
        }
      } finally {
        options.mode = mode
      }
    })

    it.each([
      ["from=2026-03-09&to=2026-03-02", /from: is after to \(2026-03-02\)/],
      ["from=2024-01-01&to=2026-03-02", /from: is \d+ days before to; expected at most 366/],
      ["from=2026-02-30", /from: expected a day such as 2026-03-02/],
      ["from=yesterday", /from: expected a day/],
      ["days=7", /days: is not a known field/],
    ])("refuses %s", async (query, message) => {
      const answer = await ctx.admin.get(`/admin/kairos/measurement/overview?${query}`)
      expect(answer).toMatchObject({ status: 400 })
      expect((answer.body as { message: string }).message).toMatch(message)
    })

    it("knows no automation that does not exist", async () => {
      const answer = await ctx.admin.get("/admin/kairos/measurement/automations/kauto_none")
      expect(answer.status).toBe(404)
    })
  })
}

async function measured(ctx: SuiteContext, id: string) {
  return ok(await ctx.admin.get(`/admin/kairos/measurement/automations/${id}`)).measurement
}

/** Thanks for the first order with a coupon for the next one, which is its goal. */
async function couponAutomation(
  ctx: SuiteContext,
  { holdout_percent = 0, ...coupon }: Fields = {},
  reentry = "once"
): Promise<{ id: string }> {
  const template = await makeTemplate(ctx.admin, { body: "<p>Your code: {{coupon.code}}</p>" })
  return activated(ctx.admin, {
    name: "Thanks",
    objective: "repeat_purchase",
    trigger: { code: "order.placed", args: {} },
    reentry: { kind: reentry },
    goal: { event: "order.placed", within_days: 7 },
    holdout_percent,
    steps: [
      {
        key: "first",
        valid_for_minutes: 2880,
        actions: [couponAction(coupon), mailAction(template.id)],
      },
    ],
  })
}
