import { gzipSync } from "node:zlib"
import { readProfile } from "../../../src/read-models/person"
import { findMoments } from "../../../src/workflows/moments/find-moments"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { httpClient } from "../../support/http-client"
import { ok, placeOrder, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import { until } from "../../support/until"
import type { SuiteContext } from "../../support/suite-context"

const VISITOR = "vis_0123456789abcdef0123456789abcdef"
const ALLOWED = "storage,profiling"
const EVENTS = "/store/kairos/events"

export function behaviour(ctx: SuiteContext): void {
  describe("behaviour", () => {
    const now = () => new Date(Date.now()).toISOString()
    const event = (id: string, more: object = {}) => ({
      id,
      name: "page_viewed",
      occurred_at: now(),
      properties: { path: "/products" },
      ...more,
    })
    const batch = (events: readonly unknown[], more: object = {}) => ({
      visitor_id: VISITOR,
      consent: ALLOWED,
      events,
      ...more,
    })
    const withHeaders = (headers: Record<string, string>, token?: string) =>
      httpClient(ctx.address, () => ({
        "x-publishable-api-key": ctx.shop().publishable_key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      }))
    const stored = () =>
      ctx.knex()("kairos_behaviour").select("id", "customer_id", "name").orderBy("id")
    const visitors = () => ctx.knex()("kairos_visitor").select("visitor_id", "customer_id")

    it("keeps what a visitor did, once, and sets no cookie", async () => {
      const answer = await ctx.store.post(EVENTS, batch([event("a"), event("b"), event("a")]))
      expect(answer).toMatchObject({
        status: 202,
        body: { accepted: 2, duplicates: 1, rejected: [] },
      })
      expect(answer.headers.get("set-cookie")).toBeNull()
      const again = batch([
        event("a", { occurred_at: new Date(Date.now() - 60_000).toISOString() }),
      ])
      expect(ok(await ctx.store.post(EVENTS, again))).toEqual({
        accepted: 0,
        duplicates: 1,
        rejected: [],
      })
      expect((await stored()).map(({ id }) => id)).toEqual(["a", "b"])
      expect(await visitors()).toEqual([{ visitor_id: VISITOR, customer_id: null }])
    })

    it.each([
      ["nothing", undefined],
      ["storage alone", "storage"],
      ["profiling alone", "profiling"],
      ["a list without profiling", ["storage"]],
      ["something else", "marketing"],
    ])("keeps nothing where %s was allowed", async (_, consent) => {
      const answer = await ctx.store.post(EVENTS, batch([event("a")], { consent }))
      expect(answer).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 0 } })
      expect(answer.headers.get("set-cookie")).toBeNull()
      expect(answer.body.rejected[0].message).toContain("consent")
      expect([await stored(), await visitors()]).toEqual([[], []])
    })

    it.each([
      ["0", 1],
      ["true", 1],
      ["1;a", 1],
      ["1, 1", 1],
      ["1", 0],
      [" 1 ", 0],
    ])("with Sec-GPC %j keeps %d", async (value, count) => {
      for (const name of ["Sec-GPC", "sec-gpc"]) {
        const body = batch([event(name)])
        const answer = await withHeaders({ [name]: value }).post(EVENTS, body)
        expect(answer).toMatchObject({ status: 202, body: { accepted: count } })
      }
      expect(await stored()).toHaveLength(count * 2)
    })

    it("needs no visitor's id where none may be stored", async () => {
      const answer = await ctx.store.post(EVENTS, { events: [event("a")] })
      expect(answer).toMatchObject({ status: 202, body: { accepted: 0 } })
      expect(await stored()).toEqual([])
    })

    it("takes a logged-in customer's signal as an opt-out, once, and shows it", async () => {
      const ada = await registerShopper(ctx, "ada@shop.example")
      const choice = (body: any, purpose: string) =>
        body.preferences.consents.find((one: { purpose: string }) => one.purpose === purpose)
      await ctx.storeAs(ada).post(EVENTS, batch([event("a")]))
      expect(await visitors()).toEqual([{ visitor_id: VISITOR, customer_id: ada.id }])

      const signalling = withHeaders({ "Sec-GPC": "1" }, ada.token)
      const shown = ok(await signalling.get("/store/kairos/preferences"))
      expect(choice(shown, "sharing")).toMatchObject({ granted: false, source: "gpc" })
      expect(choice(shown, "profiling")).toMatchObject({ granted: false, source: "gpc" })
      expect([await stored(), await visitors()]).toEqual([[], []])

      ok(
        await signalling.post("/store/kairos/preferences", {
          consents: [{ purpose: "profiling", channel: "on_site", granted: true }],
        })
      )
      const after = ok(await signalling.get("/store/kairos/preferences"))
      expect(choice(after, "profiling")).toMatchObject({ granted: true, source: "preferences" })
      const evidence = await ctx.knex()("kairos_consent").where({ source: "gpc" })
      expect(evidence.map(({ purpose }) => purpose).sort()).toEqual(["profiling", "sharing"])
    })

    it("takes the signal on content as well", async () => {
      const ada = await registerShopper(ctx, "ada@shop.example")
      const signalling = withHeaders({ "sec-gpc": "1" }, ada.token)
      ok(await signalling.get("/store/kairos/content", { placements: "home-hero" }))
      expect(await ctx.knex()("kairos_consent").where({ source: "gpc" })).toHaveLength(2)
    })

    it("links whoever logs in, and forgets all of it when they object", async () => {
      const ada = await registerShopper(ctx, "ada@shop.example")
      ok(await ctx.store.post(EVENTS, batch([event("a")])))
      ok(await ctx.storeAs(ada).post(EVENTS, batch([event("b", { name: "logged_in" })])))
      expect((await stored()).map(({ customer_id }) => customer_id)).toEqual([ada.id, ada.id])
      const object = (granted: boolean) =>
        ctx.storeAs(ada).post("/store/kairos/preferences", {
          consents: [{ purpose: "profiling", channel: "on_site", granted }],
        })
      ok(await object(false))
      expect([await stored(), await visitors()]).toEqual([[], []])
      const refused = ok(await ctx.storeAs(ada).post(EVENTS, batch([event("c")])))
      expect(refused).toMatchObject({ accepted: 0, rejected: [{ index: 0 }] })
      expect([await stored(), await visitors()]).toEqual([[], []])
      ok(await object(true))
      expect(ok(await ctx.storeAs(ada).post(EVENTS, batch([event("c")])))).toMatchObject({
        accepted: 1,
      })
    })

    it("forgets a visitor who takes the consent back", async () => {
      ok(await ctx.store.post(EVENTS, batch([event("a")])))
      ok(await ctx.store.post("/store/kairos/visitors/forget", { visitor_id: VISITOR }))
      expect([await stored(), await visitors()]).toEqual([[], []])
      ok(await ctx.store.post(EVENTS, batch([event("b")])))
      ok(await ctx.store.post(EVENTS, batch([event("c")], { consent: "" })))
      expect([await stored(), await visitors()]).toEqual([[], []])
    })

    it("says of each event why it is not kept, and keeps the others", async () => {
      const answer = await ctx.store.post(
        EVENTS,
        batch([
          event("a"),
          event("b", { name: "page_eaten" }),
          event("c", { occurred_at: new Date(Date.now() - 7 * 86_400_000 - 60_000).toISOString() }),
          event("d", { occurred_at: new Date(Date.now() + 6 * 60_000).toISOString() }),
          event("e", { properties: { note: "x".repeat(33_000) } }),
        ])
      )
      expect(answer).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0 } })
      expect(answer.body.rejected.map(({ index }: { index: number }) => index)).toEqual([
        1, 2, 3, 4,
      ])
      expect((await stored()).map(({ id }) => id)).toEqual(["a"])
    })

    it.each([
      ["no events (IN37)", { events: [] }, "events"],
      [
        "101 events (IN35)",
        { events: Array.from({ length: 101 }, (_, i) => event(`e${i}`)) },
        "events",
      ],
      ["no list", { events: {} }, "events"],
      ["no visitor", { visitor_id: null }, "visitor_id"],
      ["a strange visitor", { visitor_id: "../x" }, "visitor_id"],
      ["a strange zone", { time_zone: "Mars/Olympus" }, "time_zone"],
      ["a strange consent", { consent: 1 }, "consent"],
      ["a strange field", { colour: "blue" }, "colour"],
    ])("refuses %s whole", async (_, wrong, field) => {
      const answer = await ctx.store.post(EVENTS, batch([event("a")], wrong))
      expect(answer.status).toBe(400)
      expect(answer.body.message).toContain(field)
      expect(await stored()).toEqual([])
    })

    it("takes a hundred events of 32 KB, and no gzip bomb (IN34)", async () => {
      const large = Array.from({ length: 100 }, (_, i) =>
        event(`e${String(i).padStart(2, "0")}`, { properties: { note: "x".repeat(32_600) } })
      )
      expect(ok(await ctx.store.post(EVENTS, batch(large)))).toMatchObject({ accepted: 100 })
      const bomb = gzipSync(
        JSON.stringify(batch([event("z", { properties: { n: "x".repeat(2e7) } })]))
      )
      const response = await fetch(new URL(EVENTS, ctx.address()), {
        method: "POST",
        headers: {
          "x-publishable-api-key": ctx.shop().publishable_key,
          "content-type": "application/json",
          "content-encoding": "gzip",
        },
        body: new Uint8Array(bomb),
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(await stored()).toHaveLength(100)
    })

    it("slows down one visitor who reports too much", async () => {
      const many = (from: number) =>
        batch(Array.from({ length: 100 }, (_, i) => event(`e${from + i}`)))
      for (let i = 0; i < 12; i++) {
        expect((await ctx.store.post(EVENTS, many(i * 100))).status).toBe(202)
      }
      const answer = await ctx.store.post(EVENTS, many(1200))
      expect(answer.status).toBe(429)
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
      expect(await stored()).toHaveLength(1200)
    })

    describe("as facts", () => {
      const TEAPOT = "prod_teapot"
      const LOOKED: readonly Record<string, unknown>[] = [
        {
          name: "page_viewed",
          properties: { path: "/products?token=1", referrer: "https://partner.example/best-mugs" },
        },
        { name: "page_left", properties: { path: "/products", seconds: 20 } },
        {
          name: "product_viewed",
          properties: { path: "/products/mug", product_id: "mug", from_product_id: TEAPOT },
        },
      ]
      const look = async (customer?: { token: string }) => {
        const events = LOOKED.map((one, i) => {
          const properties = JSON.parse(
            JSON.stringify(one.properties).replace('"mug"', JSON.stringify(ctx.shop().mug.id))
          )
          return event(`look${i}`, { ...one, properties })
        })
        const client = customer === undefined ? ctx.store : ctx.storeAs(customer)
        expect(
          ok(await client.post(EVENTS, batch(events, { time_zone: "America/Lima" })))
        ).toMatchObject({ accepted: 3 })
      }
      const headline = async (client = ctx.store, consent: string | null = ALLOWED) => {
        const { content } = ok(
          await client.get("/store/kairos/content", {
            placements: "home-hero",
            path: "/products",
            visitor_id: VISITOR,
            ...(consent === null ? {} : { consent }),
          })
        )
        return content["home-hero"]?.headline ?? null
      }
      const contentFor = async (rules: readonly object[]) => {
        await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" })
        const { automation } = ok(
          await ctx.admin.post("/admin/kairos/automations", {
            name: "Partners",
            objective: "inform",
            purpose: "marketing",
            trigger: { code: "placement.requested", args: {} },
            conditions: { combinator: "and", rules },
            steps: [
              {
                key: "first",
                wait: { minutes: 0 },
                valid_for_minutes: 60,
                conditions: null,
                actions: [
                  {
                    code: "show_content",
                    args: {
                      placement: "home-hero",
                      content: {
                        headline: "Partner offer",
                        body: "For you",
                        image_url: null,
                        cta: null,
                        products: { source: "none", ids: [] },
                        disclosure: null,
                      },
                    },
                  },
                ],
              },
            ],
            reentry: { kind: "always" },
          })
        )
        ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
      }

      it("decides content by the visit, with consent and without the signal alone", async () => {
        await contentFor([
          { field: "session.entry_source", operator: "=", value: "partner.example" },
          { field: "session.entry_path", operator: "=", value: "/products" },
          { field: "session.page_count", operator: "=", value: 1 },
          { field: "session.seconds_on_page", operator: "=", value: 20 },
          { field: "session.seconds_on_site", operator: ">=", value: 20 },
          { field: "session.product_ids_viewed", operator: "contains", value: ctx.shop().mug.id },
          { field: "session.stimulating_product_ids", operator: "contains", value: TEAPOT },
          { field: "behaviour.products_viewed_7d", operator: "=", value: 1 },
          { field: "behaviour.last_seen_at", operator: "notNull", value: null },
        ])
        expect(await headline()).toBeNull()
        await look()
        await until("the new automation", () => headline())
        expect(await headline()).toBe("Partner offer")
        expect(await headline(ctx.store, null)).toBeNull()
        expect(await headline(ctx.store, "storage")).toBeNull()
        expect(await headline(withHeaders({ "Sec-GPC": "1" }))).toBeNull()
        expect(await headline(withHeaders({ "Sec-GPC": "0" }))).toBe("Partner offer")
        ok(await ctx.store.post("/store/kairos/visitors/forget", { visitor_id: VISITOR }))
        expect(await headline()).toBeNull()
      })

      it("knows where an anonymous visit comes from by the request alone (O10)", async () => {
        await contentFor([
          { field: "session.entry_source", operator: "=", value: "partner.example" },
        ])
        const ask = (query: Record<string, string>) =>
          ctx.store.get("/store/kairos/content", { placements: "home-hero", ...query })
        // Active automations are kept for two seconds, also those of the test before.
        const answer = await until("the new automation", async () => {
          const { body, headers } = await ask({ referrer: "https://partner.example/" })
          return body.content["home-hero"] === null
            ? null
            : { ...body.content["home-hero"], headers }
        })
        expect(answer.headline).toBe("Partner offer")
        expect(answer.headers.get("set-cookie")).toBeNull()
        expect((await ask({})).body.content["home-hero"]).toBeNull()
      })

      it("shows one person's visit to nobody else on the same device", async () => {
        const ada = await registerShopper(ctx, "ada@shop.example")
        const ben = await registerShopper(ctx, "ben@shop.example")
        await contentFor([{ field: "session.page_count", operator: ">=", value: 1 }])
        await look(ada)
        await until("the new automation", () => headline(ctx.storeAs(ada)))
        expect(await headline(ctx.storeAs(ada))).toBe("Partner offer")
        expect(await headline(ctx.storeAs(ben))).toBeNull()
      })

      it("shows the admin what stimulated what, and keeps the browser's zone", async () => {
        const ada = await registerShopper(ctx, "ada@shop.example")
        await look(ada)
        const { mug, lamp } = ctx.shop()
        const stimulated = event("lamp", {
          name: "product_viewed",
          properties: { product_id: lamp.id, from_product_id: mug.id },
        })
        ok(await ctx.storeAs(ada).post(EVENTS, batch([stimulated])))
        const { timeline, count } = ok(
          await ctx.admin.get(`/admin/kairos/profiles/${ada.id}/timeline`)
        )
        expect(timeline.find(({ id }: { id: string }) => id === "lamp")).toMatchObject({
          kind: "behaviour",
          name: "product_viewed",
          product: { id: lamp.id, title: "Lamp" },
          stimulated_by: { id: mug.id, title: "Mug" },
        })
        expect(count).toBeGreaterThanOrEqual(4)
        expect(await readProfile(ctx.knex(), ada.id, false)).toMatchObject({
          customer_id: ada.id,
          order_count: 0,
          browser_time_zone: "America/Lima",
        })
      })
    })

    describe("a customer who looked and left", () => {
      const HOUR = 60
      const runtime = () => runtimeOf(ctx.container())
      const look = async (ada: Shopper, visitor_id = VISITOR) => {
        const { mug, lamp } = ctx.shop()
        const view = (id: string, product_id: string, path: string) =>
          event(`${visitor_id}${id}`, { name: "product_viewed", properties: { product_id, path } })
        const events = [view("1", lamp.id, "/products/lamp"), view("2", mug.id, "/products/mug")]
        events[0]!.occurred_at = new Date(Date.now() - 1_000).toISOString()
        ok(await ctx.storeAs(ada).post(EVENTS, batch(events, { visitor_id })))
      }
      /** As if the visit had been so long ago. */
      const goAway = async (minutes: number, visitor_id = VISITOR) => {
        await ctx
          .knex()
          .raw(
            "update kairos_behaviour set occurred_at = occurred_at - make_interval(mins => ?) where visitor_id = ?",
            [minutes, visitor_id]
          )
        await ctx.knex().raw(
          `update kairos_visitor set session_started_at = session_started_at - make_interval(mins => ?),
             session_seen_at = session_seen_at - make_interval(mins => ?) where visitor_id = ?`,
          [minutes, minutes, visitor_id]
        )
      }
      const found = async () => (await findMoments(runtime()))["browse.abandoned"]
      const shopper = async (wait = 0) => {
        const ada = await registerShopper(ctx, "ada@shop.example")
        const given = { purpose: "marketing", channel: "email", source: "x", text_version: "1" }
        await ctx.store.post("/store/kairos/consents", { email: ada.email, ...given })
        const { template } = ok(
          await ctx.admin.post("/admin/kairos/templates", {
            name: "Still there",
            locale: "en",
            purpose: "marketing",
            subject: "Still thinking?",
            body: "<p>{{#each products}}{{title}} {{/each}}</p>",
          })
        )
        const { automation } = ok(
          await ctx.admin.post("/admin/kairos/automations", {
            name: "Looked and left",
            objective: "recover_cart",
            purpose: "marketing",
            trigger: { code: "browse.abandoned", args: { after_minutes: 2 * HOUR } },
            conditions: {
              combinator: "and",
              rules: [
                { field: "behaviour.products_viewed_7d", operator: ">=", value: 2 },
                { field: "session.entry_path", operator: "=", value: "/products/lamp" },
              ],
            },
            steps: [
              {
                key: "first",
                wait: { minutes: wait },
                valid_for_minutes: 2880,
                conditions: null,
                actions: [
                  { code: "send_message", args: { channel: "email", template_id: template.id } },
                ],
              },
            ],
            reentry: { kind: "always" },
          })
        )
        ok(await ctx.admin.post(`/admin/kairos/automations/${automation.id}/activate`))
        return ada
      }

      it("is written to once, about what they looked at last", async () => {
        await look(await shopper())
        await goAway(2 * HOUR - 1)
        expect(await found()).toBe(0)
        await goAway(2)
        expect(await found()).toBe(1)
        await ctx.settled()
        const messages = await ctx.mailbox().messages("ada@shop.example")
        expect(messages.map(({ subject, text }) => [subject, /Mug|Lamp/.exec(text)?.[0]])).toEqual([
          ["Still thinking?", "Mug"],
        ])
        expect(await found()).toBe(0)
      })

      it("is left alone when it is too long ago, or when they are back on another device", async () => {
        const ada = await shopper()
        await look(ada)
        await goAway(50 * HOUR + 1)
        expect(await found()).toBe(0)
        await goAway(-40 * HOUR)
        await look(ada, "vis_another")
        expect(await found()).toBe(0)
      })

      it("is left alone when they bought, and asked about the other product when one lies in a cart", async () => {
        const ada = await shopper()
        await look(ada)
        await goAway(2 * HOUR + 1)
        await readyCart(ctx, { shopper: ada })
        expect(await found()).toBe(1)
        const [row] = await ctx.knex()("kairos_inbox").where({ name: "browse.abandoned" })
        expect(row.entity_id).toBe(ctx.shop().lamp.id)
        await ctx.knex()("kairos_inbox").where({ name: "browse.abandoned" }).delete()
        await placeOrder(ctx, { shopper: ada })
        expect(await found()).toBe(0)
      })

      it.each([
        [
          "put the product into a cart",
          { state: "expired", reason: "expired" },
          (ada: Shopper) => readyCart(ctx, { shopper: ada }),
        ],
        [
          "had their visits forgotten",
          { state: "refused", reason: "unavailable" },
          () => ctx.store.post("/store/kairos/visitors/forget", { visitor_id: VISITOR }),
        ],
        [
          "looked at what is sold out by then, and it is not sent",
          { state: "refused", reason: "unavailable" },
          () =>
            ctx
              .knex()("product_variant")
              .where({ product_id: ctx.shop().mug.id })
              .update({ manage_inventory: true }),
        ],
        [
          "looked at what is not published by then, and it is not sent",
          { state: "refused", reason: "unavailable" },
          () => ctx.knex()("product").where({ id: ctx.shop().mug.id }).update({ status: "draft" }),
        ],
      ])("gets nothing when they %s before it leaves", async (_, outcome, act) => {
        const ada = await shopper(HOUR)
        await look(ada)
        await goAway(2 * HOUR + 1)
        expect(await found()).toBe(1)
        await ctx.settled()
        await act(ada)
        await ctx.knex().raw("update kairos_delivery set due_at = now() where state = 'queued'")
        await ctx.settled()
        expect(await ctx.knex()("kairos_delivery").select("state", "reason")).toEqual([outcome])
      })
    })

    it("takes a beacon, whose key stands in the body", async () => {
      const beacon = (key: string, body: object) =>
        ctx.anyone.raw("POST", "/kairos/events", JSON.stringify({ key, ...body }), "text/plain")
      expect(await beacon(ctx.shop().publishable_key, batch([event("a")]))).toMatchObject({
        status: 202,
        body: { accepted: 1 },
      })
      expect((await beacon("pk_wrong", batch([event("b")]))).status).toBe(400)
      expect(await stored()).toHaveLength(1)
    })
  })
}
