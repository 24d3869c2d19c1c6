import { evaluateConditions } from "../../../src/core/condition/evaluate"
import { flushOutcomes } from "../../../src/workflows/content/record-outcome"
import { ingestEvents } from "../../../src/workflows/ingest/ingest-events"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import { ok, placeOrder, readyCart, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const CONTENT = {
  headline: "Thank you, {{default customer.first_name 'friend'}}",
  body: "Your order {{order.display_id}} is on its way.",
  image_url: null,
  cta: { label: "Shop on", href: "/products" },
  products: { source: "none", ids: [] },
  disclosure: null,
}

/** An order becomes a decision, and the decision a coupon, a mail and a changed page, or nothing. */
export function mainJob(ctx: SuiteContext): void {
  describe("the main job", () => {
    it("sends mail, coupon and content to a customer who agreed, and explains it", async () => {
      const automation = await thankYou(ctx)
      const shopper = await registerShopper(ctx, "ada@agreed.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()

      const [mail] = await ctx.mailbox().messages(shopper.email)
      const { coupons } = ok(await ctx.storeAs(shopper).get("/store/kairos/coupons"))
      expect(coupons).toHaveLength(1)
      expect(mail?.subject).toBe("Thank you, Ada")
      expect(mail?.html).toContain(coupons[0].code)
      expect(mail?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click")
      expect(mail?.headers["List-Unsubscribe"]).toMatch(
        /^<https?:\/\/.+\/kairos\/unsubscribe\?token=.+>$/
      )

      const shown = await contentOf(ctx, ctx.storeAs(shopper))
      expect(shown).toMatchObject({ headline: "Thank you, Ada", coupon: { code: coupons[0].code } })

      const { decisions, count } = ok(
        await ctx.admin.get(`/admin/kairos/decisions?customer_id=${shopper.id}`)
      )
      expect({ count, kind: decisions[0].kind, automation: decisions[0].automation_id }).toEqual({
        count: 1,
        kind: "send",
        automation: automation.id,
      })
      const detail = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
      expect(detail.explanation.headline.en).toMatch(/^Sent/)
      // Message, moment, channel and person of what was sent, and what it came from (001.2, 001.3).
      expect(detail.decision).toMatchObject({ customer_id: shopper.id, event_name: "order.placed" })
      for (const channel of ["email", "on_site"]) {
        expect(detail.deliveries).toContainEqual(
          expect.objectContaining({
            channel,
            step: "first",
            customer_id: shopper.id,
            sent_at: expect.stringMatching(/^\d{4}-.*Z$/),
          })
        )
      }
      expect(
        detail.deliveries
          .map((d: { channel: string; state: string }) => [d.channel, d.state])
          .sort()
      ).toEqual([
        ["email", "sent"],
        ["on_site", "sent"],
      ])
    })

    it("sends and creates nothing for a customer who did not agree, and says so", async () => {
      await thankYou(ctx)
      const shopper = await registerShopper(ctx, "bea@silent.example")
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()

      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
      expect(await ctx.knex()("kairos_coupon").where({ email: shopper.email })).toEqual([])
      expect(await ctx.knex()("kairos_delivery").where({ email: shopper.email })).toEqual([])
      expect(await contentOf(ctx, ctx.storeAs(shopper))).toBeNull()
      const detail = await onlyDecision(ctx, shopper.id)
      expect(detail.decision).toMatchObject({ kind: "skip", reason: "consent_missing" })
      expect(detail.explanation.headline.en).toMatch(/^Not sent, because/)
    })

    it("names the amount that was missing", async () => {
      await thankYou(ctx)
      const shopper = await registerShopper(ctx, "cleo@small.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const { decision, explanation } = await onlyDecision(ctx, shopper.id)
      expect(decision).toMatchObject({ kind: "skip", reason: "condition_false" })
      expect(explanation.headline.en).toContain("€25.00")
      expect(explanation.headline.en).toContain("€40.00")
      expect(decision.trace.failing).toMatchObject({ field: "order.total", operator: ">=" })
    })

    it("does the same for a guest, and shows a guest's offer to nobody who only knows the address", async () => {
      await thankYou(ctx)
      const email = "dora@guest.example"
      await agree(ctx, email)
      const cartId = await readyCart(ctx, { email, items: lamp(ctx) })
      ok(await ctx.store.post(`/store/carts/${cartId}/complete`))
      await ctx.settled()

      expect(await ctx.mailbox().messages(email)).toHaveLength(1)
      expect((await contentOf(ctx, ctx.store, `&cart_id=${cartId}`))?.coupon?.code).toBeTruthy()
      const strangersCart = await readyCart(ctx, { email })
      expect(await contentOf(ctx, ctx.store, `&cart_id=${strangersCart}`)).toBeNull()

      const silent = "eve@guest.example"
      await placeOrder(ctx, { email: silent, items: lamp(ctx) })
      await ctx.settled()
      expect(await ctx.mailbox().messages(silent)).toEqual([])
    })

    it("asks for consent again when it sends: what was withdrawn meanwhile is refused with its reason", async () => {
      await thankYou(ctx, { wait: { minutes: 30 } })
      const shopper = await registerShopper(ctx, "fay@changed.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      ok(
        await ctx.storeAs(shopper).post("/store/kairos/preferences", {
          consents: [
            { purpose: "marketing", channel: "email", granted: false },
            { purpose: "personalisation", channel: "on_site", granted: false },
          ],
        })
      )
      await dueNow(ctx)
      const { rows } = await ctx
        .knex()
        .raw("select state, reason from kairos_delivery order by channel")
      expect(rows).toEqual([
        { state: "refused", reason: "consent_missing" },
        { state: "refused", reason: "consent_missing" },
      ])
      expect(await ctx.mailbox().messages(shopper.email)).toEqual([])
      expect(await ctx.knex()("kairos_coupon")).toEqual([])
      const { deliveries } = ok(await ctx.admin.get("/admin/kairos/deliveries"))
      expect(deliveries[0].because).toEqual({
        en: expect.stringMatching(/^withdrawn on .* UTC \(in the preferences\)$/),
        es: expect.stringMatching(/^retirado el .* UTC \(en las preferencias\)$/),
        pt: expect.stringMatching(/^retirado em .* UTC \(nas preferências\)$/),
      })
    })

    it("holds what is queued while the automation is paused, and sends it once when it is activated", async () => {
      const automation = await thankYou(ctx, { wait: { minutes: 30 } })
      const shopper = await registerShopper(ctx, "gil@paused.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/pause`))
      await dueNow(ctx)
      const states = await ctx.knex()("kairos_delivery").pluck("state")
      expect(states).toEqual(["held", "held"])
      ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
      await dueNow(ctx)
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("decides an event once, however often and by whomever it is reported", async () => {
      await thankYou(ctx)
      const shopper = await registerShopper(ctx, "hal@twice.example")
      await agree(ctx, shopper.email)
      const order = await placeOrder(ctx, { shopper, items: lamp(ctx) })
      const runtime = runtimeOf(ctx.container())
      const again = {
        id: `order.placed:${order.id}`,
        name: "order.placed",
        entity_id: order.id,
        source: "bus",
        occurred_at: new Date(),
      } as const
      await Promise.all(Array.from({ length: 50 }, () => ingestEvents(runtime, [again])))
      await sweepShop(runtime)
      await ctx.settled()
      const counts = await ctx.knex().raw(
        `select (select count(*)::int from kairos_inbox where name = 'order.placed') as inbox,
           (select count(*)::int from kairos_decision) as decisions, (select count(*)::int from kairos_coupon) as coupons`
      )
      expect(counts.rows[0]).toEqual({ inbox: 1, decisions: 1, coupons: 1 })
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("lets a customer enter once per period only, and says when they may again", async () => {
      await thankYou(ctx, {}, { reentry: { kind: "once_per_days", days: 30 } })
      const shopper = await registerShopper(ctx, "ida@again.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      const reasons = await ctx.knex()("kairos_decision").orderBy("decided_at").pluck("reason")
      expect(reasons).toEqual([null, "reentry"])
      expect(await ctx.mailbox().messages(shopper.email)).toHaveLength(1)
    })

    it("finds orders whose event was lost, once", async () => {
      await thankYou(ctx)
      const runtime = runtimeOf(ctx.container())
      await sweepShop(runtime)
      const shopper = await registerShopper(ctx, "jon@lost.example")
      await agree(ctx, shopper.email)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      // As if the bus had lost the event and nothing had come of it.
      await ctx
        .knex()
        .raw(
          "truncate kairos_inbox, kairos_decision, kairos_attempt, kairos_delivery, kairos_coupon"
        )
      await sweepShop(runtime)
      // By this sweep or by the minute's job, which may run beside it.
      expect(await ctx.knex()("kairos_inbox").where({ source: "sweep" })).toHaveLength(2)
      await ctx.settled()
      expect(await ctx.knex()("kairos_decision")).toHaveLength(1)
      expect((await sweepShop(runtime)).found).toBe(0)
    })

    it("records what was shown without a write on the path, and keeps its whole decision", async () => {
      await automationFor(ctx, hello("Hello"))
      const content = await contentOf(ctx, ctx.store)
      expect(content?.headline).toBe("Hello")
      const inSpanish = await contentOf(ctx, ctx.store, "&locale=es-MX")
      expect([inSpanish?.headline, inSpanish?.body]).toEqual(["Hola", "New things are here."])
      expect(inSpanish?.why).toMatch(/ tienda|todo el mundo|todos/)
      const { status, body } = await ctx.store.get("/store/kairos/content", {
        placements: "home-hero",
        locale: "x".repeat(99),
      })
      expect([status, body.message]).toEqual([400, expect.stringMatching(/^locale: /)])
      expect(await ctx.knex()("kairos_decision")).toEqual([])
      for (const kind of ["shown", "shown", "clicked"]) {
        expect(
          (
            await ctx.store.post("/store/kairos/outcomes", {
              decision_id: content?.decision_id,
              kind,
            })
          ).status
        ).toBe(202)
      }
      const exposures = await until("two exposures", async () => {
        const rows = await ctx.knex()("kairos_exposure").orderBy("kind")
        return rows.length === 2 ? rows : null
      })
      const [decision] = await ctx.knex()("kairos_decision")
      expect(exposures.map((row) => [row.kind, row.decision_id])).toEqual([
        ["clicked", decision.id],
        ["shown", decision.id],
      ])
      expect(decision).toMatchObject({ kind: "send", placement: "home-hero", customer_id: null })
      const forged = `${String(content?.decision_id).slice(0, -4)}AAAA`
      expect(
        (await ctx.store.post("/store/kairos/outcomes", { decision_id: forged, kind: "shown" }))
          .status
      ).toBe(400)
    })

    it("greets by name and shows what is new for this person, with their permission (O2)", async () => {
      const greeting = hello("Hello, {{default customer.first_name 'friend'}}")
      const [step] = greeting.steps
      const [show] = step!.actions
      const products = { source: "new_for_you", ids: [] }
      const args = { ...show!.args, content: { ...show!.args.content, products } }
      await automationFor(ctx, { ...greeting, steps: [{ ...step, actions: [{ ...show, args }] }] })
      const shopper = await registerShopper(ctx, "ned@new.example")
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()
      expect(await contentOf(ctx, ctx.storeAs(shopper))).toBeNull()
      await agree(ctx, shopper.email)
      const shown = await until("the greeting", () => contentOf(ctx, ctx.storeAs(shopper)))
      expect(shown.headline).toBe("Hello, Ada")
      const { lamp: bought, mug } = ctx.shop()
      const ids = shown.products.map(({ id }: { id: string }) => id)
      expect([ids.includes(bought.id), ids.includes(mug.id)]).toEqual([false, true])
    })

    it("records for a customer what lost the placement and to what, once a day, and says so live", async () => {
      const greeting = (headline: string, priority: number) =>
        automationFor(ctx, { ...hello(headline), priority })
      const first = await greeting("First", 80)
      const second = await greeting("Second", 50)
      const shopper = await registerShopper(ctx, "lea@outranked.example")
      const why = async (id: string) =>
        ok(await ctx.admin.post(`/admin/kairos/automations/${id}/why`, { customer_id: shopper.id }))
      const show = async (client: Client) => {
        const content = await contentOf(ctx, client)
        expect(content?.headline).toBe("First")
        const shown = { decision_id: content?.decision_id, kind: "shown" }
        expect((await ctx.store.post("/store/kairos/outcomes", shown)).status).toBe(202)
        await flushOutcomes(runtimeOf(ctx.container()))
      }
      // What fills placements is read every two seconds: it may be the test's before.
      await until("its own content", async () =>
        (await contentOf(ctx, ctx.store))?.headline === "First" ? true : null
      )
      for (const client of [ctx.store, ctx.storeAs(shopper), ctx.storeAs(shopper)]) {
        await show(client)
      }

      const { decisions } = ok(
        await ctx.admin.get(`/admin/kairos/decisions?automation_id=${second.id}`)
      )
      expect(decisions).toMatchObject([
        {
          customer_id: shopper.id,
          kind: "skip",
          reason: "outranked",
          placement: "home-hero",
          trace: { score: 50, winner: { automation_id: first.id, score: 80 } },
        },
      ])
      const { explanation } = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
      expect(explanation.headline.en).toBe(
        "Not shown, because another automation came before it, with a priority of 80 against 50"
      )
      expect(await ctx.knex()("kairos_decision").where({ kind: "send" })).toHaveLength(3)
      expect((await why(second.id)).decision).toMatchObject({ kind: "skip", reason: "outranked" })
      expect((await why(first.id)).decision).toMatchObject({ kind: "send", reason: null })
    })

    it("gives every active automation one verdict on an event, which its stored inputs give again", async () => {
      const rule = (field: string, operator: string, value: unknown) => ({ field, operator, value })
      const conditions = [
        [rule("order.total", ">=", 40), rule("customer.has_account", "=", true)],
        [rule("order.total", "<", 40)],
        [rule("order.total", ">", { amount: 10, currency_code: "usd" })],
        [rule("profile.tier", "in", ["A", "B"])],
        [rule("order.skus", "containsAny", ["NONE"]), rule("order.total", ">", 1_000)],
        [rule("customer.country_code", "=", "es")],
        // A line of business, a company and its territory (003.18, V13).
        [
          rule("order.product_types", "containsAny", ["Lighting"]),
          rule("order.product_collections", "containsAll", ["Evenings"]),
          rule("customer.company", "contains", "& Co"),
          rule("customer.province", "=", "es-md"),
          rule("customer.postal_code", "beginsWith", "280"),
        ],
        [rule("profile.days_since_last_order", ">", 30)],
        [rule("customer.created_at", "withinDays", 7), rule("order.item_count", "between", [1, 3])],
      ]
      const ids: string[] = []
      for (const [index, rules] of conditions.entries()) {
        const combinator = index % 3 === 2 ? "or" : "and"
        const more = { conditions: { combinator, rules, not: index % 4 === 3 } }
        ids.push((await thankYou(ctx, {}, { ...more, name: `Number ${index}` })).id)
      }
      const shopper = await registerShopper(ctx, "mia@verdicts.example")
      await inBusiness(ctx, shopper.id)
      await placeOrder(ctx, { shopper, items: lamp(ctx) })
      await ctx.settled()

      const rows = await ctx.knex()("kairos_decision").orderBy("automation_id")
      const business = rows.find((row) => row.automation_id === ids[6])
      expect(business.trace.conditions).toMatchObject({ combinator: "and", result: true })
      expect(rows.map((row) => row.automation_id)).toEqual([...ids].sort())
      expect(new Set(rows.map((row) => row.reason)).size).toBeGreaterThan(2)
      const { catalog, automation } = runtimeOf(ctx.container())
      for (const row of rows) {
        const version = await automation.automations.version(
          row.automation_id,
          row.automation_version
        )
        const again = evaluateConditions(
          version!.definition.conditions,
          catalog.facts,
          (code) => row.trace.values[code] ?? undefined,
          { now: row.decided_at.toISOString(), currency_code: "eur" }
        )
        // As jsonb keeps it: keys have no order there.
        const stored = (value: unknown) =>
          ctx.knex().raw("select ?::jsonb::text as json", [JSON.stringify(value)])
        const [mine, kept] = await Promise.all([
          stored([again.trace, again.failing]),
          stored([row.trace.conditions, row.trace.failing]),
        ])
        expect(mine.rows).toEqual(kept.rows)
      }
    })

    it("keeps personal answers out of every cache", async () => {
      await thankYou(ctx)
      const response = await fetch(`${ctx.address()}/store/kairos/content?placements=home-hero`, {
        headers: { "x-publishable-api-key": ctx.shop().publishable_key },
      })
      expect(response.headers.get("cache-control")).toBe("private, no-store")
      expect(response.headers.get("vary")).toContain("Authorization")
    })

    it("previews for a chosen customer without creating anything", async () => {
      const automation = await thankYou(ctx)
      const shopper = await registerShopper(ctx, "kim@preview.example")
      const { preview } = ok(
        await ctx.admin.post(`/admin/kairos/automations/${automation.id}/preview`, {
          customer_id: shopper.id,
        })
      )
      expect(preview.decision.reason).toBe("consent_missing")
      const mail = preview.messages.find(
        (message: { channel: string }) => message.channel === "email"
      )
      expect(mail.subject).toBe("Thank you, Ada")
      expect(mail.html).toContain(mail.coupon_example)
      for (const table of ["kairos_decision", "kairos_delivery", "kairos_coupon", "notification"]) {
        expect(await ctx.knex()(table)).toEqual([])
      }
    })
  })
}

const lamp = (ctx: SuiteContext) => [{ variant_id: ctx.shop().lamp.variant_id, quantity: 1 }]

async function agree(ctx: SuiteContext, email: string): Promise<void> {
  for (const [purpose, channel] of [
    ["marketing", "email"],
    ["personalisation", "on_site"],
  ]) {
    const body = { email, purpose, channel, source: "checkout", text_version: "test-1" }
    expect((await ctx.store.post("/store/kairos/consents", body)).status).toBe(202)
  }
}

async function automationFor(
  ctx: SuiteContext,
  definition: Record<string, unknown>
): Promise<{ id: string }> {
  await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
  const { automation } = ok(await ctx.admin.post("/admin/kairos/automations", definition))
  ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
  return automation
}

/** Content for everybody, on the request. */
const hello = (headline: string) => ({
  name: headline,
  objective: "inform",
  purpose: "marketing",
  trigger: { code: "placement.requested", args: {} },
  steps: [
    {
      key: "show",
      wait: { minutes: 0 },
      valid_for_minutes: 60,
      conditions: null,
      actions: [
        {
          code: "show_content",
          args: {
            placement: "home-hero",
            content: {
              ...CONTENT,
              headline,
              body: "New things are here.",
              translations: { es: { headline: "Hola" } },
            },
          },
        },
      ],
    },
  ],
})

/** From 40 EUR on: ten percent, a mail and content on the home page. */
async function thankYou(
  ctx: SuiteContext,
  step: Record<string, unknown> = {},
  more: Record<string, unknown> = {}
): Promise<{ id: string }> {
  const { template } = ok(
    await ctx.admin.post("/admin/kairos/templates", {
      name: "Thank you",
      locale: "en",
      purpose: "marketing",
      subject: "Thank you, {{default customer.first_name 'friend'}}",
      body: "<p>Thank you for order {{order.display_id}}. {{#if coupon}}Your code: {{coupon.code}}{{/if}}</p>",
    })
  )
  return automationFor(ctx, {
    name: "Thank you",
    objective: "repeat_purchase",
    purpose: "marketing",
    trigger: { code: "order.placed", args: {} },
    conditions: { combinator: "and", rules: [{ field: "order.total", operator: ">=", value: 40 }] },
    steps: [
      {
        key: "first",
        wait: { minutes: 0 },
        valid_for_minutes: 2880,
        conditions: null,
        ...step,
        actions: [
          {
            code: "issue_coupon",
            args: {
              kind: "percent",
              value: 10,
              minimum: null,
              valid_days: 7,
              next_order_only: true,
            },
          },
          { code: "send_message", args: { channel: "email", template_id: template.id } },
          { code: "show_content", args: { placement: "home-hero", content: CONTENT } },
        ],
      },
    ],
    ...more,
  })
}

type Client = SuiteContext["store"]

async function contentOf(
  ctx: SuiteContext,
  client: Client,
  query = ""
): Promise<Record<string, any> | null> {
  await ctx.settled()
  return ok(await client.get(`/store/kairos/content?placements=home-hero${query}`)).content[
    "home-hero"
  ]
}

async function onlyDecision(ctx: SuiteContext, customerId: string) {
  const { decisions } = ok(await ctx.admin.get(`/admin/kairos/decisions?customer_id=${customerId}`))
  expect(decisions).toHaveLength(1)
  return ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
}

/** Moves time on for what waits, and waits until it is worked off. */
async function dueNow(ctx: SuiteContext): Promise<void> {
  await ctx.knex().raw("update kairos_delivery set due_at = now() where state = 'queued'")
  await ctx.settled()
}

/** Gives the lamp a type and a collection, and the shopper a company with an address. */
async function inBusiness({ admin, shop }: SuiteContext, customer_id: string): Promise<void> {
  const { collection } = ok(await admin.post("/admin/collections", { title: "Evenings" }))
  const { product_type } = ok(await admin.post("/admin/product-types", { value: "Lighting" }))
  ok(
    await admin.post(`/admin/products/${shop().lamp.id}`, {
      collection_id: collection.id,
      type_id: product_type.id,
    })
  )
  ok(await admin.post(`/admin/customers/${customer_id}`, { company_name: " Mia & Co " }))
  ok(
    await admin.post(`/admin/customers/${customer_id}/addresses`, {
      country_code: "es",
      province: "es-md",
      postal_code: "28013",
    })
  )
}
