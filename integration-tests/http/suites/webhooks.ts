import { generateKeyPairSync } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { httpClient } from "../../support/http-client"
import {
  agreedShopper,
  couponAction,
  mailAction,
  mailAutomation,
  makeTemplate,
} from "../../support/marketer"
import { sendgridEvent, type SendgridEvent, signedHeaders } from "../../support/sendgrid-reports"
import { ok, placeOrder, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const WEBHOOK = "/kairos/webhooks/sendgrid"

/** What SendGrid reports, over HTTP: who may, and what becomes of it. */
export function webhooks(ctx: SuiteContext): void {
  const call = (headers: Readonly<Record<string, string>>, body: string | Buffer) =>
    httpClient(ctx.address, () => ({ ...headers })).raw(
      "POST",
      WEBHOOK,
      body as string,
      "application/json"
    )
  const signed = (body: string, options?: Parameters<typeof signedHeaders>[1]) =>
    call(signedHeaders(body, options), body)
  const report = async (...events: readonly SendgridEvent[]) =>
    ok(await signed(JSON.stringify(events)))
  const reports = () => ctx.knex()("kairos_report")

  describe("the webhook of SendGrid", () => {
    const BODY = JSON.stringify([sendgridEvent("kdel_1", "bounce")])
    const [SIGNATURE, TIMESTAMP] = [
      "X-Twilio-Email-Event-Webhook-Signature",
      "X-Twilio-Email-Event-Webhook-Timestamp",
    ]
    const without = (name: string) => {
      const { [name]: _left, ...headers } = signedHeaders(BODY)
      return headers
    }
    const stranger = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey

    it.each<[string, () => ReturnType<typeof call>]>([
      ["without a signature", () => call(without(SIGNATURE), BODY)],
      ["without a timestamp", () => call(without(TIMESTAMP), BODY)],
      [
        "with a signature that is none",
        () => call({ ...signedHeaders(BODY), [SIGNATURE]: "abc" }, BODY),
      ],
      ["with another's key", () => signed(BODY, { key: stranger })],
      ["with one byte changed", () => call(signedHeaders(BODY), BODY.replace("bounce", "bounge"))],
      [
        "signed over the same JSON, written differently",
        () => call(signedHeaders(BODY), JSON.stringify(JSON.parse(BODY), null, 1)),
      ],
      ["six minutes old", () => signed(BODY, { age: 360 })],
      ["six minutes ahead", () => signed(BODY, { age: -360 })],
      ["with a timestamp that is no number", () => signed(BODY, { timestamp: "now" })],
      [
        "with the timestamp of another time",
        () =>
          call(
            {
              ...signedHeaders(BODY, { age: 10 }),
              [TIMESTAMP]: String(Math.floor(Date.now() / 1000)),
            },
            BODY
          ),
      ],
    ])("refuses a report %s (B-24, IN79, IN80)", async (_name, send) => {
      const answer = await send()
      expect(answer).toMatchObject({ status: 401, body: { type: "unauthorized" } })
      expect(await reports()).toEqual([])
    })

    it("takes one that is four minutes old, ignores what it does not know, and never fails for it", async () => {
      const body = JSON.stringify([sendgridEvent("kdel_1", "bounce"), null, 7, { event: "moon" }])
      expect(ok(await signed(body, { age: 240 }))).toEqual({ taken: 0, ignored: 4 })
      expect(ok(await signed("[]"))).toEqual({ taken: 0, ignored: 0 })
      expect(await signed("{}")).toMatchObject({
        status: 400,
        body: { message: "the body must be a list of events" },
      })
      expect((await signed("[{]")).status).toBe(400)
      expect((await signed("")).status).toBe(400)
      const large = JSON.stringify([sendgridEvent("kdel_1", "open", { x: "y".repeat(1_100_000) })])
      expect((await signed(large)).status).toBe(413)
      expect((await ctx.anyone.get(WEBHOOK)).status).toBe(404)
    })

    it("turns a mail of which nobody knew into a sent one, and never sends it again (A-09)", async () => {
      await mailAutomation(ctx.admin)
      const shopper = await agreedShopper(ctx, "uma@webhook.example")
      await misbehave({ mode: "reset-after-accept", times: 1, to: shopper.email })
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const before = await deliveryOf(shopper)
      expect(before).toMatchObject({ state: "unknown", reports: [] })
      const more = { email: shopper.email }
      expect(
        await report(
          sendgridEvent(before.id, "delivered", { ...more, at: -60 }),
          sendgridEvent(before.id, "open", { ...more, at: -59, sg_machine_open: true }),
          sendgridEvent(before.id, "click", { ...more, at: -10, url: "https://shop.example/a" })
        )
      ).toEqual({ taken: 3, ignored: 0 })
      const after = await deliveryOf(shopper)
      expect(after).toMatchObject({
        state: "sent",
        because: { en: "the provider reported later that it was sent" },
        attempts: [{ outcome: "unknown" }],
        reports: [
          { kind: "delivered", machine: false },
          { kind: "opened", machine: true },
          { kind: "clicked", machine: false },
        ],
      })
      expect(JSON.stringify(after.reports)).not.toContain("shop.example")
      await ctx.settled()
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("goes on the step's next way when one refuses for good, at once or later, where that way may be used (C9)", async () => {
      const { id } = await makeTemplate(ctx.admin)
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "next-way", name: "Next" }))
      const content = { headline: "Thank you", body: "For you." }
      const show = { code: "show_content", args: { placement: "next-way", content } }
      await mailAutomation(ctx.admin, {
        step: { actions: [couponAction(), { ...mailAction(id), otherwise: [show] }] },
      })
      const shopper = async (email: string, seen: boolean) => {
        const one = await agreedShopper(ctx, email)
        const consents = [{ purpose: "personalisation", channel: "on_site", granted: seen }]
        ok(await ctx.storeAs(one).post("/store/kairos/preferences", { consents }))
        return one
      }
      const refused = await shopper("rea@next-way.example", true)
      const alone = await shopper("lea@next-way.example", false)
      const bounced = await shopper("bea@next-way.example", true)
      for (const { email } of [refused, alone]) {
        await misbehave({ mode: "400", times: 1, to: email })
        await placeOrder(ctx, { shopper: email === refused.email ? refused : alone })
        await ctx.settled()
      }
      const because = "E-mail does not reach the person: the provider answered 400"
      const passed = [{ channel: "email", text: { en: because } }]
      const first = await deliveryOf(refused)
      expect(first).toMatchObject({
        channel: "on_site",
        state: "sent",
        passed,
        attempts: [{ outcome: "permanent" }],
        coupon: { status: "open" },
      })
      const shown = ok(
        await ctx.storeAs(refused).get("/store/kairos/content", { placements: "next-way" })
      ).content["next-way"]
      expect(shown).toMatchObject({ ...content, coupon: { code: first.coupon.code } })
      expect(await deliveryOf(alone)).toMatchObject({
        state: "failed",
        reason: null,
        because: { en: "the provider answered 400" },
        passed: [...passed, { channel: "on_site" }],
        coupon: { status: "voided" },
      })

      await placeOrder(ctx, { shopper: bounced })
      await ctx.settled()
      const mailed = await deliveryOf(bounced)
      expect(mailed).toMatchObject({ channel: "email", state: "sent", passed: [] })
      const bounce = sendgridEvent(mailed.id, "bounce", { email: bounced.email, status: "5.1.1" })
      await report(bounce)
      await ctx.settled()
      const gone = sendgridEvent(mailed.id, "dropped", { email: bounced.email })
      await report(gone)
      expect(await deliveryOf(bounced)).toMatchObject({
        channel: "on_site",
        state: "sent",
        passed: [{ channel: "email" }],
        coupon: { code: mailed.coupon.code, status: "open" },
      })
    })

    it("writes to an address no more that does not exist, whatever it is about (B-25)", async () => {
      await mailAutomation(ctx.admin)
      const shopper = await agreedShopper(ctx, "boris@webhook.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const sent = await deliveryOf(shopper)
      expect(sent.state).toBe("sent")
      const about = { email: "Boris@Webhook.example" }
      const bounce = sendgridEvent(sent.id, "bounce", { ...about, status: "5.1.1" })
      await Promise.all(Array.from({ length: 5 }, () => report(bounce, bounce)))
      await report(sendgridEvent(sent.id, "delivered", about))
      expect(await deliveryOf(shopper)).toMatchObject({
        state: "failed",
        because: { es: "la dirección no existe, según su servidor" },
      })
      const { suppressions } = ok(
        await ctx.admin.get("/admin/kairos/suppressions", { email: shopper.email })
      )
      expect(suppressions).toMatchObject([
        {
          email: shopper.email,
          channel: "email",
          cause: "hard_bounce",
          source: "sendgrid",
          until: null,
        },
      ])
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const { decisions } = ok(
        await ctx.admin.get("/admin/kairos/decisions", { customer_id: shopper.id, limit: 1 })
      )
      expect(decisions[0]).toMatchObject({ kind: "skip", reason: "suppressed" })
      // A person may ask for another try; the address is asked about again.
      ok(await ctx.admin.post(`/admin/kairos/deliveries/${sent.id}/retry`))
      await ctx.settled()
      expect(await deliveryOf(shopper, sent.id)).toMatchObject({
        state: "refused",
        reason: "suppressed",
      })
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })
  })

  describe("the webhook of SendGrid and what people think of the mails (B-26)", () => {
    /** So many marketing mails that were delivered, and reports of spam about the first of them. */
    const week = async (delivered: number, complained: number) => {
      await ctx.knex().raw(
        `insert into kairos_delivery (id, key, decision_id, automation_id, automation_version, event_id, customer_id, email,
           step, channel, purpose, action, state, due_at, expires_at, attempts, sent_at)
         select 'kdel_judged_' || n, 'judged' || n, 'd' || n, 'a', 1, 'e', 'c' || n, 'judged' || n || '@webhook.example',
           'first', 'email', 'marketing', '{}', 'sent', now(), now(), 1, now() from generate_series(1, ?::int) n`,
        [delivered]
      )
      const about = (kind: string, n: number) =>
        sendgridEvent(`kdel_judged_${n}`, kind, { email: `judged${n}@webhook.example` })
      const numbers = Array.from({ length: delivered }, (_, i) => i + 1)
      await report(...numbers.map((n) => about("delivered", n)))
      await report(...numbers.slice(0, complained).map((n) => about("spamreport", n)))
    }
    const health = async () => ok(await ctx.admin.get("/admin/kairos/health")).health
    const audited = () =>
      ctx.knex()("kairos_audit").where({ entity: "channel" }).orderBy("id").pluck("action")

    it("warns above one in a thousand and stops nothing", async () => {
      await week(900, 2)
      const { status, provider, problems } = await health()
      expect(status).toBe("warning")
      expect(provider[0]).toMatchObject({
        name: "kairos-mailbox",
        sends_headers: true,
        reports: { verified: true, last_day: 902, last_at: expect.any(String) },
        complaints: { delivered: 900, complained: 2, stopped_since: null },
      })
      expect(problems.map(({ en }: { en: string }) => en).join()).toContain(
        "2 of 900 marketing mails of the last 7 days were reported as spam"
      )
      expect(await audited()).toEqual([])
    })

    it("stops marketing above three in a thousand, not service, until somebody lets it go on", async () => {
      await mailAutomation(ctx.admin)
      const owed = await makeTemplate(ctx.admin, { purpose: "service", subject: "Owed" })
      await mailAutomation(ctx.admin, {
        name: "Owed",
        purpose: "service",
        step: { actions: [mailAction(owed.id)] },
      })
      await week(200, 1)
      expect(await audited()).toEqual(["stop_marketing"])
      const shopper = await agreedShopper(ctx, "vera@webhook.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const subjects = async () =>
        (await ctx.mailbox().messages(shopper.email)).map(({ subject }) => subject).sort()
      expect(await subjects()).toEqual(["Owed"])
      const { deliveries } = ok(
        await ctx.admin.get("/admin/kairos/deliveries", { customer_id: shopper.id, state: "held" })
      )
      expect(deliveries).toMatchObject([
        { reason: "killed", because: { pt: expect.stringContaining("marcaram como spam") } },
      ])
      const failing = await health()
      expect(failing.status).toBe("failing")
      expect(failing.provider[0].complaints.stopped_since).toEqual(expect.any(String))
      expect(failing.problems.map(({ es }: { es: string }) => es).join()).toContain(
        "1 de 200 correos se marcaron como spam"
      )

      ok(await ctx.admin.post("/admin/kairos/channels/email/resume"))
      await ctx.settled()
      expect(await subjects()).toEqual(["Hello", "Owed"])
      expect(await audited()).toEqual(["stop_marketing", "resume_marketing"])
      // What was judged is not held against it once more.
      await report(sendgridEvent("kdel_judged_9", "open"))
      expect((await health()).provider[0].complaints).toEqual({
        delivered: 0,
        complained: 0,
        stopped_since: null,
      })
      expect((await ctx.admin.post("/admin/kairos/channels/email/resume")).status).toBe(404)
    })
  })

  describe("the webhook of SendGrid aside, a provider that sends no headers", () => {
    type Provider = { constructor: { sendsHeaders?: boolean } }
    type Module = {
      notificationProviderService_: {
        getProviderForChannels: (channel: string) => Promise<{ id: string }>
        retrieveProviderRegistration: (id: string) => Provider
      }
    }
    const provider = async () => {
      const { notificationProviderService_: providers } = ctx
        .container()
        .resolve(Modules.NOTIFICATION) as unknown as Module
      const { id } = await providers.getProviderForChannels("email")
      return providers.retrieveProviderRegistration(id).constructor
    }
    afterEach(async () => {
      ;(await provider()).sendsHeaders = true
    })

    it("brings what is owed, and no marketing", async () => {
      ;(await provider()).sendsHeaders = false
      await mailAutomation(ctx.admin)
      const owed = await makeTemplate(ctx.admin, { purpose: "service", subject: "Owed" })
      await mailAutomation(ctx.admin, {
        name: "Owed",
        purpose: "service",
        step: { actions: [mailAction(owed.id)] },
      })
      const shopper = await agreedShopper(ctx, "wim@webhook.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const mails = await ctx.mailbox().messages(shopper.email)
      expect(mails.map(({ subject }) => subject)).toEqual(["Owed"])
      const { deliveries } = ok(
        await ctx.admin.get("/admin/kairos/deliveries", {
          customer_id: shopper.id,
          state: "refused",
        })
      )
      expect(deliveries).toMatchObject([
        {
          reason: "unavailable",
          because: { en: expect.stringContaining("does not say that it sends headers") },
        },
      ])
      const { health } = ok(await ctx.admin.get("/admin/kairos/health"))
      expect(health.provider[0].sends_headers).toBe(false)
      expect(health.problems.map(({ en }: { en: string }) => en).join()).toContain(
        "set the option emailHeaders"
      )
    })
  })

  const misbehave = async (behaviour: object): Promise<void> => {
    const response = await fetch(`${ctx.mailbox().url}/behaviour`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(behaviour),
    })
    expect(response.status).toBe(200)
  }
  const deliveryOf = async (shopper: Shopper, id?: string) => {
    const { deliveries } = ok(
      await ctx.admin.get("/admin/kairos/deliveries", { customer_id: shopper.id })
    )
    return deliveries.find((one: { id: string }) => id === undefined || one.id === id)
  }
}
