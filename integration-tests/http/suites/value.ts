import type { PurchaseRow } from "../../../src/core/profile/profile"
import { predictShop } from "../../../src/workflows/predict/predict-shop"
import { refreshProfiles } from "../../../src/workflows/profile/refresh-profiles"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { ok, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

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
