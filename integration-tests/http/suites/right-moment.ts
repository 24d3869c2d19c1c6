import { lockPerson } from "../../../src/workflows/decide/lock-person"
import { deliverOne } from "../../../src/workflows/deliver/deliver-one"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  makeTemplate,
} from "../../support/marketer"
import { ok, placeOrder, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

type Fields = Record<string, unknown>
type Delivery = {
  readonly id: string
  readonly step: string
  readonly state: string
  readonly reason: string | null
  readonly detail: string | null
  readonly automation_id: string
  readonly due_at: string
  readonly sent_at: string | null
  readonly expires_at: string
  readonly hold: { readonly until: string; readonly text: Record<string, string> } | null
  readonly coupon: { readonly code: string } | null
}

const DAY_MINUTES = 1440

/** When a message goes: quiet hours, caps, waits, goals, and what a person can stop. */
export function rightMoment(ctx: SuiteContext): void {
  describe("quiet hours", () => {
    it("hold a message until the person's morning, say so, and let it go once", async () => {
      await settings(ctx, { quiet_hours: aroundNow() })
      await mailAutomation(ctx)
      const shopper = await agreedShopper(ctx, "ada@night.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()

      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
      const { decisions } = ok(
        await ctx.admin.get(`/admin/kairos/decisions?customer_id=${shopper.id}`)
      )
      expect(decisions[0]).toMatchObject({ kind: "hold", reason: "quiet_hours" })
      const { explanation } = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
      expect(explanation.headline.en).toMatch(
        /^Held until .+Europe\/Madrid.+because quiet hours are/
      )
      const [held] = await deliveries(ctx, shopper)
      expect(held).toMatchObject({ state: "held", reason: "quiet_hours" })
      expect(held?.due_at).toBe(decisions[0].until)
      expect(held?.hold?.text.es).toContain("horas de descanso")

      await settings(ctx, { quiet_hours: null })
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("are the person's own, where they chose some, and spare service messages", async () => {
      const service = await template(ctx, { name: "Receipt", purpose: "service" })
      await mailAutomation(ctx)
      await automation(ctx, { name: "Receipt", purpose: "service", template_id: service })
      const shopper = await agreedShopper(ctx, "bea@own.example")
      ok(
        await ctx.storeAs(shopper).post("/store/kairos/preferences", {
          quiet_hours: aroundNow("Asia/Tokyo"),
          time_zone: "Asia/Tokyo",
        })
      )
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const mails = await ctx.mailbox().messages(shopper.email)
      expect(mails.map(({ subject }) => subject)).toEqual(["Receipt"])
      const held = (await deliveries(ctx, shopper)).find(({ state }) => state === "held")
      expect(held?.hold?.text.en).toContain("the person's own quiet hours")
      expect(held?.hold?.text.en).toContain("Asia/Tokyo")

      const awake = { quiet_hours: aroundNow("Asia/Kolkata", 5), time_zone: "Asia/Kolkata" }
      ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", awake))
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(2)
    })

    it("let expire what could only go too late", async () => {
      await settings(ctx, { quiet_hours: aroundNow() })
      await mailAutomation(ctx, { step: { valid_for_minutes: 5 } })
      const shopper = await agreedShopper(ctx, "cleo@late.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const [held] = await deliveries(ctx, shopper)
      // It is looked at when its validity ends, not when the night does.
      expect(held?.due_at).toBe(held?.expires_at)
      await ctx.knex()("kairos_delivery").update({
        due_at: ctx.knex().fn.now(),
        expires_at: ctx.knex().fn.now(),
      })
      await ctx.settled()
      expect((await deliveries(ctx, shopper))[0]).toMatchObject({
        state: "expired",
        reason: "expired",
      })
      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
    })
  })

  describe("caps", () => {
    it("let one of ten through on four workers: the one with the highest priority (A-26)", async () => {
      await settings(ctx, { caps: [{ max: 1, days: 1 }], stopped: { all: true, channels: [] } })
      const mail = await template(ctx)
      for (let i = 1; i <= 10; i += 1) {
        await automation(ctx, { name: `Rival ${i}`, priority: i * 10 - 5, template_id: mail })
      }
      const shopper = await agreedShopper(ctx, "dora@capped.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const stopped = await deliveries(ctx, shopper)
      expect(stopped.map(({ state, reason }) => `${state} ${reason}`)).toEqual(
        Array(10).fill("held killed")
      )

      // All ten become due at once; the shop's own loops are a fifth worker.
      await ctx.knex()("kairos_setting").where({ key: "stopped" }).delete()
      await until("the switch to be seen", async () =>
        ok(await ctx.admin.get("/admin/kairos/settings")).settings.stopped.all ? null : true
      )
      await ctx.knex()("kairos_delivery").update({ state: "queued", reason: null })
      // Whoever is first holds the person; that the best one goes first would hide it if nobody did.
      const first = await ctx.knex().transaction()
      await lockPerson(first, shopper.email)
      const working = Promise.all([1, 2, 3, 4].map(() => worker(ctx))).then(() => "went past")
      const waiting = until("somebody to wait for the person", async () => {
        const { rows } = await ctx.knex().raw(
          `select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
           where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`
        )
        // One worker may have claimed all that the others would have: how many wait is chance.
        return rows[0].count >= 1 ? "wait" : null
      })
      try {
        expect(await Promise.race([working, waiting])).toBe("wait")
      } finally {
        await first.commit()
      }
      await working
      await settledButRivals(ctx)

      const all = await deliveries(ctx, shopper)
      const sent = all.filter(({ state }) => state === "sent")
      expect(sent).toHaveLength(1)
      const { automation: winner } = ok(
        await ctx.admin.get(`/admin/kairos/automations/${sent[0]?.automation_id}`)
      )
      expect(winner.name).toBe("Rival 10")
      const losers = all.filter(({ state }) => state !== "sent")
      expect(losers.map(({ state, reason }) => `${state} ${reason}`)).toEqual(
        Array(9).fill("held capped")
      )
      expect(losers.every(({ hold }) => hold?.text.en?.includes("at most 1"))).toBe(true)
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("are lifted for what waits when the shop lifts them, and a person can ask for fewer", async () => {
      await settings(ctx, { caps: [{ channel: "email", max: 1, days: 1 }] })
      await mailAutomation(ctx)
      const shopper = await agreedShopper(ctx, "eva@lifted.example")
      const other = await agreedShopper(ctx, "fay@seldom.example")
      ok(
        await ctx
          .storeAs(other)
          .post("/store/kairos/preferences", { frequency: { max: 1, days: 30 } })
      )
      for (const who of [shopper, other]) {
        await placeOrder(ctx, { shopper: who })
        await ctx.settled()
        await placeOrder(ctx, { shopper: who })
        await ctx.settled()
        expect(await ctx.mailbox().messages(who.email)).toHaveLength(1)
      }
      await settings(ctx, { caps: [] })
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(2)
      expect(await ctx.mailbox().messages(other.email)).toHaveLength(1)
      const held = (await deliveries(ctx, other)).find(({ state }) => state === "held")
      expect(held?.hold?.text.en).toContain("wants at most 1")

      // Tried once more by hand it is asked again, and the person still wants one.
      ok(await ctx.admin.post(`/admin/kairos/deliveries/${held?.id}/retry`))
      await ctx.settled()
      const again = (await deliveries(ctx, other)).find(({ id }) => id === held?.id)
      expect(again).toMatchObject({ state: "held", reason: "capped" })
      expect(await ctx.mailbox().messages(other.email)).toHaveLength(1)
    })
  })

  describe("waits", () => {
    it("end at a time that the person's clocks show", async () => {
      await mailAutomation(ctx, {
        step: { wait: { until: { time: "09:00", weekdays: ["mon", "wed"] } } },
      })
      const shopper = await agreedShopper(ctx, "gia@morning.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const [waiting] = await deliveries(ctx, shopper)
      expect(waiting?.state).toBe("queued")
      const clock = new Intl.DateTimeFormat("en-GB", {
        timeZone: "Europe/Madrid",
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
      }).format(Date.parse(waiting?.due_at ?? ""))
      expect(clock).toMatch(/^(Mon|Wed),? 09:00$/)
    })

    it("count from the step before, and an event cuts them short", async () => {
      await mailAutomation(ctx, {
        steps: [
          step("first", { minutes: 0 }),
          step("second", {
            event: { name: "order.placed", within_minutes: DAY_MINUTES, otherwise: "exit" },
          }),
          step("third", { minutes: 60 }),
        ],
        reentry: { kind: "once" },
      })
      const shopper = await agreedShopper(ctx, "hal@waits.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const before = byStep(await deliveries(ctx, shopper))
      expect([before.first?.state, before.second?.state, before.third?.state]).toEqual([
        "sent",
        "queued",
        "queued",
      ])
      expect(minutesBetween(before.second, before.third)).toBe(60)

      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const after = byStep(await deliveries(ctx, shopper))
      expect([after.first?.state, after.second?.state, after.third?.state]).toEqual([
        "sent",
        "sent",
        "queued",
      ])
      expect(minutesBetween(after.second, after.third)).toBe(60)
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(2)
    })

    it("count from when the step before goes, after a pause as well, and nothing overtakes it", async () => {
      const automation = await mailAutomation(ctx, {
        steps: [step("first", { minutes: 30 }), step("second", { minutes: 60 })],
      })
      const shopper = await agreedShopper(ctx, "pia@paused.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/pause`))
      // Both become due while it is paused.
      await ctx
        .knex()("kairos_delivery")
        .update({
          due_at: ctx.knex().raw("now() - interval '1 hour' * (2 - (step = 'second')::int)"),
        })
      await ctx.settled()
      const paused = byStep(await deliveries(ctx, shopper))
      expect([paused.first?.state, paused.second?.state]).toEqual(["held", "held"])

      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
      await ctx.settled()
      const gone = byStep(await deliveries(ctx, shopper))
      expect([gone.first?.state, gone.second?.state]).toEqual(["sent", "queued"])
      const sent = Date.parse(gone.first?.sent_at ?? "")
      expect(Date.parse(gone.second?.due_at ?? "") - sent).toBeGreaterThan(59 * 60_000)
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)

      // The other way round: the second is due and the first has been held by hand.
      await ctx.knex()("kairos_delivery").where({ step: "first" }).update({
        state: "held",
        reason: "inactive",
        detail: "the automation is paused",
      })
      await ctx
        .knex()("kairos_delivery")
        .where({ step: "second" })
        .update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      expect(byStep(await deliveries(ctx, shopper)).second).toMatchObject({
        state: "held",
        reason: "inactive",
        detail: "the step before it waits: the automation is paused",
      })
    })

    it("end the journey when the event did not come in time and the automation says so", async () => {
      await mailAutomation(ctx, {
        steps: [
          step("first", {
            event: { name: "customer.registered", within_minutes: 60, otherwise: "exit" },
          }),
          step("second", { minutes: 0 }),
        ],
      })
      const shopper = await agreedShopper(ctx, "ivo@exits.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx
        .knex()("kairos_delivery")
        .where({ step: "first" })
        .update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
      const all = byStep(await deliveries(ctx, shopper))
      expect(all.first).toMatchObject({ state: "expired", reason: "expired" })
      expect(all.second).toMatchObject({ state: "cancelled", reason: "expired" })
      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
    })

    it("end when the goal is reached: the rest of the journey is not sent (R4)", async () => {
      await mailAutomation(ctx, {
        trigger: { code: "customer.registered", args: {} },
        goal: { event: "order.placed", within_days: 7 },
        steps: [step("later", { minutes: DAY_MINUTES })],
      })
      const shopper = await agreedShopper(ctx, "jan@goal.example")
      await ctx.settled()
      expect((await deliveries(ctx, shopper))[0]?.state).toBe("queued")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect((await deliveries(ctx, shopper))[0]).toMatchObject({
        state: "cancelled",
        reason: "already_bought",
        detail: expect.stringMatching(/^the goal was reached by order\.placed:/),
      })
    })
  })

  describe("what a person can stop", () => {
    it.each([
      ["everything", "kim@everything.example", { all: true, channels: [] }],
      ["one channel", "kim@channel.example", { all: false, channels: ["email"] }],
    ])("holds %s until it is let go", async (_what, email, stopped) => {
      await settings(ctx, { stopped })
      await mailAutomation(ctx)
      const shopper = await agreedShopper(ctx, email)
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect((await deliveries(ctx, shopper))[0]).toMatchObject({ state: "held", reason: "killed" })
      await settings(ctx, { stopped: { all: false, channels: [] } })
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("is all of a copied database, until somebody says that it is the shop", async () => {
      await ctx
        .knex()("kairos_setting")
        .insert({ key: "installation", value: JSON.stringify("another shop") })
        .onConflict("key")
        .merge()
      await until("the copy to be noticed", async () =>
        ok(await ctx.admin.get("/admin/kairos/settings")).settings.is_copy ? true : null
      )
      await mailAutomation(ctx)
      const shopper = await agreedShopper(ctx, "lea@copy.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect((await deliveries(ctx, shopper))[0]).toMatchObject({
        state: "held",
        reason: "staging",
      })
      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])

      const confirmed = await settings(ctx, { installation: "confirm" })
      expect(confirmed.is_copy).toBe(false)
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })
  })

  describe("the discount for leaving a cart (K7)", () => {
    it("comes once; after that the reminder goes without it, or not at all", async () => {
      const offer = await template(ctx, {
        name: "Your cart",
        body: "<p>Your cart waits.</p>{{#offer}}<p>Take {{coupon.code}}</p>{{/offer}}",
      })
      const bare = await template(ctx, { name: "Only a code", body: "<p>{{coupon.code}}</p>" })
      const recover = { objective: "recover_cart", coupon: true }
      const shopper = await agreedShopper(ctx, "mia@again.example")
      await automation(ctx, { name: "Recover", template_id: offer, ...recover })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      await placeOrder(ctx, { shopper })
      await ctx.settled()

      const [second, first] = await ctx.mailbox().messages(shopper.email)
      const { coupons } = ok(await ctx.storeAs(shopper).get("/store/kairos/coupons"))
      expect(coupons).toHaveLength(1)
      expect(first?.html).toContain(coupons[0].code)
      expect(second?.html).toContain("Your cart waits.")
      expect(second?.html).not.toContain("Take ")

      // Long ago, and used with every other purchase: whoever buys by the code gets the reminder alone.
      const [{ id: used }, { id: also }] = await ctx.knex()("order").select("id").limit(2)
      const old = await ctx.knex()("kairos_coupon").first()
      await ctx
        .knex()("kairos_coupon")
        .where({ id: old.id })
        .update({ created_at: "2026-01-01", status: "redeemed", redeemed_order_id: used })
      const twin = { ...old, id: "kcpn_twin", code: "TWIN", key: "twin", status: "redeemed" }
      await ctx
        .knex()("kairos_coupon")
        .insert({ ...twin, created_at: "2026-01-01", redeemed_order_id: also })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const [third] = await ctx.mailbox().messages(shopper.email)
      expect(third?.html).toContain("Your cart waits.")
      expect(third?.html).not.toContain("Take ")

      await automation(ctx, { name: "Bare", template_id: bare, ...recover })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const refused = (await deliveries(ctx, shopper)).find(({ state }) => state === "refused")
      expect(refused).toMatchObject({
        reason: "budget_spent",
        coupon: null,
        detail: "2 of 4 purchases in the last 365 days came with a discount for leaving a cart",
      })

      // A shop that does not mind gives it, until it wants the first message without.
      const withCode = async () =>
        (await ctx.mailbox().messages(shopper.email)).filter(({ html }) =>
          /[0-9A-Z]{4}-[0-9A-Z]{4}-/.test(html)
        ).length
      const before = await withCode()
      const limit = { max: 9, days: 90, habit: null }
      expect((await settings(ctx, { recovery_discounts: limit })).recovery_discounts).toEqual({
        ...limit,
        reminder_first: false,
      })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      expect(await withCode()).toBe(before + 2)
      await settings(ctx, { recovery_discounts: { ...limit, reminder_first: true } })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const [last] = (await deliveries(ctx, shopper)).filter(({ state }) => state === "refused")
      expect(last?.detail).toBe("the first message about a left cart brings no discount")
      const habit = { purchases: 0, percent: 101, days: 1.5 }
      const wrong = await ctx.admin.post("/admin/kairos/settings", {
        recovery_discounts: { ...limit, habit },
      })
      expect(wrong.status).toBe(400)
      for (const name of ["purchases", "percent", "days"]) {
        expect(wrong.body.message).toContain(`recovery_discounts.habit.${name}: must be a whole`)
      }
    })
  })

  describe("a budget", () => {
    it("lets so many go a day on four workers, and holds the rest with the reason", async () => {
      await mailAutomation(ctx, {
        budget: { deliveries_per_day: 2, discount_per_month: null },
        step: { wait: { minutes: 30 } },
      })
      const shoppers = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => agreedShopper(ctx, `many${n}@budget.example`))
      )
      for (const shopper of shoppers) {
        await placeOrder(ctx, { shopper })
      }
      await ctx.settled()
      await ctx.knex()("kairos_delivery").update({ due_at: ctx.knex().fn.now() })
      await Promise.all([1, 2, 3, 4].map(() => worker(ctx)))
      await ctx.settled()
      const found = ok(await ctx.admin.get("/admin/kairos/deliveries?limit=10")).deliveries
      const states = found.map((one: Delivery) => one.state).sort()
      expect(states).toEqual(["held", "held", "held", "sent", "sent"])
      expect(found.find((one: Delivery) => one.state === "held")).toMatchObject({
        reason: "budget_spent",
        hold: { text: { es: expect.stringContaining("permite 2 al día y hoy ya salieron 2") } },
      })
    })
  })

  describe("bad input", () => {
    it.each<[string, Fields, RegExp]>([
      ["a cap of 0", { caps: [{ max: 0, days: 1 }] }, /caps\.0\.max.*whole number from 1/],
      ["a cap of -1", { caps: [{ max: -1, days: 1 }] }, /caps\.0\.max.*whole number from 1/],
      ["a cap of 1.5", { caps: [{ max: 1.5, days: 1 }] }, /caps\.0\.max.*whole number/],
      [
        "quiet hours that begin when they end",
        { quiet_hours: { from: "21:00", to: "21:00" } },
        /quiet_hours.*begins and ends at 21:00/,
      ],
      [
        "quiet hours at 25:00",
        { quiet_hours: { from: "21:00", to: "25:00" } },
        /quiet_hours.*HH:MM/,
      ],
      [
        "an unknown channel",
        { stopped: { all: false, channels: ["pigeon"] } },
        /stopped\.channels.*"pigeon" is no channel/,
      ],
      ["an installation that is not confirmed", { installation: "yes" }, /installation/],
    ])("refuses %s in the settings", async (_name, body, message) => {
      const answer = await ctx.admin.post("/admin/kairos/settings", body)
      expect(answer.status).toBe(400)
      expect((answer.body as { message: string }).message).toMatch(message)
    })

    it.each<[string, unknown, RegExp]>([
      [
        "two kinds",
        { minutes: 1, until: { time: "09:00" } },
        /exactly one of minutes, until or event/,
      ],
      ["a time that does not exist", { until: { time: "9:00" } }, /until\.time must be HH:MM/],
      [
        "a day that does not exist",
        { until: { date: "2026-02-30" } },
        /until\.date must be a day that exists/,
      ],
      ["no part", { until: {} }, /needs a time, weekdays, a date or a fact/],
      ["a strange weekday", { until: { weekdays: ["monday"] } }, /list out of mon, tue/],
      ["a fact that is no date", { until: { fact: "order.totl" } }, /is no fact that is a date/],
      [
        "an unknown event",
        { event: { name: "order.place", within_minutes: 5 } },
        /did you mean "order\.placed"/,
      ],
      [
        "an event for ever",
        { event: { name: "order.placed" } },
        /within_minutes must be a whole number/,
      ],
      ["a cron", { cron: "0 0 31 2 *" }, /field "cron" is unknown/],
    ])("refuses a wait with %s", async (_name, wait, message) => {
      const answer = await ctx.admin.post("/admin/kairos/automations", {
        name: "Waits",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", wait, actions: [couponAction()] }],
      })
      expect(answer.status).toBe(400)
      expect((answer.body as { message: string }).message).toMatch(message)
    })
  })
}

async function settings(ctx: SuiteContext, body: Fields) {
  return ok(await ctx.admin.post("/admin/kairos/settings", body)).settings
}

/** Quiet hours that began two hours ago and end in three, as the clocks of a zone show it; or later by some hours. */
function aroundNow(timeZone = "Europe/Madrid", later = 0) {
  const clock = (hours: number) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(Date.now() + hours * 3_600_000)
  return { from: clock(later - 2), to: clock(later + 3) }
}

const template = async (ctx: SuiteContext, more: Fields = {}): Promise<string> =>
  (await makeTemplate(ctx.admin, { subject: more.name ?? "Hello", ...more })).id

const step = (key: string, wait: Fields) => ({ key, wait })

/** An automation for order.placed with one mail per step, active from now on. */
async function automation(
  ctx: SuiteContext,
  { template_id, coupon: gives, steps, ...more }: Fields
) {
  const given = (steps as Fields[] | undefined) ?? [{ key: "first", wait: { minutes: 0 } }]
  return activated(ctx.admin, {
    name: "Hello",
    trigger: { code: "order.placed", args: {} },
    ...more,
    steps: given.map((one) => ({
      valid_for_minutes: 2880,
      ...one,
      actions: [...(gives === true ? [couponAction()] : []), mailAction(template_id as string)],
    })),
  })
}

async function mailAutomation(ctx: SuiteContext, { step: first, ...more }: Fields = {}) {
  const steps =
    first === undefined
      ? {}
      : { steps: [{ ...step("first", { minutes: 0 }), ...(first as Fields) }] }
  return automation(ctx, { template_id: await template(ctx), ...steps, ...more })
}

async function deliveries(ctx: SuiteContext, { id }: Shopper): Promise<readonly Delivery[]> {
  return ok(await ctx.admin.get(`/admin/kairos/deliveries?customer_id=${id}&limit=100`)).deliveries
}

const byStep = (all: readonly Delivery[]): Record<string, Delivery | undefined> =>
  Object.fromEntries(all.map((delivery) => [delivery.step, delivery]))

const minutesBetween = (first: Delivery | undefined, second: Delivery | undefined): number =>
  Math.round((Date.parse(second?.due_at ?? "") - Date.parse(first?.due_at ?? "")) / 60_000)

/** A worker that takes one delivery at a time, so that several of them share what is due. */
async function worker(ctx: SuiteContext): Promise<void> {
  const runtime = runtimeOf(ctx.container())
  for (;;) {
    const [row] = await runtime.automation.deliveries.claim(1, 60, [])
    if (row === undefined) {
      return
    }
    await deliverOne(runtime, row, async () => {})
  }
}

/** Whoever left the room to a rival asks again after a minute; here at once, until the cap itself is the answer. */
async function settledButRivals(ctx: SuiteContext): Promise<void> {
  await until("the rivals to be told", async () => {
    await ctx.settled()
    const moved = await ctx
      .knex()("kairos_delivery")
      .where({ state: "held" })
      .whereRaw("hold ->> 'kind' = 'rival'")
      .update({ due_at: ctx.knex().fn.now() })
    return moved === 0 ? true : null
  })
}
