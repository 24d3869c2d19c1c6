import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { loadShop } from "../../../demo/history/load"
import { runKairos } from "../../../src/bin/kairos"
import { purchaseRowsOfOrders } from "../../../src/read-models/order-purchases"
import { backfillOrders } from "../../../src/workflows/profile/backfill-orders"
import { refreshProfiles } from "../../../src/workflows/profile/refresh-profiles"
import { scoreAllProfiles } from "../../../src/workflows/profile/score-all-profiles"
import { scoreUnscoredProfiles } from "../../../src/workflows/profile/score-unscored-profiles"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { agreedShopper, mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { databaseUrl } from "../../support/test-database"

/** What Medusa's orders are worth, told by Medusa itself: every figure here is compared with an order of its own. */
export function purchases(ctx: SuiteContext): void {
  describe("orders as purchases", () => {
    let shopper: Shopper
    beforeEach(async () => {
      shopper = await registerShopper(ctx, "Ada@Shop.example")
    })

    const purchaseOf = async (id: string) => (await purchaseRowsOfOrders(ctx.knex(), [id]))[0]!
    const adminOrder = async (id: string) =>
      ok(
        await ctx.admin.get(`/admin/orders/${id}?fields=*items,*payment_collections.payments,total`)
      ).order

    const capture = async (id: string): Promise<string> => {
      const order = await adminOrder(id)
      const payment = order.payment_collections[0].payments[0].id as string
      ok(await ctx.admin.post(`/admin/payments/${payment}/capture`, {}))
      return payment
    }

    it("an order with shipping", async () => {
      const order = await placeOrder(ctx, {
        shopper,
        items: [
          { variant_id: ctx.shop().mug.variant_id, quantity: 3 },
          { variant_id: ctx.shop().lamp.variant_id, quantity: 1 },
        ],
      })
      const purchase = await purchaseOf(order.id)
      const lines = [...purchase.lines].sort((a, b) => a.quantity - b.quantity)
      expect(lines).toMatchObject([
        { product_id: ctx.shop().lamp.id, sku: "LAMP", quantity: 1, unit_price: "60" },
        { product_id: ctx.shop().mug.id, sku: "MUG", quantity: 3, unit_price: "20" },
      ])
      expect(purchase.lines.map((line) => line.line_no)).toEqual([1, 2])
      expect(purchase).toMatchObject({
        id: `medusa:${order.id}`,
        source: "medusa",
        external_id: order.id,
        customer_id: shopper.id,
        email: "ada@shop.example",
        currency_code: "eur",
        total: "125",
        refunded: "0",
        canceled: false,
        item_count: 4,
      })
    })

    it("an order with tax costs what Medusa says", async () => {
      await createTaxRegionsWorkflow(ctx.container()).run({
        input: [
          {
            country_code: "es",
            provider_id: "tp_system",
            default_tax_rate: { name: "IVA", rate: 21, code: "iva" },
          },
        ],
      })
      const order = await placeOrder(ctx, { shopper })
      expect(order.total).toBe(30.25)
      expect((await purchaseOf(order.id)).total).toBe("30.25")
    })

    it("a payment given back in part", async () => {
      const order = await placeOrder(ctx, { shopper })
      const payment = await capture(order.id)
      ok(await ctx.admin.post(`/admin/payments/${payment}/refund`, { amount: 7.5 }))
      expect(await purchaseOf(order.id)).toMatchObject({ total: "25", refunded: "7.5" })
    })

    it("a return that was paid back counts once", async () => {
      const order = await placeOrder(ctx, {
        shopper,
        items: [{ variant_id: ctx.shop().mug.variant_id, quantity: 3 }],
      })
      const payment = await capture(order.id)
      await returnOne(order.id)
      const returned = await adminOrder(order.id)
      expect(returned.total).toBe(45)
      expect(await purchaseOf(order.id)).toMatchObject({
        total: "65",
        refunded: "20",
        item_count: 2,
      })
      ok(await ctx.admin.post(`/admin/payments/${payment}/refund`, { amount: 20 }))
      expect(await purchaseOf(order.id)).toMatchObject({ total: "65", refunded: "20" })
    })

    async function returnOne(order_id: string): Promise<void> {
      const order = await adminOrder(order_id)
      const items = [{ id: order.items[0].id, quantity: 1 }]
      ok(
        await ctx.admin.post(`/admin/orders/${order_id}/fulfillments`, {
          items: [{ id: order.items[0].id, quantity: 3 }],
        })
      )
      const created = ok(await ctx.admin.post("/admin/returns", { order_id }))
      const back = `/admin/returns/${created.return.id as string}`
      ok(await ctx.admin.post(`${back}/request-items`, { items }))
      ok(await ctx.admin.post(`${back}/request`, {}))
      ok(await ctx.admin.post(`${back}/receive`, {}))
      ok(await ctx.admin.post(`${back}/receive-items`, { items }))
      ok(await ctx.admin.post(`${back}/receive/confirm`, {}))
    }

    it("a cancelled order that was paid", async () => {
      const order = await placeOrder(ctx, { shopper })
      await capture(order.id)
      ok(await ctx.admin.post(`/admin/orders/${order.id}/cancel`, {}))
      expect(await purchaseOf(order.id)).toMatchObject({ canceled: true })
    })

    it("a draft is no purchase", async () => {
      const order = await placeOrder(ctx, { shopper })
      await ctx.knex()("order").where({ id: order.id }).update({ is_draft_order: true })
      expect(await purchaseRowsOfOrders(ctx.knex(), [order.id, "order_unknown"])).toEqual([])
    })

    it("are taken over once, by set, with profiles, and without an event", async () => {
      const guest = await placeOrder(ctx, { email: "guest@shop.example" })
      const order = await placeOrder(ctx, { shopper })
      await ctx.settled()
      await ctx.knex().raw("truncate kairos_purchase, kairos_purchase_line, kairos_profile")
      const events = await ctx.knex()("kairos_inbox").select("id")
      const runtime = runtimeOf(ctx.container())
      const first = await backfillOrders(runtime)
      expect(first).toMatchObject({ orders: 2, written: 2 })
      expect(await backfillOrders(runtime)).toMatchObject({ orders: 2, written: 0 })
      expect(await runtime.profile.readProfile(shopper.id)).toMatchObject({
        order_count: 1,
        spent: { eur: "25" },
        currency_code: "eur",
      })
      const { customer_id } = await purchaseOf(guest.id)
      expect(await runtime.profile.countPurchases(customer_id)).toBe(1)
      expect(await ctx.knex()("kairos_inbox").select("id")).toHaveLength(events.length)

      const payment = await capture(order.id)
      ok(await ctx.admin.post(`/admin/payments/${payment}/refund`, { amount: 5 }))
      const changed = await backfillOrders(runtime, { since: first.watermark })
      expect(changed.orders).toBe(1)
      expect((await runtime.profile.readProfile(shopper.id))?.spent).toEqual({ eur: "20" })
    })

    it("an objection to profiling takes the tier away, and the nightly run leaves it so", async () => {
      const runtime = runtimeOf(ctx.container())
      await placeOrder(ctx, { shopper })
      await backfillOrders(runtime)
      await refreshProfiles(runtime, [shopper.id])
      expect((await runtime.profile.readProfile(shopper.id))?.tier).toBe("C")
      await ctx
        .knex()("kairos_contact")
        .insert({ email: "ada@shop.example", profiling_objected: true })
        .onConflict("email")
        .merge()
      await scoreAllProfiles(runtime)
      expect(await runtime.profile.readProfile(shopper.id)).toMatchObject({
        tier: null,
        tier_breakdown: null,
        order_count: 1,
      })
    })
  })

  describe("the generated shop", () => {
    it("can be bought from, has tiers, and causes nothing now", async () => {
      const lines: string[] = []
      const runtime = runtimeOf(ctx.container())
      const load = () =>
        loadShop(ctx.container(), {
          currency: "eur",
          seed: 5,
          sales_channel_id: ctx.shop().sales_channel_id,
          now: "2026-06-30T12:00:00.000Z",
          onProgress: (line) => lines.push(line),
        })
      const shop = await load()
      expect(shop).toMatchObject({ products: 60, customers: 600, weeks_moved: 0 })
      expect(shop.tier_counts.A + shop.tier_counts.B + shop.tier_counts.C).toBe(600)
      expect(Math.min(...Object.values(shop.tier_counts))).toBeGreaterThan(30)
      expect(lines).toContain("products 60 of 60")
      expect(await ctx.knex()("kairos_inbox").select("id")).toEqual([])
      expect(await ctx.knex()("kairos_delivery").select("id")).toEqual([])

      const { products } = ok(
        await ctx.store.get(
          `/store/products?limit=5&q=Mug,%20Moss&region_id=${ctx.shop().region_id}&fields=*variants.calculated_price,*categories`
        )
      )
      const mug = products[0]
      expect(mug.categories[0].name).toBe("Kitchen")
      expect(mug.variants[0].calculated_price.calculated_amount).toBe(14.9)
      const order = await placeOrder(ctx, {
        email: "guest@shop.example",
        items: [{ variant_id: mug.variants[0].id, quantity: 2 }],
      })
      expect(order.total).toBe(34.8)

      const before = await ctx.knex()("kairos_purchase").where({ source: "generated" }).count()
      await load()
      expect(await ctx.knex()("kairos_purchase").where({ source: "generated" }).count()).toEqual(
        before
      )
      expect(await ctx.knex()("product").count()).toEqual([{ count: "62" }])
      expect((await scoreAllProfiles(runtime)).total).toBeGreaterThanOrEqual(600)
    })
  })

  describe("an imported history", () => {
    const HEADER = "order_id,customer_id,email,date,sku,quantity,unit_price\n"
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), "kairos-import-"))
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    async function kairos(text: string, ...flags: string[]) {
      const file = path.join(folder, "history.csv")
      writeFileSync(file, text)
      const { database } = (await ctx.knex().raw("select current_database() as database")).rows[0]
      const lines: string[] = []
      const say = (line: string) => lines.push(line)
      const exit = await runKairos(["import", "csv", file, "--currency", "eur", ...flags], {
        out: say,
        err: say,
        env: { DATABASE_URL: databaseUrl(database) },
        now: "2026-06-30T12:00:00.000Z",
      })
      return { exit, text: lines.join("\n") }
    }

    const OLD = Array.from(
      { length: 60 },
      (_, i) =>
        `${1000 + i},u${i % 3},${i % 3 === 0 ? "ADA@shop.example" : ""},2024-03-0${1 + (i % 9)},MUG,1,19.99\n`
    ).join("")

    it("gives values and tiers, and causes nothing now", async () => {
      const shopper = await agreedShopper(ctx, "ada@shop.example")
      await mailAutomation(ctx.admin)
      await ctx.settled()
      // The mailbox outlives a test.
      const held = await ctx.mailbox().messages(shopper.email)
      const count = async (table: string) => (await ctx.knex()(table).count())[0]
      const tables = ["kairos_inbox", "kairos_decision", "kairos_delivery", "kairos_coupon"]
      const before = await Promise.all(tables.map(count))

      const dry = await kairos(HEADER + OLD, "--dry-run", "--create-customers")
      expect(dry.text).toContain("customers: 1 found, 2 would be created, 0 unknown to the shop")
      expect(await ctx.knex()("kairos_purchase").where({ source: "csv" })).toEqual([])

      const known = await kairos(HEADER + OLD)
      expect(known.exit).toBe(0)
      expect(known.text).toContain("customers: 1 found, 0 created, 2 unknown to the shop")
      expect(known.text).toContain(
        "purchases: 20 written, 0 were there already, 40 left out because their customer is unknown to the shop"
      )

      const all = await kairos(HEADER + OLD, "--create-customers")
      expect(all.text).toContain("purchases: 40 written, 20 were there already, 0 left out")
      const again = await kairos(HEADER + OLD, "--create-customers")
      expect(again.text).toContain("customers: 3 found, 0 created")
      expect(again.text).toContain("purchases: 0 written, 60 were there already")

      const runtime = runtimeOf(ctx.container())
      await scoreUnscoredProfiles(runtime)
      expect(await runtime.profile.unscoredCustomers(10)).toEqual([])
      expect(await runtime.profile.readProfile(shopper.id)).toMatchObject({
        order_count: 20,
        spent: { eur: "399.8" },
        last_order_at: "2024-03-07T00:00:00.000Z",
      })
      const line = await ctx
        .knex()("kairos_purchase_line")
        .where({ purchase_id: "csv:1000" })
        .first()
      expect(line.product_id).toBe(ctx.shop().mug.id)
      await sweepShop(runtime)
      await ctx.settled()
      expect(await Promise.all(tables.map(count))).toEqual(before)
      expect(await ctx.mailbox().messages(shopper.email)).toEqual(held)
    })

    it("of 10,000 orders gives each customer what they spent, and nobody a message (E-17)", async () => {
      const shopper = await agreedShopper(ctx, "ada@shop.example")
      await mailAutomation(ctx.admin)
      await ctx.settled()
      // The mailbox outlives a test.
      const held = await ctx.mailbox().messages(shopper.email)
      const ORDERS = 10_000
      const CUSTOMERS = 100
      const old = Array.from({ length: ORDERS }, (_, i) => {
        const customer = i % CUSTOMERS
        const email = customer === 0 ? shopper.email : `u${customer}@old.example`
        const day = String(1 + (i % 28)).padStart(2, "0")
        return `${i},u${customer},${email},2024-03-${day},MUG,1,${((10 + customer) / 100).toFixed(2)}\n`
      })
      const imported = await kairos(HEADER + old.join(""), "--create-customers")
      expect(imported.text).toContain("purchases: 10,000 written, 0 were there already, 0 left out")

      const runtime = runtimeOf(ctx.container())
      await scoreUnscoredProfiles(runtime)
      await sweepShop(runtime)
      await ctx.settled()
      const { rows } = await ctx.knex().raw(
        `select distinct p.order_count, round((p.spent ->> 'eur')::numeric - ${ORDERS / CUSTOMERS}
           * (case when c.email = ? then 0.10 else 0.10 + substring(c.email from 'u(\\d+)@')::int * 0.01 end), 6) as off
         from kairos_profile p join customer c on c.id = p.customer_id where p.order_count > 0`,
        [shopper.email]
      )
      expect(rows).toEqual([{ order_count: 100, off: "0.000000" }])
      expect(await ctx.knex()("kairos_delivery")).toEqual([])
      expect(await ctx.knex()("notification")).toEqual([])
      expect(await ctx.mailbox().messages(shopper.email)).toEqual(held)
    })

    it("says what is wrong with the database, without its password", async () => {
      const file = path.join(folder, "history.csv")
      writeFileSync(file, HEADER + OLD)
      const lines: string[] = []
      const say = (line: string) => lines.push(line)
      const call = ["import", "csv", file, "--currency", "eur", "--database-url"]
      const terminal = { out: say, err: say, env: {}, now: "2026-06-30T12:00:00.000Z" }
      expect(await runKairos([...call, databaseUrl("postgres")], terminal)).toBe(1)
      expect(lines.pop()).toBe("kairos: this database holds no Medusa shop; check its address")
      expect(await runKairos([...call, "postgres://u:hidden@localhost:1/none"], terminal)).toBe(1)
      expect(lines.pop()).toMatch(/cannot connect to database "none" on localhost:1/)
      expect(lines.join()).not.toContain("hidden")
    })
  })
}
