import { activated, agreedShopper, agreeTo, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

export const privacyOfficerSuite = (ctx: SuiteContext) =>
  describe("whoever answers for the data of shoppers", () => {
    const dossier = async ({ id }: Pick<Shopper, "id">) =>
      ok(await ctx.admin.get(`/admin/kairos/profiles/${id}/privacy`)).privacy
    const own = async (shopper: Shopper) =>
      ok(await ctx.storeAs(shopper).get("/store/kairos/privacy/export")).privacy
    const audited = () => ctx.knex()("kairos_audit").select("action", "entity", "entity_id")

    it("is asked to look at a decision, and answers in the shopper's account (B-15)", async () => {
      await mailAutomation(ctx.admin)
      await agreeTo(ctx, "ada@review.example")
      const ada = await registerShopper(ctx, "ada@review.example")
      const ben = await registerShopper(ctx, "ben@review.example")
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const { decisions } = await own(ada)
      const [decision] = decisions
      expect(decision.told.en).toMatch(
        /^Something was sent to you .+ because you bought .+ on .+ 20\d\d\.$/
      )
      expect(decision.told.pt).toContain("você comprou")

      const path = `/store/kairos/decisions/${decision.id}/review`
      expect((await ctx.storeAs(ben).post(path, {})).status).toBe(404)
      expect((await ctx.store.post(path, {})).status).toBe(401)
      const asked = ok(await ctx.storeAs(ada).post(path, { message: "Why me?", locale: "es" }))
      expect(asked.review).toMatchObject({ state: "open", told: decision.told, answer: null })
      const again = ok(await ctx.storeAs(ada).post(path, { message: "Again" }))
      expect(again.review).toMatchObject({ id: asked.review.id, message: "Why me?" })

      const { reviews } = ok(await ctx.admin.get("/admin/kairos/reviews"))
      expect(reviews).toMatchObject([{ customer_id: ada.id, message: "Why me?", locale: "es" }])
      const close = `/admin/kairos/reviews/${asked.review.id}/close`
      expect((await ctx.admin.post(close, { answer: " " })).body.message).toContain("answer")
      ok(await ctx.admin.post(close, { answer: "Todo en orden." }))
      expect((await ctx.admin.post(close, { answer: "No" })).status).toBe(409)
      const unknown = await ctx.admin.post("/admin/kairos/reviews/krev_none/close", {
        answer: "No",
      })
      expect(unknown.status).toBe(404)
      expect((await own(ada)).reviews).toMatchObject([
        { state: "closed", answer: "Todo en orden.", message: "Why me?" },
      ])
      expect(ok(await ctx.admin.get("/admin/kairos/reviews")).count).toBe(0)
      expect(await audited()).toContainEqual({
        action: "close",
        entity: "review",
        entity_id: asked.review.id,
      })
    })

    it("finds the decision of content that was never reported as shown", async () => {
      const ada = await agreedShopper(ctx, "ada@unshown.example")
      const consents = [{ purpose: "personalisation", channel: "on_site", granted: true }]
      ok(await ctx.storeAs(ada).post("/store/kairos/preferences", { consents }))
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
      const content = {
        headline: "Hello",
        body: "New things.",
        image_url: null,
        cta: null,
        products: { source: "none", ids: [] },
        disclosure: null,
      }
      const show = { code: "show_content", args: { placement: "home-hero", content } }
      await activated(ctx.admin, {
        name: "Hello",
        objective: "inform",
        trigger: { code: "placement.requested", args: {} },
        steps: [{ key: "show", actions: [show] }],
      })
      const page = ok(
        await ctx.storeAs(ada).get("/store/kairos/content", { placements: "home-hero" })
      )
      const { decision_id } = page.content["home-hero"]
      const ben = await registerShopper(ctx, "ben@unshown.example")
      const path = `/store/kairos/decisions/${decision_id}`
      expect((await ctx.storeAs(ben).post(`${path}/review`, {})).status).toBe(404)
      const asked = ok(await ctx.storeAs(ada).post(`${path}/review`, {}))
      const [review] = ok(await ctx.admin.get("/admin/kairos/reviews")).reviews
      expect(review.id).toBe(asked.review.id)
      const { decision } = ok(await ctx.admin.get(`/admin/kairos/decisions/${review.decision_id}`))
      expect(decision).toMatchObject({ customer_id: ada.id, kind: "send" })
    })

    it("objects and puts right on behalf of a customer, with how it came as evidence", async () => {
      const ada = await registerShopper(ctx, "ada@officer.example")
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      expect((await dossier(ada)).value.tier).toMatch(/^[ABC]$/)
      // What holds without a word is no "no", to the officer as little as to the shopper.
      const { consents } = await dossier(ada)
      const choices = ok(await ctx.storeAs(ada).get("/store/kairos/preferences")).preferences
      expect(consents).toEqual(choices.consents)
      expect(consents).toContainEqual(
        expect.objectContaining({ purpose: "profiling", granted: true, since: null })
      )
      const path = `/admin/kairos/profiles/${ada.id}`
      expect((await ctx.admin.post(`${path}/object`, {})).body.message).toContain("note")
      ok(await ctx.admin.post(`${path}/object`, { note: "by telephone on 3 March" }))
      expect(await dossier(ada)).toMatchObject({ profiling_objected: true, value: null })
      const evidence = await ctx.knex()("kairos_consent").where({ purpose: "profiling" }).first()
      expect(evidence).toMatchObject({
        granted: false,
        source: "admin",
        evidence: { note: "by telephone on 3 March" },
      })
      ok(await ctx.admin.post(`${path}/correct`, { inferred: { channel: "email" } }))
      const wrong = await ctx.admin.post(`${path}/correct`, { inferred: { channel: "pigeon" } })
      expect(wrong.body.message).toContain("inferred.channel: expected null or one of")
      expect((await dossier(ada)).preferences_inferred).toContainEqual(
        expect.objectContaining({ kind: "channel", choice: "email", source: "declared" })
      )
      const none = await ctx.admin.post("/admin/kairos/profiles/cus_none/correct", {
        inferred: { channel: "email" },
      })
      expect(none.status).toBe(404)
      expect(JSON.stringify(await audited())).not.toContain(ada.id)
    })

    it("sees guest and account of one address as one person, with one budget of messages (G15)", async () => {
      await mailAutomation(ctx.admin, { reentry: { kind: "always" } })
      const email = "ada@twice.example"
      await agreeTo(ctx, email)
      const order = await placeOrder(ctx, { email: email.toUpperCase() })
      await ctx.settled()
      const { customer_id: guest } = await ctx
        .knex()("order")
        .where({ id: order.id })
        .first("customer_id")
      const ada = await registerShopper(ctx, email)
      ok(
        await ctx
          .storeAs(ada)
          .post("/store/kairos/preferences", { frequency: { max: 1, days: 31 } })
      )
      await placeOrder(ctx, { shopper: ada })
      await ctx.settled()
      const { rows } = await ctx
        .knex()
        .raw("select state, reason, customer_id from kairos_delivery order by created_at")
      expect(rows).toEqual([
        { state: "sent", reason: null, customer_id: guest },
        { state: "held", reason: "capped", customer_id: ada.id },
      ])
      expect((await dossier(ada)).same_address).toEqual([
        { customer_id: guest, has_account: false },
      ])
      expect((await dossier({ id: guest })).same_address).toEqual([
        { customer_id: ada.id, has_account: true },
      ])
    })

    it("has the register of processing, a line for each table that says something about shoppers", async () => {
      const { register } = ok(await ctx.admin.get("/admin/kairos/privacy/register"))
      const lines = new Map(register.map((line: { table: string }) => [line.table, line]))
      expect(lines.get("kairos_review")).toMatchObject({ at_erasure: { es: "se borra" } })
      // Medusa's, and full of addresses because of our messages.
      expect(lines.get("notification")).toMatchObject({ classes: ["identifies", "observed"] })
      expect(lines.has("kairos_setting")).toBe(false)
    })
  })
