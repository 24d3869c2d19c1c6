import { Modules } from "@medusajs/framework/utils"
import { httpClient } from "../../support/http-client"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

/** The definitions of examples/extend, given through the plugin's options, from the catalog to the phone. */
export const extendingSuite = (ctx: SuiteContext) =>
  describe("a shop's own definitions", () => {
    const phone = "+34600111222"
    const texts = async () => (await ctx.mailbox().messages(phone)).length

    const automation = async (more: Record<string, unknown> = {}) => {
      const { template } = ok(
        await ctx.admin.post("/admin/kairos/templates", {
          name: "Sorry",
          locale: "en",
          purpose: "marketing",
          subject: "From us",
          body: "<p>Thank you for your patience, {{default customer.first_name 'friend'}}. Your points: {{default facts.customer_loyalty_points 'none'}}.</p>",
        })
      )
      const definition = {
        name: "After a ticket",
        objective: "apologise",
        purpose: "marketing",
        trigger: { code: "support.ticket_closed", args: {} },
        conditions: {
          combinator: "and",
          rules: [{ field: "customer.loyalty_points", operator: ">=", value: 100 }],
        },
        steps: [
          {
            key: "first",
            wait: { minutes: 0 },
            valid_for_minutes: 60,
            conditions: null,
            actions: [
              { code: "send_message", args: { channel: "sms", template_id: template.id } },
              { code: "add_loyalty_points", args: { points: 25 } },
            ],
          },
        ],
        reentry: { kind: "always" },
        ...more,
      }
      const made = ok(await ctx.admin.post("/admin/kairos/automations", definition)).automation
      ok(await ctx.admin.post(`/admin/kairos/automations/${made.id}/activate`))
      return made
    }

    // The condition asks for the customer's own history, so what goes into the account needs consent to personalisation.
    const shopper = async (email: string, agrees: readonly string[] = ["sms", "on_site"]) => {
      const found = await registerShopper(ctx, email)
      await customers().updateCustomers(found.id, { phone })
      for (const channel of agrees) {
        const purpose = channel === "sms" ? "marketing" : "personalisation"
        const body = { email, purpose, channel, source: "checkout", text_version: "test-1" }
        expect((await ctx.store.post("/store/kairos/consents", body)).status).toBe(202)
      }
      return found
    }
    const customers = () => ctx.container().resolve(Modules.CUSTOMER)
    const close = async (data: Record<string, unknown>) => {
      const bus = ctx.container().resolve(Modules.EVENT_BUS)
      await bus.emit({ name: "support.ticket_closed", data })
      // Emitting does not wait for who listens: until the event lies in the inbox there is nothing to wait for.
      const noted = () => ctx.knex()("kairos_inbox").where({ entity_id: data.id }).first("id")
      await until("the event to be noted", noted)
      await ctx.settled()
    }

    it("stand in the catalog that the builder reads, in three languages", async () => {
      const { catalog } = ok(await ctx.admin.get("/admin/kairos/catalog"))
      const trigger = catalog.triggers.find((t: any) => t.code === "support.ticket_closed")
      expect(trigger.label.pt).toBe("Chamado encerrado")
      expect(trigger.facts).toContain("customer.loyalty_points")
      expect(catalog.channels).toContainEqual({ code: "sms", label: expect.anything() })
      const message = catalog.actions.find((a: any) => a.code === "send_message")
      expect(message.args[0].options.map((o: any) => o.value)).toEqual(["email", "sms"])
      const variables = catalog.facts.flatMap(({ variable }: any) => variable ?? [])
      expect(variables).toEqual(["facts.customer_loyalty_points"])
      const points = catalog.actions.find((a: any) => a.code === "add_loyalty_points")
      expect(points.makes).toBe("delivery")
    })

    it("bring a message to the phone, and points into the account, once", async () => {
      const made = await automation()
      expect(made.sentence.en).toMatch(
        /^When a support ticket is closed, if the loyalty points is at least 100: at once send the message “Sorry” by SMS and add 25 loyalty points\./
      )
      const ada = await shopper("ada@ticket.example")
      const ticket = { id: "ticket_1", customer_id: ada.id, loyalty_points: 120, secret: { a: 1 } }
      await close(ticket)
      await close(ticket)

      const [text, ...more] = await ctx.mailbox().messages(phone)
      expect(more).toEqual([])
      expect(text).toMatchObject({ subject: "From us", html: "" })
      expect(text!.text).toMatch(
        /^Thank you for your patience, Ada\. Your points: 120\. Stop: http\S+unsubscribe/
      )
      const { metadata } = await customers().retrieveCustomer(ada.id)
      expect(metadata).toMatchObject({ loyalty_points: 25 })
      const [event] = await ctx.knex()("kairos_inbox").where({ name: "support.ticket_closed" })
      expect(event.snapshot.properties).toEqual({ loyalty_points: 120 })
      const states = await ctx.knex()("kairos_delivery").orderBy("channel").pluck("state")
      expect(states).toEqual(["sent", "sent"])

      // The link in the text message stops text messages, and nothing else.
      const link = /Stop: (\S+)/.exec(text!.text)![1]!
      const response = await fetch(ctx.address() + link.slice(link.indexOf("/kairos/")), {
        method: "POST",
      })
      expect(response.status).toBe(200)
      const withdrawn = await ctx.knex()("kairos_consent").where({ granted: false })
      expect(withdrawn.map(({ purpose, channel }) => [purpose, channel])).toEqual([
        ["marketing", "sms"],
      ])
    })

    it("decide by the fact, and send nothing without consent or a number", async () => {
      await automation()
      const before = await texts()
      const few = await shopper("few@ticket.example")
      await close({ id: "ticket_2", customer_id: few.id, loyalty_points: 99 })
      const silent = await shopper("silent@ticket.example", ["on_site"])
      await close({ id: "ticket_3", customer_id: silent.id, loyalty_points: 200 })
      const reasons = await ctx.knex()("kairos_decision").orderBy("decided_at").pluck("reason")
      expect(reasons[0]).toBe("condition_false")
      const rows = await ctx.knex()("kairos_delivery").orderBy("channel")
      expect(rows.map(({ channel, state, reason }) => [channel, state, reason])).toEqual([
        ["account", "sent", null],
        ["sms", "refused", "consent_missing"],
      ])
      expect(await texts()).toBe(before)
    })

    it("take the first channel that reaches the person, and say why one was skipped (C9)", async () => {
      const { template } = ok(
        await ctx.admin.post("/admin/kairos/templates", {
          name: "Points",
          locale: "en",
          purpose: "marketing",
          subject: "Your points",
          body: "<p>They are there.</p>",
        })
      )
      const message = (channel: string) => ({
        code: "send_message",
        args: { channel, template_id: template.id },
      })
      const show = {
        code: "show_content",
        args: {
          placement: "points",
          content: { headline: "Your points", body: "They are there." },
        },
      }
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "points", name: "Points" }))
      const ways = { ...message("sms"), otherwise: [message("email"), show] }
      const made = await automation({
        conditions: null,
        steps: [{ key: "first", valid_for_minutes: 60, actions: [ways] }],
      })
      expect(made.steps[0].actions[0]).toMatchObject(ways)
      expect(made.sentence.en).toContain("by SMS or, where that cannot reach them, send the e-mail")

      const agree = async (email: string, channel: string, purpose = "marketing") =>
        ok(
          await ctx.store.post("/store/kairos/consents", {
            email,
            purpose,
            channel,
            source: "checkout",
            text_version: "test-1",
          })
        )
      const mailed = await registerShopper(ctx, "mailed@ways.example")
      await agree(mailed.email, "email")
      await agree(mailed.email, "sms")
      const shown = await registerShopper(ctx, "shown@ways.example")
      await agree(shown.email, "on_site", "personalisation")
      await close({ id: "way_1", customer_id: mailed.id })
      await close({ id: "way_2", customer_id: shown.id })

      expect(await ctx.mailbox().messages(mailed.email)).toHaveLength(1)
      const listed = async (id: string) =>
        ok(await ctx.admin.get(`/admin/kairos/deliveries?customer_id=${id}`)).deliveries
      expect(await listed(mailed.id)).toMatchObject([
        {
          channel: "email",
          state: "sent",
          passed: [
            {
              channel: "sms",
              text: { es: "SMS no llega a la persona: no hay dirección para este canal" },
            },
          ],
        },
      ])
      expect(await listed(shown.id)).toMatchObject([
        { channel: "on_site", state: "sent", passed: [{ channel: "sms" }, { channel: "email" }] },
      ])
      const content = ok(await ctx.storeAs(shown).get("/store/kairos/content?placements=points"))
      expect(content.content.points).toMatchObject({ headline: "Your points" })
      const decision = (await listed(mailed.id))[0].decision_id
      const { explanation } = ok(await ctx.admin.get(`/admin/kairos/decisions/${decision}`))
      expect(explanation.lines.map((line: any) => line.text.en)).toContain(
        "E-mail instead of SMS, because there is no address for it"
      )

      // Asked again when it is due: who gave a number meanwhile is reached there.
      ok(await ctx.admin.post(`/admin/kairos/automations/${made.id}/pause`))
      const later = await registerShopper(ctx, "later@ways.example")
      await agree(later.email, "email")
      await agree(later.email, "sms")
      ok(await ctx.admin.post(`/admin/kairos/automations/${made.id}/activate`))
      await ctx.admin.post("/admin/kairos/settings", { stopped: { all: true, channels: [] } })
      await close({ id: "way_3", customer_id: later.id })
      expect(await listed(later.id)).toMatchObject([{ channel: "email", state: "held" }])
      await customers().updateCustomers(later.id, { phone })
      const before = await texts()
      ok(await ctx.admin.post("/admin/kairos/settings", { stopped: { all: false, channels: [] } }))
      await ctx.settled()
      expect(await listed(later.id)).toMatchObject([{ channel: "sms", state: "sent", passed: [] }])
      expect(await texts()).toBe(before + 1)
    })

    it("are reached by other systems, which report over HTTP with a secret key", async () => {
      const made = await automation()
      const ada = await shopper("cleo@ticket.example")
      const key = ok(
        await ctx.admin.post("/admin/api-keys", { title: "Help desk", type: "secret" })
      ).api_key.token
      const desk = httpClient(ctx.address, () => ({
        authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
      }))
      const event = (more: object) => ({
        id: "ticket_9",
        name: "support.ticket_closed",
        email: "Cleo@ticket.example",
        occurred_at: new Date(),
        properties: { loyalty_points: 120 },
        ...more,
      })
      const report = (...events: object[]) => desk.post("/admin/kairos/events", { events })
      const first = await report(
        event({}),
        event({}),
        event({ id: "ticket_10", email: "nobody@ticket.example" }),
        event({ id: "ticket_11", customer_id: "cus_none" }),
        event({ name: "order.placed" })
      )
      expect([first.status, first.body]).toEqual([
        202,
        {
          accepted: 1,
          duplicates: 1,
          rejected: [
            { index: 2, message: "email: no customer of this shop has this address" },
            { index: 3, message: "customer_id: there is no such customer in this shop" },
            { index: 4, message: expect.stringMatching(/^name: expected an event of a trigger/) },
          ],
        },
      ])
      expect((await report(event({}))).body).toEqual({ accepted: 0, duplicates: 1, rejected: [] })
      expect(ok(await report(event({ id: "old", occurred_at: "2024-01-01" }))).accepted).toBe(1)
      await ctx.settled()
      const decisions = await ctx.knex()("kairos_decision").orderBy("decided_at")
      expect(decisions.map((one) => [one.automation_id, one.customer_id, one.reason])).toEqual([
        [made.id, ada.id, null],
        [made.id, ada.id, "too_old"],
      ])
      expect((await ctx.anyone.post("/admin/kairos/events", { events: [event({})] })).status).toBe(
        401
      )
    })

    it("find the person of an event that names an address only", async () => {
      await automation()
      const ben = await shopper("ben@ticket.example")
      await close({ id: "ticket_4", email: "Ben@Ticket.example", loyalty_points: 100 })
      const [decision] = await ctx.knex()("kairos_decision")
      expect(decision).toMatchObject({ customer_id: ben.id, kind: "send" })
    })
  })
