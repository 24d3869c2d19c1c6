import type { PurchaseRow } from "../../../src/core/profile/profile"
import type { TierBreakdown, TierPolicyResponse } from "../../../src/types"
import { predictShop } from "../../../src/workflows/predict/predict-shop"
import { refreshProfiles } from "../../../src/workflows/profile/refresh-profiles"
import { scoreAllProfiles } from "../../../src/workflows/profile/score-all-profiles"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

const DAY_MS = 86_400_000

/** What a night finds, as the admin and the storefront are told it. */
export function value(ctx: SuiteContext): void {
  describe("what the night foretells", () => {
    let shopper: Shopper
    const runtime = () => runtimeOf(ctx.container())

    /** Half of all baskets hold mug and lamp, the others something else; the shopper buys a mug every month. */
    beforeEach(async () => {
      shopper = await registerShopper(ctx, "ada@foretold.example")
      const { mug, lamp } = ctx.shop()
      const rowOf = (
        id: string,
        customer_id: string,
        days: number,
        products: string[]
      ): PurchaseRow => ({
        id: `test:${id}`,
        external_id: id,
        source: "test",
        customer_id,
        email: `${customer_id}@foretold.example`,
        occurred_at: new Date(Date.now() - days * DAY_MS).toISOString(),
        currency_code: "eur",
        total: "30",
        refunded: "0",
        canceled: false,
        item_count: products.length,
        lines: products.map((product_id, i) => ({
          line_no: i + 1,
          product_id,
          variant_id: null,
          sku: product_id,
          title: product_id,
          quantity: 1,
          unit_price: "15",
        })),
      })
      await runtime().profile.recordPurchases([
        ...Array.from({ length: 15 }, (_, i) =>
          rowOf(`a${i}`, `buyer_${i}`, 200, [mug.id, lamp.id])
        ),
        ...Array.from({ length: 15 }, (_, i) =>
          rowOf(`b${i}`, `buyer_${i}`, 100, ["prod_elsewhere"])
        ),
        ...[0, 30, 60, 90].map((days) => ({
          ...rowOf(`s${days}`, shopper.id, 15 + days, [mug.id]),
          email: "ada@foretold.example",
        })),
      ])
      const customers = [shopper.id, ...Array.from({ length: 15 }, (_, i) => `buyer_${i}`)]
      await predictShop(runtime())
      await refreshProfiles(runtime(), customers)
    })

    it("tells the admin the best customers, pairs with their figures, and what is missing", async () => {
      const { value: found } = ok(await ctx.admin.get("/admin/kairos/value"))
      expect(found).toMatchObject({
        customers: 16,
        models: { kind: "not_enough", missing: { what: "repeat_customers" } },
        affinity: { kind: "learned", baskets: 34 },
        risks: { low: 0, medium: 0, high: 0 },
      })
      const best = ok(await ctx.admin.get("/admin/kairos/value/customers?limit=1"))
      expect(best).toMatchObject({
        count: 16,
        customers: [
          {
            customer_id: shopper.id,
            order_count: 4,
            alive: null,
            missing: { alive: { what: "repeat_customers" } },
          },
        ],
      })
      expect(ok(await ctx.admin.get("/admin/kairos/value/customers?list=leaving"))).toMatchObject({
        customers: [],
        count: 0,
      })
      // Whom the shop wants back: of those who are leaving, the better ones first.
      const leaving = (customer_id: string, alive: number) =>
        ctx.knex()("kairos_prediction").where({ customer_id }).update({ alive, risk: "high" })
      await leaving("buyer_3", 0.1)
      await leaving(shopper.id, 0.3)
      const wanted = ok(await ctx.admin.get("/admin/kairos/value/customers?list=leaving"))
      expect(wanted.customers.map((one: { customer_id: string }) => one.customer_id)).toEqual([
        shopper.id,
        "buyer_3",
      ])
      // Each figure on the customer's page says which event it came from (000.15).
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
      type Known = { fact: string; value: unknown; from: { en: string } }
      const known = new Map(profile.known.map((one: Known) => [one.fact, one] as const))
      expect(known.get("profile.first_order_at")).toMatchObject({
        from: { en: expect.stringMatching(/^Order s90 of /) },
      })
      expect(known.get("profile.order_count")).toMatchObject({
        value: 4,
        from: { en: expect.stringMatching(/^Orders that count: 4; the last is s0 of /) },
      })
      expect(known.get("profile.tier")).toMatchObject({ value: "B" })
      expect(known.get("profile.churn_risk")).toMatchObject({
        value: "high",
        from: { en: expect.stringContaining("Forecast from the purchases up to") },
      })
      // And how sure the forecast is (003.52): by those who had repeated as often when the models were tried; here by nobody yet.
      expect(profile.forecast_test).toBeNull()
      const bin = (x: number, happened: number) => ({
        x,
        open: x === 7,
        customers: 20 + x,
        expected_mean: 1.5,
        actual_mean: happened,
      })
      const back_test = [{ model: "bgnbd", bins: [0, 1, 2, 3, 7].map((x) => bin(x, x / 2)) }]
      const calibration = { best: "bgnbd", back_test, own_rate: {}, value: null }
      await runtimeOf(ctx.container()).profile.predictions.keep("models", {
        models: {
          whole: {},
          calibration: { ...calibration, to: "2026-01-01", holdout_to: "2026-07-01" },
        },
      })
      const tried = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
      expect(tried.profile.forecast_test).toEqual({
        repeats: 3,
        or_more: false,
        customers: 23,
        foretold: 1.5,
        happened: 1.5,
        from: "2026-01-01",
        to: "2026-07-01",
      })
      const { products } = ok(await ctx.admin.get("/admin/kairos/value/products?kind=affinity"))
      const { mug, lamp } = ctx.shop()
      const pair = products.find((one: { product_key: string }) => one.product_key === mug.id)
      expect(pair).toMatchObject({ other_key: lamp.id, baskets: 15, support: 15 / 34 })
      expect(pair.confidence).toBeCloseTo(15 / 19)
      expect(pair.lift).toBeCloseTo((15 * 34) / (19 * 15))
      expect(ok(await ctx.admin.get("/admin/kairos/value/products?kind=replacement")).count).toBe(0)
      expect(ok(await ctx.admin.get("/admin/kairos/value/due")).count).toBe(0)
    })

    it("recommends what goes with a product, to anybody, and only what the shop sells", async () => {
      const { mug, lamp } = ctx.shop()
      const path = "/store/kairos/recommendations"
      const { products } = ok(await ctx.store.get(`${path}?kind=affinity&product_id=${mug.id}`))
      expect(products).toMatchObject([{ id: lamp.id, interval: null }])
      expect(products[0].lift).toBeGreaterThan(1)
      await ctx.knex()("product").where({ id: lamp.id }).update({ status: "draft" })
      expect(
        ok(await ctx.store.get(`${path}?kind=affinity&product_id=${mug.id}`)).products
      ).toEqual([])
      expect(ok(await ctx.store.get(`${path}?kind=replacement`)).products).toEqual([])
      for (const query of ["", "?kind=best", "?kind=next&limit=13", "?kind=next&product_id=a/b"]) {
        expect((await ctx.store.get(path + query)).status).toBe(400)
      }
    })

    it("shows what somebody needs again to them alone, and only with their permission", async () => {
      const { mug } = ctx.shop()
      const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
      await ctx
        .knex()("kairos_due")
        .insert({
          customer_id: shopper.id,
          product_key: mug.id,
          last_bought: day(-15),
          due_from: day(10),
          due_median: day(15),
          due_to: day(20),
          own_weight: 0.4,
        })
      const asked = async () =>
        ok(await ctx.storeAs(shopper).get("/store/kairos/recommendations?kind=replacement"))
          .products
      expect(await asked()).toEqual([])
      ok(
        await ctx.storeAs(shopper).post("/store/kairos/preferences", {
          consents: [{ purpose: "personalisation", channel: "on_site", granted: true }],
        })
      )
      expect(await asked()).toMatchObject([
        { id: mug.id, interval: { median_days: 15, to_days: 20 } },
      ])
      ok(await ctx.storeAs(shopper).post("/store/kairos/privacy/object", {}))
      expect(await asked()).toEqual([])
      expect(await ctx.knex()("kairos_prediction").where({ customer_id: shopper.id })).toEqual([])
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
      expect(profile).toMatchObject({ forecast: null, due: [] })
    })

    it("the tier policy is read, refused where it makes no sense, numbered, and may go by shares of the customers", async () => {
      const path = "/admin/kairos/tiers"
      const policy = async (): Promise<TierPolicyResponse["policy"]> =>
        ok(await ctx.admin.get(path)).policy
      const tiers = async () => {
        const rows = await ctx.knex()("kairos_profile").select("customer_id", "tier")
        const of = (tier: string) => rows.filter((row) => row.tier === tier)
        return {
          a: of("A").map(({ customer_id }) => customer_id),
          b: of("B").length,
          c: of("C").length,
        }
      }
      const before = await policy()
      expect(before).toMatchObject({
        thresholds: { a: 4, b: 2.5 },
        currency_code: "eur",
        is_fixed: false,
        warnings: [],
      })
      expect(await tiers()).toEqual({ a: [], b: 1, c: 15 })
      const wrong: readonly [object, RegExp][] = [
        [{ shares: { a: 0.5, b: 0.1 } }, /shares.*b is the share of A and B together/],
        [{ shares: { a: 0, b: 0.5 } }, /shares\.a.*above 0 and up to 1/],
        [{ shares: { a: 10, b: 40 } }, /shares\.a.*for example 0\.1/],
        [{ thresholds: { a: 2, b: 3 } }, /thresholds.*a must be above b/],
        [{ best: 10 }, /best/],
        [{ rates: [{ from: "usd", to: "eur", date: "soon", rate: 1 }] }, /date.*2026-03-31/],
      ]
      for (const [body, message] of wrong) {
        const answer = await ctx.admin.post(path, body)
        expect([answer.status, (answer.body as { message: string }).message]).toEqual([
          400,
          expect.stringMatching(message),
        ])
      }
      expect(await policy()).toEqual(before)

      const saved: TierPolicyResponse = ok(
        await ctx.admin.post(path, { shares: { a: 0.1, b: 0.9 } })
      )
      const set = saved.policy
      expect(set.document[0]?.en).toContain(`Policy ${set.version}.`)
      expect(set.document.map(({ en }) => en).join()).toContain("The best 10% of the customers")
      expect(set).toMatchObject({ thresholds: { a: 4, b: 2.5 }, version: before.version + 1 })
      await scoreAllProfiles(runtime())
      // One of sixteen is nearer to a tenth than all of them.
      expect(await tiers()).toEqual({ a: [shopper.id], b: 15, c: 0 })
      const learned = await policy()
      expect(learned.version).toBe(set.version + 1)
      expect(learned.thresholds.a).toBeCloseTo(10 / 3)
      expect((await scoreAllProfiles(runtime())).written).toBe(0)
      expect(await policy()).toEqual(learned)
      const history = await ctx.knex()("kairos_tier_change").where({ customer_id: shopper.id })
      expect(history.map(({ kind, reason }) => [kind, reason])).toContainEqual(["up", "policy"])

      ok(await ctx.admin.post(path, { weights: { recency: 1, frequency: 0, monetary: 0 } }))
      expect(await policy()).toMatchObject({
        thresholds: { a: 4, b: 2.5 },
        warnings: ["few_components", "one_dominates"],
      })
    })

    it("margin, cost of service and whom they brought count where the policy weighs them, from the metadata of products and what went wrong", async () => {
      const path = "/admin/kairos/tiers"
      for (const [body, message] of [
        [{ costs: { goods_share: 60 } }, /costs\.goods_share.*from 0 to 1/],
        [{ costs: { incidents: { theft: 3 } } }, /costs\.incidents.*theft/],
        [{ costs: { key: "two words" } }, /costs\.key.*such as cost/],
        [{ observed: ["recency"] }, /observed/],
      ] as const) {
        const answer = await ctx.admin.post(path, body)
        expect([answer.status, (answer.body as { message: string }).message]).toEqual([
          400,
          expect.stringMatching(message),
        ])
      }
      const weights = { recency: 1, frequency: 1, monetary: 1, margin: 1 }
      const costs = {
        key: "cost",
        goods_share: null,
        other_share: 0.2,
        incidents: { complaint: 4.5 },
      }
      ok(await ctx.admin.post(path, { weights, observed: ["service"], costs }))
      const { mug } = ctx.shop()
      const partOf = async (name: string) => {
        const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
        const { components } = profile.tier_breakdown as TierBreakdown
        return components.find((one) => one.name === name)?.value
      }
      await scoreAllProfiles(runtime())
      expect(await partOf("margin")).toBeNull()
      const cost = async (metadata: object) =>
        ok(await ctx.admin.post(`/admin/products/${mug.id}`, { metadata }))
      await cost({ cost: "2.50" })
      await scoreAllProfiles(runtime())
      // Four mugs, each for 30 with all that came along.
      expect(await partOf("margin")).toBe(4 * 30 * 0.8 - 4 * 2.5)
      expect((await scoreAllProfiles(runtime())).written).toBe(0)
      // An order is counted at once, by what its variant costs now.
      await placeOrder(ctx, { shopper, items: [{ variant_id: mug.variant_id, quantity: 1 }] })
      await until("the order's margin", async () =>
        (await partOf("margin")) === 145 * 0.8 - 5 * 2.5 ? true : null
      )
      expect(await partOf("service")).toBe(0)
      const complaint = {
        id: "crm-1",
        name: "service.incident",
        customer_id: shopper.id,
        occurred_at: new Date().toISOString(),
        properties: { reference: "ticket-1" },
      }
      ok(await ctx.admin.post("/admin/kairos/events", { events: [complaint] }))
      expect(await partOf("service")).toBe(4.5)
      expect((await scoreAllProfiles(runtime())).written).toBe(0)

      // How much of what they need they buy here is asked: at once, by a night, and taken back.
      ok(await ctx.admin.post(path, { weights: { ...weights, wallet: 1 }, costs }))
      await scoreAllProfiles(runtime())
      const tell = (buys_here: number | null) =>
        ctx.storeAs(shopper).post("/store/kairos/preferences", { answers: { buys_here } })
      expect([await partOf("wallet"), (await tell(101)).status]).toEqual([null, 400])
      ok(await tell(75))
      expect(await partOf("wallet")).toBe(0.75)
      expect((await scoreAllProfiles(runtime())).written).toBe(0)
      await ctx
        .knex()
        .raw(
          "update kairos_declaration set answers = jsonb_set(answers, '{buys_here,value}', '30')"
        )
      await scoreAllProfiles(runtime())
      expect(await partOf("wallet")).toBe(0.3)
      ok(await tell(null))
      expect(await partOf("wallet")).toBeNull()

      // Somebody comes by their code, and another by what the shop's own system tells.
      ok(await ctx.admin.post(path, { weights: { ...weights, referrals: 1 }, costs }))
      ok(
        await ctx.admin.post(`/admin/customers/${shopper.id}`, {
          metadata: { referral_code: "ADA-1" },
        })
      )
      const friend = await registerShopper(ctx, "grace@foretold.example")
      const other = await registerShopper(ctx, "joan@foretold.example")
      ok(
        await ctx.admin.post(`/admin/customers/${friend.id}`, {
          metadata: { referred_by: "ADA-1" },
        })
      )
      const referred = async (id: string, customer_id: string, referrer: unknown) =>
        ok(
          await ctx.admin.post("/admin/kairos/events", {
            events: [
              {
                id,
                name: "customer.referred",
                customer_id,
                occurred_at: new Date().toISOString(),
                properties: { referrer },
              },
            ],
          })
        )
      expect(await referred("r1", other.id, "ADA@foretold.example")).toMatchObject({ accepted: 1 })
      expect(await referred("r2", other.id, shopper.id)).toMatchObject({ duplicates: 1 })
      for (const nobody of [other.id, friend.id.toUpperCase(), "", 7]) {
        expect(await referred("r3", other.id, nobody)).toMatchObject({
          rejected: [{ message: expect.stringContaining("properties.referrer") }],
        })
      }
      await until(
        "the friend's referral",
        async () =>
          (await ctx.knex()("kairos_referral").where({ customer_id: friend.id })).length || null
      )
      const items = [{ variant_id: mug.variant_id, quantity: 1 }]
      await placeOrder(ctx, { shopper: friend, items })
      await placeOrder(ctx, { shopper: other, items })
      await until("the credit", async () => ((await partOf("referrals")) === 50 ? true : null))
      // What one by one came to is what a night makes of everybody.
      const scores = () =>
        ctx
          .knex()("kairos_profile")
          .select("tier_score")
          .whereIn("customer_id", [shopper.id, friend.id, other.id])
          .orderBy("customer_id")
      const before = await scores()
      await scoreAllProfiles(runtime())
      expect(await scores()).toEqual(before)
      expect((await scoreAllProfiles(runtime())).written).toBe(0)
      const dossier = ok(await ctx.storeAs(shopper).get("/store/kairos/privacy/export"))
      expect(JSON.stringify(dossier)).toContain("brought 2 customers who bought")
      expect(JSON.stringify(dossier)).not.toContain("who spent")
      ok(await ctx.storeAs(friend).post("/store/kairos/privacy/object", {}))
      expect(await partOf("referrals")).toBe(25)
      ok(await ctx.storeAs(shopper).post("/store/kairos/privacy/object", {}))
      const { profile } = ok(await ctx.admin.get(`/admin/kairos/profiles/${shopper.id}`))
      expect(profile).toMatchObject({ tier: null, tier_breakdown: null })
      expect(await ctx.knex()("kairos_referral").select("customer_id")).toEqual([])
    })

    it("tells who buys a product, and of which kind they are", async () => {
      const { lamp, mug } = ctx.shop()
      const path = (id: string) => `/admin/kairos/value/products/${id}/buyers`
      const buyers = async (id: string) => ok(await ctx.admin.get(path(id))).buyers
      const none = { adopter: 0, pragmatist: 0, sceptic: 0, laggard: 0 }
      const day = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
      expect(await buyers(mug.id)).toMatchObject({
        customers: 16,
        first_bought_on: day(200),
        last_bought_on: day(15),
        classes: none,
      })
      await ctx
        .knex()("kairos_prediction")
        .whereIn("customer_id", ["buyer_0", "buyer_1"])
        .update({ buyer_class: "laggard" })
      ok(
        await ctx.admin.post(`/admin/kairos/profiles/${shopper.id}/buyer-class`, {
          buyer_class: "adopter",
        })
      )
      expect((await buyers(mug.id)).classes).toEqual({ ...none, adopter: 1, laggard: 2 })
      // A purchase that was given back is none.
      await ctx.knex()("kairos_purchase").where({ customer_id: "buyer_0" }).update({ refunded: 30 })
      expect(await buyers(lamp.id)).toMatchObject({
        customers: 14,
        classes: { ...none, laggard: 1 },
        usual_shares: { pragmatist: 0.46 },
      })
      expect((await ctx.admin.get(path("prod_nothing"))).status).toBe(404)
    })

    it("lets a person say what class a buyer is, and take it back", async () => {
      const path = `/admin/kairos/profiles/${shopper.id}`
      const classOf = async () => {
        const { profile } = ok(await ctx.admin.get(path))
        const { buyer_class, class_set_by } = profile.forecast
        return [buyer_class, class_set_by !== null]
      }
      expect(await classOf()).toEqual([null, false])
      ok(await ctx.admin.post(`${path}/buyer-class`, { buyer_class: "adopter" }))
      expect(await classOf()).toEqual(["adopter", true])
      expect((await ctx.admin.post(`${path}/buyer-class`, { buyer_class: "whale" })).status).toBe(
        400
      )
      ok(await ctx.admin.post(`${path}/buyer-class`, { buyer_class: null }))
      expect(await classOf()).toEqual([null, false])
      const unknown = "/admin/kairos/profiles/cus_nobody/buyer-class"
      expect((await ctx.admin.post(unknown, { buyer_class: "adopter" })).status).toBe(404)
    })
  })
}
