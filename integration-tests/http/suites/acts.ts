import type * as Subscriber from "../../../src/subscribers/kairos-triggers"
import { agreedShopper, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const STATES = ["sent", "unknown", "queued", "held", "sending"] as const
type State = (typeof STATES)[number]

/** As quiet hours hold a message. */
const HOLD = JSON.stringify({ kind: "quiet_hours", until: new Date(Date.now() + 3_600_000) })

/** F42: what a person does about a delivery counts in whatever state it is, and F40: who hears twice does it once. */
export const actsSuite = (ctx: SuiteContext) =>
  describe("a pause, a withdrawal and an erasure", () => {
    afterEach(() => ctx.mailbox().behave({ mode: "ok" }))

    const deliveries = () => ctx.knex()("kairos_delivery")
    const ids = new Map<State, string>()
    const shoppers = new Map<State, Shopper>()
    let automation: { readonly id: string }
    let round = 0

    /** One delivery in each state, each of a person of its own. */
    beforeEach(async () => {
      // The mailbox keeps what earlier tests sent.
      round += 1
      automation = (await mailAutomation(ctx.admin)).automation
      for (const state of STATES) {
        shoppers.set(state, await agreedShopper(ctx, `${state}-${round}@acts.example`))
      }
      await ctx.settled()
      for (const state of STATES) {
        await bring(state)
      }
    })

    async function bring(state: State): Promise<void> {
      const shopper = shoppers.get(state)!
      const mode = { unknown: "reset-after-accept", queued: "500", held: "500", sending: "hang" }
      await ctx
        .mailbox()
        .behave(state === "sent" ? { mode: "ok" } : { mode: mode[state], to: shopper.email })
      await placeOrder(ctx, { shopper })
      const reached = state === "held" ? "queued" : state
      const { id } = await until(`a delivery that is ${reached}`, async () => {
        const row = await deliveries().where({ customer_id: shopper.id }).first()
        const tried = reached !== "queued" || row?.attempts === 1
        const begun = reached !== "sending" || row?.send_started_at
        return row?.state === reached && tried && begun ? row : null
      })
      ids.set(state, id)
      const later = ctx.knex().raw("now() + interval '1 hour'")
      if (state === "queued") {
        await deliveries().where({ id }).update({ due_at: later })
      }
      if (state === "held") {
        await deliveries()
          .where({ id })
          .update({ state, reason: "quiet_hours", hold: HOLD, due_at: later })
      }
    }

    /** The provider is well again, and the time of everything has come. */
    async function goOn(): Promise<void> {
      await ctx.mailbox().behave({ mode: "ok" })
      await deliveries()
        .whereIn("state", ["queued", "held"])
        .update({ due_at: ctx.knex().fn.now() })
      await ctx.settled()
    }
    const statesNow = async () => {
      const rows = await deliveries().select("id", "state", "reason")
      return Object.fromEntries(
        STATES.map((state) => {
          const row = rows.find(({ id }) => id === ids.get(state))
          return [state, row.reason === null ? row.state : `${row.state} ${row.reason}`]
        })
      )
    }
    const mails = async () => {
      const counts: [State, number][] = []
      for (const state of STATES) {
        counts.push([state, (await ctx.mailbox().messages(shoppers.get(state)!.email)).length])
      }
      return Object.fromEntries(counts)
    }
    /** What had left has left, once; the call that hung was cut off, and nobody knows whether it arrived. */
    const LEFT = { sent: 1, unknown: 1, sending: 0 }

    it("of the automation holds what had not left, and lets it go once when it is active again", async () => {
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/pause`))
      await goOn()
      expect(await statesNow()).toMatchObject({
        sent: "sent",
        queued: "held inactive",
        held: "held inactive",
      })
      expect(await mails()).toEqual({ ...LEFT, queued: 0, held: 0 })
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
      await goOn()
      expect(await mails()).toEqual({ ...LEFT, queued: 1, held: 1 })
    })

    it("of the person refuse what had not left, with the reason", async () => {
      for (const shopper of shoppers.values()) {
        const consents = [{ purpose: "marketing", channel: "email", granted: false }]
        ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", { consents }))
      }
      await goOn()
      expect(await statesNow()).toMatchObject({
        sent: "sent",
        queued: "refused consent_missing",
        held: "refused consent_missing",
      })
      expect(await mails()).toEqual({ ...LEFT, queued: 0, held: 0 })
    })

    it("of all that is held about a person end it, whatever state it is in, and nothing comes after", async () => {
      for (const { id } of shoppers.values()) {
        const body = { customer_id: id, reason: "requested" }
        const { receipt } = ok(await ctx.admin.post(`/admin/kairos/profiles/${id}/erase`, body))
        expect(receipt.verification.hits).toEqual([])
      }
      await goOn()
      expect(await statesNow()).toMatchObject({
        queued: "cancelled objected",
        held: "cancelled objected",
      })
      expect(await mails()).toEqual({ ...LEFT, queued: 0, held: 0 })
      const rows = await deliveries().select("*")
      expect(JSON.stringify(rows)).not.toContain("acts.example")
      expect(rows.filter(({ locked_until }) => locked_until !== null)).toEqual([])
    })

    it("are not needed where a subscriber is registered twice: one row, one decision, one mail (F40)", async () => {
      const { default: kairosTriggers } =
        require("../../../src/subscribers/kairos-triggers") as typeof Subscriber
      await ctx.mailbox().behave({ mode: "ok" })
      const shopper = await agreedShopper(ctx, "twice@acts.example")
      const order = await placeOrder(ctx, { shopper })
      const told = { event: { name: "order.placed", data: { id: order.id } } }
      await Promise.all(
        Array.from({ length: 4 }, () =>
          kairosTriggers({ ...told, container: ctx.container(), pluginOptions: {} })
        )
      )
      await ctx.settled()
      const inbox = await ctx.knex()("kairos_inbox").where({ entity_id: order.id })
      const decisions = await ctx.knex()("kairos_decision").where({ event_id: inbox[0].id })
      expect([inbox.length, decisions.length]).toEqual([1, 1])
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })
  })
