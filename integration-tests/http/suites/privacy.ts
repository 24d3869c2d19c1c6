import { keepCarts } from "../../../src/workflows/moments/keep-carts"
import { backfillChangedOrders } from "../../../src/workflows/profile/backfill-changed-orders"
import { scoreUnscoredProfiles } from "../../../src/workflows/profile/score-unscored-profiles"
import { ingestEvents } from "../../../src/workflows/ingest/ingest-events"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import { activated, agreeTo, couponAction, mailAction, makeTemplate } from "../../support/marketer"
import { ok, placeOrder, readyCart, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const EMAIL = "solveig@erasure.example"
const NAME = "Solveigdotter"
const PHONE = "+34611000777"
/** Where Medusa itself keeps a customer, their login, what they ordered and what its workflows did: the shop's to delete or to keep. */
const SHOPS_OWN: readonly string[] = [
  "account_holder",
  "auth_identity",
  "cart",
  "customer",
  "customer_account_holder",
  "order",
  "payment_session",
  "provider_identity",
  "workflow_execution",
]
const VISITOR = "vis_fedcba9876543210fedcba9876543210"

export const privacySuite = (ctx: SuiteContext) =>
  describe("privacy", () => {
    const runtime = () => runtimeOf(ctx.container())
    const now = () => new Date(Date.now()).toISOString()

    /** Where any of these stands, in any column of any table of ours and of Medusa's notifications. */
    const standing = async (...needles: readonly string[]): Promise<string[]> => {
      const { rows } = await ctx.knex().raw<{ rows: { name: string }[] }>(
        `select tablename as name from pg_tables
         where schemaname = 'public' and (tablename like 'kairos\\_%' or tablename = 'notification') order by 1`
      )
      const found: string[] = []
      for (const { name } of rows) {
        const dump = await ctx
          .knex()
          .raw<{ rows: { text: string }[] }>(`select lower(t::text) as text from "${name}" t`)
        const hits = needles.filter((needle) =>
          dump.rows.some(({ text }) => text.includes(needle.toLowerCase()))
        )
        found.push(...hits.map((needle) => `${name}: ${needle}`))
      }
      return found
    }

    /** The tables of Medusa that hold any of these. */
    const inMedusa = async (needles: readonly string[]): Promise<string[]> => {
      const { rows } = await ctx.knex().raw<{ rows: { name: string }[] }>(
        `select tablename as name from pg_tables
         where schemaname = 'public' and tablename not like 'kairos\\_%' order by 1`
      )
      const found = await Promise.all(
        rows.map(async ({ name }) => {
          const hit = await ctx.knex().raw<{ rows: unknown[] }>(
            `select from "${name}" t where exists (
               select from unnest(cast(:needles as text[])) n where position(lower(n) in lower(t::text)) > 0) limit 1`,
            { needles: needles as never }
          )
          return hit.rows.length > 0 ? [name] : []
        })
      )
      return found.flat()
    }

    /** A guest's order, an account with everything that can hang on it, and something that still waits. */
    const livedThrough = async () => {
      const template = await makeTemplate(ctx.admin, {
        subject: "Hello {{default customer.first_name 'you'}}",
        body: "<p>{{default customer.last_name 'you'}} {{coupon.code}}</p>",
      })
      const trigger = { code: "order.placed", args: {} }
      await activated(ctx.admin, {
        name: "Thanks",
        trigger,
        reentry: { kind: "always" },
        steps: [{ key: "first", actions: [couponAction(), mailAction(template.id)] }],
      })
      const waiting = await makeTemplate(ctx.admin)
      await activated(ctx.admin, {
        name: "Later",
        trigger,
        steps: [{ key: "first", wait: { minutes: 60 }, actions: [mailAction(waiting.id)] }],
      })
      await sweepShop(runtime())
      await agreeTo(ctx, EMAIL)
      const guest = await placeOrder(ctx, { email: "Solveig@Erasure.example" })
      const ada = await registerShopper(ctx, EMAIL)
      const own = ctx.storeAs(ada)
      ok(await own.post("/store/customers/me", { last_name: NAME, phone: PHONE }))
      ok(
        await own.post("/store/kairos/preferences", {
          topics: ["gifts"],
          answers: { shops_for: "family" },
          locale: "es",
        })
      )
      ok(
        await own.post("/store/kairos/events", {
          visitor_id: VISITOR,
          consent: "storage,profiling",
          events: [
            { id: "v1", name: "page_viewed", occurred_at: now(), properties: { path: "/" } },
          ],
        })
      )
      const order = await placeOrder(ctx, { shopper: ada })
      const cart = await readyCart(ctx, { shopper: ada })
      await ctx.settled()
      // A coupon that was presented is a promotion of Medusa's, whose rule names its owner.
      const [{ code }] = ok(await own.get("/store/kairos/coupons")).coupons
      ok(await own.post(`/store/carts/${cart}/promotions`, { promo_codes: [code] }))
      await keepCarts(runtime())
      const { customer_id } = await ctx.knex()("order").where({ id: guest.id }).first("customer_id")
      return { ada, guest: customer_id as string, order }
    }
    const erase = (id: string, body: object) =>
      ctx.admin.post(`/admin/kairos/profiles/${id}/erase`, body)
    const erased = async ({ id }: Pick<Shopper, "id">) =>
      ok(await erase(id, { customer_id: id, reason: "requested" })).receipt

    it("shows what is held, told from seen from concluded, and never another row of the address (G10)", async () => {
      const { ada, guest } = await livedThrough()
      const answer = await ctx.admin.get(`/admin/kairos/profiles/${ada.id}/privacy`)
      const { privacy } = ok(answer)
      const tables = (kind: string) =>
        privacy[kind].map(({ table }: { table: string }) => table) as string[]
      expect(tables("observed")).toEqual(
        expect.arrayContaining([
          "kairos_purchase",
          "kairos_purchase_line",
          "kairos_behaviour",
          "kairos_cart",
          "kairos_delivery",
          "kairos_coupon",
        ])
      )
      expect(tables("inferred")).toEqual(
        expect.arrayContaining(["kairos_profile", "kairos_decision"])
      )
      expect(privacy.consents).toContainEqual(
        expect.objectContaining({ purpose: "marketing", channel: "email", granted: true })
      )
      expect(privacy.decisions[0].because.pt).toEqual(expect.any(String))
      expect(privacy.same_address).toEqual([{ customer_id: guest, has_account: false }])
      expect(JSON.stringify(privacy.observed)).not.toContain(guest)

      const file = await ctx.admin.get(`/admin/kairos/profiles/${ada.id}/privacy?download=true`)
      expect(file.headers.get("content-disposition")).toContain("kairos-dossier.json")
      expect((await ctx.admin.get("/admin/kairos/profiles/cus_none/privacy")).status).toBe(404)
    })

    it("erases a person everywhere, guests too, and nothing brings them back (G10)", async () => {
      const { ada, guest, order } = await livedThrough()
      const person = [EMAIL, ada.id, guest, NAME, PHONE]
      expect((await standing(...person)).length).toBeGreaterThan(15)
      const [coupon] = ok(await ctx.storeAs(ada).get("/store/kairos/coupons")).coupons
      expect(await inMedusa(person)).toEqual(
        expect.arrayContaining(["customer", "notification", "order", "promotion_rule_value"])
      )

      const receipt = await erased(ada)
      expect(receipt.verification).toMatchObject({ hits: [] })
      expect(receipt).toMatchObject({ customers: 2, addresses: 1, reason: "requested" })
      expect(receipt.notifications).toBeGreaterThan(0)
      expect(receipt.coupons_ended).toBe(2)
      expect(await standing(...person)).toEqual([])
      const elsewhere = await inMedusa(person)
      expect(elsewhere.filter((table) => !SHOPS_OWN.includes(table))).toEqual([])
      const states = await ctx.knex()("kairos_delivery").pluck("state")
      expect(states.filter((state) => ["queued", "held"].includes(state))).toEqual([])
      expect(states).toContain("cancelled")
      const coupons = await ctx.knex()("kairos_coupon").pluck("status")
      expect(new Set(coupons)).toEqual(new Set(["voided"]))
      const evidence = await ctx.knex()("kairos_consent").select("email", "customer_id")
      expect(evidence.length).toBeGreaterThan(0)
      expect(evidence.filter(({ email }) => !/^erased:./.test(email))).toEqual([])

      // What comes late, again, or from elsewhere.
      const events = ["support.ticket_closed"].map((name) => ({
        id: `${name}:late`,
        name,
        entity_id: "late",
        email: " Solveig@ERASURE.example",
        source: "api" as const,
        occurred_at: new Date(order.created_at as string),
      }))
      expect(await ingestEvents(runtime(), events)).toEqual([])
      await ctx.knex().raw(
        `insert into kairos_purchase (id, customer_id, email, source, external_id, occurred_at, currency_code, total, item_count)
         values ('old:1', 'cus_imported', ?, 'old', '1', '2020-01-01', 'eur', 10, 1)`,
        [EMAIL]
      )
      await ctx
        .knex()
        .raw(
          "insert into kairos_profile (customer_id, computed_at) values ('cus_imported', '-infinity')"
        )
      expect(await scoreUnscoredProfiles(runtime())).toBe(0)
      const late = { id: "v2", name: "page_viewed", occurred_at: order.created_at, properties: {} }
      const visit = { visitor_id: VISITOR, consent: "storage,profiling", events: [late] }
      expect(ok(await ctx.storeAs(ada).post("/store/kairos/events", visit)).accepted).toBe(0)
      await sweepShop(runtime())
      await backfillChangedOrders(runtime())
      await keepCarts(runtime())
      await ctx.settled()
      expect(await standing(...person, "cus_imported")).toEqual([])

      // The ledgers can still be read.
      const { decisions } = ok(await ctx.admin.get("/admin/kairos/decisions"))
      expect(decisions.length).toBeGreaterThan(1)
      for (const { id } of decisions) {
        ok(await ctx.admin.get(`/admin/kairos/decisions/${id}`))
      }
      ok(await ctx.admin.get("/admin/kairos/deliveries"))

      // A new purchase is a new relation, and no message: the address stays suppressed.
      const mails = (await ctx.mailbox().messages(EMAIL)).length
      await placeOrder(ctx, { shopper: ada, promo_codes: [] })
      await ctx.settled()
      expect((await ctx.mailbox().messages(EMAIL)).length).toBe(mails)
      expect(await ctx.knex()("kairos_purchase").pluck("customer_id")).toEqual([ada.id])
      const used = await ctx.store.post(
        `/store/carts/${await readyCart(ctx, { email: EMAIL })}/promotions`,
        {
          promo_codes: [coupon.code],
        }
      )
      expect(used.status).toBe(400)

      // Once more, and what came since goes, too.
      expect((await erased(ada)).verification.hits).toEqual([])
      expect(await standing(...person)).toEqual([])
    })

    it("shows and erases for a session what is its own, and nothing of another row of the address", async () => {
      const { ada, guest } = await livedThrough()
      const own = ctx.storeAs(ada)
      const { privacy } = ok(await own.get("/store/kairos/privacy/export"))
      expect(privacy.observed.map(({ table }: { table: string }) => table)).toContain(
        "kairos_purchase"
      )
      expect(JSON.stringify(privacy)).not.toContain(guest)

      ok(await own.post("/store/kairos/privacy/object"))
      const [profile] = await ctx.knex()("kairos_profile").where({ customer_id: ada.id })
      expect(profile.tier).toBeNull()
      expect(ok(await own.get("/store/kairos/privacy/export")).privacy.consents).toContainEqual(
        expect.objectContaining({ purpose: "profiling", channel: "on_site", granted: false })
      )

      // A guest's row has the same address: what belongs to the address is not this session's to erase.
      const { receipt } = ok(await own.post("/store/kairos/privacy/erase"))
      expect(receipt).toMatchObject({ customers: 1, addresses: 0 })
      expect(receipt.verification.hits).toEqual([{ table: "kairos_consent", rows: 1 }])
      expect(await standing(ada.id)).toEqual([`kairos_consent: ${ada.id}`])
      expect(await ctx.knex()("kairos_purchase").pluck("customer_id")).toEqual([guest])
      expect(await ctx.knex()("kairos_contact").pluck("email")).toEqual([EMAIL])

      const anybody = await ctx.store.post("/store/kairos/privacy/erase")
      expect(anybody.status).toBe(401)
    })

    it("erases for a session the choices of an address that is its alone", async () => {
      const bea = await registerShopper(ctx, "bea@erasure.example")
      ok(await ctx.storeAs(bea).post("/store/kairos/preferences", { topics: ["gifts"] }))
      await ctx.settled()
      // Somebody else's purchase, for which this address was given.
      await ctx.knex().raw(
        `insert into kairos_purchase (id, customer_id, email, source, external_id, occurred_at, currency_code, total, item_count)
         values ('old:2', 'cus_elsewhere', ?, 'old', '2', '2020-01-01', 'eur', 10, 1)`,
        [bea.email]
      )
      const { privacy } = ok(await ctx.storeAs(bea).get("/store/kairos/privacy/export"))
      expect(JSON.stringify(privacy)).toContain("gifts")
      expect(JSON.stringify(privacy)).not.toContain("old:2")
      await ctx.knex()("kairos_purchase").where({ id: "old:2" }).delete()
      const { receipt } = ok(await ctx.storeAs(bea).post("/store/kairos/privacy/erase", {}))
      expect(receipt.verification.hits).toEqual([])
      expect(await standing(bea.id, bea.email)).toEqual([])
    })

    it("refuses an erasure that was not meant, and writes nothing", async () => {
      const { ada } = await livedThrough()
      const before = await standing(EMAIL)
      const answers = [
        await erase(ada.id, { customer_id: "cus_other", reason: "requested" }),
        await erase(ada.id, { reason: "requested" }),
        await erase(ada.id, { customer_id: ada.id, reason: "because Ana asked" }),
        await erase("cus_none", { customer_id: "cus_none", reason: "requested" }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404])
      expect(answers[0]?.body.message).toContain("customer_id")
      expect(answers[2]?.body.message).toContain("requested")
      expect(await standing(EMAIL)).toEqual(before)
      expect(await ctx.knex()("kairos_erasure")).toEqual([])
    })
  })
