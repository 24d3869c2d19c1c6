import { Modules } from "@medusajs/framework/utils"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import type { Answer } from "../../support/http-client"
import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  makeTemplate,
} from "../../support/marketer"
import { confirmByMail } from "../../support/confirm-by-mail"
import { ok, placeOrder, readyCart } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const EMAIL = "kanari@canary-7f3a.example"
const NAME = "Kanarienvogelsang"
const PHONE = "+34600773499"
/** In the middle, so that neither a header nor a footer would do. */
const CONTENT_ROUTE = "/store/kairos/content?placements=home-hero"

/** Everything that leaves the process to be read by somebody else than the person and the shop's marketer (B-30, I8). */
type Heard = { readonly logs: string[]; readonly queue: string[] }

export const canariesSuite = (ctx: SuiteContext) =>
  describe("canaries (B-30, C-24, I8)", () => {
    const heard: Heard = { logs: [], queue: [] }
    const stops: (() => void)[] = []
    const secrets = () => [runtimeOf(ctx.container()).options.secret, EMAIL, NAME, PHONE]
    const found = (texts: readonly string[], code?: string) =>
      texts.flatMap((text) =>
        [...secrets(), "kanari", "canary-7f3a", ...(code === undefined ? [] : [code])]
          .filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))
          .map((secret) => `${secret}: ${text.slice(0, 300)}`)
      )

    beforeEach(() => {
      heard.logs.length = 0
      heard.queue.length = 0
      for (const stream of [process.stdout, process.stderr]) {
        const write = stream.write.bind(stream)
        stream.write = ((chunk: unknown, ...rest: never[]) => {
          heard.logs.push(String(chunk))
          return write(chunk as string, ...rest)
        }) as typeof stream.write
        stops.push(() => {
          stream.write = write
        })
      }
      const { logger } = runtimeOf(ctx.container())
      for (const level of ["error", "warn", "info", "debug", "log"] as const) {
        const said = jest.spyOn(logger, level)
        said.mockImplementation((...words: unknown[]) => {
          heard.logs.push(words.map((word) => textOf(word)).join(" "))
        })
        stops.push(() => said.mockRestore())
      }
      const bus = ctx.container().resolve(Modules.EVENT_BUS)
      const emit = bus.emit.bind(bus) as (...args: unknown[]) => Promise<void>
      const spy = jest.spyOn(bus, "emit").mockImplementation(((...args: unknown[]) => {
        heard.queue.push(JSON.stringify(args[0]))
        return emit(...args)
      }) as never)
      stops.push(() => spy.mockRestore())
    })
    afterEach(() => {
      stops.splice(0).forEach((stop) => stop())
    })

    it("of address, phone, name, code and secret are in no log, error, link, queue, count or notification", async () => {
      const { code, errors, links, mail } = await journey()
      const tables = async (table: string, drop: readonly string[] = []) =>
        (await ctx.knex()(table).select("*")).map((row: Record<string, unknown>) =>
          JSON.stringify({ ...row, ...Object.fromEntries(drop.map((name) => [name, null])) })
        )
      // What was listened to was there.
      expect(heard.logs.join("\n")).toContain(
        "tried by somebody who does not own it: coupon kcoup_"
      )
      expect(heard.logs.join("\n")).toContain("could not be sent")
      expect(heard.queue.length).toBeGreaterThan(5)
      expect(errors.length).toBeGreaterThan(20)
      expect(links.length).toBeGreaterThan(2)
      const attempts = await tables("kairos_attempt")
      expect(attempts.length).toBeGreaterThan(0)

      expect(found(heard.logs, code)).toEqual([])
      expect(found(heard.queue, code)).toEqual([])
      expect(found(errors)).toEqual([])
      expect(found(links, code)).toEqual([])
      expect(found(await tables("kairos_rate_limit"), code)).toEqual([])
      expect(found(await tables("kairos_audit"), code)).toEqual([])
      expect(found(await tables("kairos_job_claim"), code)).toEqual([])
      expect(found(attempts, code)).toEqual([])
      // Medusa keeps these for ever; whom it went to is all that delivery needs.
      const notifications = await tables("notification", ["to"])
      expect(found(notifications, code)).toEqual([])
      // The provider got the link that unsubscribes, and nobody else has it.
      expect(mail.headers["List-Unsubscribe"]).toContain("eyJ")
      expect(notifications.length).toBeGreaterThan(1)
      expect(notifications.filter((row) => row.includes("eyJ"))).toEqual([])
    })

    it("of code and links stay out of what is kept of a mail, which is read again as it was sent (A5)", async () => {
      const { code, mail } = await journey()
      const kept = (await ctx.knex()("kairos_kept_message").orderBy("kept_at")).map(textOf)
      expect(kept).toHaveLength(2)
      expect(kept[0]).toContain(NAME)
      expect(mail.html).toContain(code)
      expect(mail.html).toMatch(/href="[^"]*eyJ/)
      const useful = [code, code.replaceAll("-", ""), "eyJ"].filter((one) =>
        kept.join().includes(one)
      )
      expect(useful).toEqual([])

      const { deliveries } = ok(await ctx.admin.get("/admin/kairos/deliveries", { state: "sent" }))
      const { delivery, message, messages_kept_days } = ok(
        await ctx.admin.get(`/admin/kairos/deliveries/${deliveries[0].id}`)
      )
      expect(delivery).toMatchObject({ state: "sent", attempts: [{ outcome: "sent" }] })
      expect(message).toMatchObject({ attempt: 1, locale: "en", subject: mail.subject })
      expect(message.text).toContain(`${NAME}, ••••-••••-••••-${code.slice(-4)} http`)
      expect(message.text).toContain("token=removed")
      expect(message.html).toContain(`<p>${NAME}, ••••`)
      expect(message.html).not.toContain("href")
      expect(messages_kept_days).toBe(90)
      expect(await ctx.admin.get("/admin/kairos/deliveries/kdel_x")).toMatchObject({
        status: 404,
        body: { message: 'delivery "kdel_x" was not found' },
      })
    })

    it("would be found", async () => {
      runtimeOf(ctx.container()).logger.warn(`planted ${EMAIL}`)
      process.stdout.write("")
      expect(found(heard.logs)).not.toEqual([])
      expect(found([JSON.stringify({ data: { phone: PHONE } })])).toHaveLength(1)
    })

    /** Through everything that a person can do and that can go wrong with it. */
    async function journey() {
      await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
      const template = await makeTemplate(ctx.admin, {
        subject: "Hello {{default customer.first_name 'you'}}",
        body: "<p>{{default customer.first_name 'you'}}, {{coupon.code}} {{links.shop}}</p>",
      })
      await activated(ctx.admin, {
        name: "Thanks",
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", actions: [couponAction(), mailAction(template.id)] }],
      })
      const ada = await agreedShopper(ctx, EMAIL)
      const own = ctx.storeAs(ada)
      ok(await own.post("/store/customers/me", { first_name: NAME, phone: PHONE }))
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const [mail] = await until("the mail", async () => {
        const mails = await ctx.mailbox().messages(EMAIL)
        return mails.length > 0 ? mails : null
      })
      const [{ code }] = ok(await own.get("/store/kairos/coupons")).coupons
      const links = [...`${mail!.html} ${mail!.text}`.matchAll(/https?:\/\/[^\s"<>]+/g)].map(
        ([link]) => link
      )
      const unsubscribe = new URL(
        links.find((link) => link.includes("/unsubscribe"))!.replaceAll("&#61;", "=")
      )
      ok(await ctx.anyone.get(unsubscribe.pathname + unsubscribe.search))
      ok(await ctx.anyone.raw("POST", unsubscribe.pathname + unsubscribe.search, "", "text/plain"))
      await refusedNotice()
      const errors = await mistakes(own, code)
      await refusedMail()
      return { code: code as string, errors, links, mail: mail! }

      /** The vendor refuses a mail that asks to confirm, and repeats whom it refuses. */
      async function refusedNotice(): Promise<void> {
        await ctx.mailbox().behave({ mode: "500", times: 1, to: EMAIL })
        ok(await ctx.store.post("/store/kairos/consents", consent(EMAIL)))
        await until(
          "the refusal",
          async () => heard.logs.join().includes("could not be sent") || null
        )
        await ctx.mailbox().behave({ mode: "ok" })
      }

      async function refusedMail(): Promise<void> {
        ok(
          await own.post("/store/kairos/preferences", {
            consents: [{ purpose: "marketing", channel: "email", granted: true }],
          })
        )
        await confirmByMail(ctx, EMAIL)
        await ctx.mailbox().behave({ mode: "400", times: 1, to: EMAIL })
        await placeOrder(ctx, { shopper: ada })
        await ctx.settled()
        await ctx.mailbox().behave({ mode: "ok" })
      }
    }

    const consent = (email: string) => ({
      email,
      purpose: "marketing",
      channel: "email",
      source: "checkout",
      text_version: "1",
    })

    /** Everything that answers with an error though the person's own data is in the question, or behind it. */
    async function mistakes(own: SuiteContext["store"], code: string): Promise<readonly string[]> {
      const cart = await readyCart(ctx, { email: EMAIL })
      const strangers = await readyCart(ctx, { email: "stranger@canaries.example" })
      const store = ctx.store
      const answers: Answer[] = [
        await store.post("/store/kairos/consents", consent(`${EMAIL}@`)),
        await store.post("/store/kairos/consents", consent(`${EMAIL}\u0000`)),
        await store.post("/store/kairos/consents", consent(`a,${EMAIL}`)),
        await store.post("/store/kairos/consents", { ...consent(EMAIL), purpose: "x" }),
        await store.post("/store/kairos/consents", { ...consent(EMAIL), source: "?" }),
        await own.post("/store/kairos/preferences", { locale: 1 }),
        await own.post("/store/kairos/preferences", { topics: [`\u0000${NAME}`] }),
        await own.get("/store/kairos/decisions/kdec_x/why"),
        await store.post("/store/kairos/coupons/check", { code: "", cart_id: cart }),
        await store.post("/store/kairos/coupons/check", { code: "x", cart_id: "cart_x" }),
        await store.post("/store/kairos/carts/recover", { token: "x" }),
        await store.post("/store/kairos/outcomes", { decision_id: "x", kind: "shown" }),
        await store.post("/store/kairos/events", { events: [] }),
        await store.get(`${CONTENT_ROUTE}&locale=${"x".repeat(99)}`),
        await ctx.anyone.get("/kairos/preferences?token=x"),
        await ctx.anyone.get("/admin/kairos/health"),
        await ctx.admin.post("/admin/kairos/consents", { email: EMAIL }),
        await ctx.admin.post("/admin/kairos/suppressions", { email: `${EMAIL}@` }),
        await ctx.admin.get("/admin/kairos/profiles/cus_x"),
        await ctx.admin.post("/admin/kairos/events", { events: [{ email: EMAIL, name: "x" }] }),
        await ctx.admin.post("/admin/kairos/automations", { name: 1 }),
        await ctx.admin.get("/admin/kairos/decisions", { customer_id: "'" }),
      ]
      // A stranger's tries: the answer repeats what they typed, the logs do not.
      await store.post(`/store/carts/${strangers}/promotions`, { promo_codes: [code] })
      await store.post("/store/kairos/coupons/check", { code, cart_id: strangers })
      return answers.map(({ status, body }) => `${status} ${textOf(body)}`)
    }
  })

const textOf = (value: unknown): string =>
  typeof value === "string"
    ? value
    : value instanceof Error
      ? `${value.message} ${value.stack}`
      : JSON.stringify(value)
