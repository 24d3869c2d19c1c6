import { createHash } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { findMoments } from "../../../src/workflows/moments/find-moments"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import {
  activated,
  agreedShopper,
  couponAction,
  mailAction,
  mailAutomation,
  makeTemplate,
} from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** What the law asks of a message beside consent, and what is written down so that the shop can prove it. */
export function lawSuite(ctx: SuiteContext): void {
  const runtime = () => runtimeOf(ctx.container())
  const born = async (shopper: Shopper, birth_date: string) =>
    ok(await ctx.admin.post(`/admin/customers/${shopper.id}`, { metadata: { birth_date } }))
  const deliveriesOf = async (shopper: Shopper) =>
    ok(await ctx.admin.get("/admin/kairos/deliveries", { customer_id: shopper.id })).deliveries
  /** As it is stored: what is shown hides the tier of whoever may have none. */
  const tierOf = async (shopper: Shopper): Promise<string | null> =>
    (await runtime().knex("kairos_profile").where({ customer_id: shopper.id }).first("tier"))
      ?.tier ?? null
  const yearsAgo = (years: number, days = 0) => {
    const day = new Date(Date.now() - days * 86_400_000)
    day.setUTCFullYear(day.getUTCFullYear() - years)
    return day.toISOString().slice(0, 10)
  }

  describe("what a message rests on (B-03)", () => {
    it("is written down with it: the consent, and its record", async () => {
      await mailAutomation(ctx.admin)
      const shopper = await agreedShopper(ctx, "basis@shop.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const [sent] = await deliveriesOf(shopper)
      const { consents } = ok(
        await ctx.admin.get("/admin/kairos/consents", { email: shopper.email })
      )
      expect(sent.consent).toEqual([
        { purpose: "marketing", channel: "email", basis: "consent", record_id: consents[0].id },
      ])
    })

    it("may be an inquiry, taken down by hand with the words, until its end", async () => {
      const email = "asked@shop.example"
      const body = { email, purpose: "marketing", channel: "email", note: "asked by telephone" }
      const refused = await ctx.admin.post("/admin/kairos/consents", {
        ...body,
        granted: false,
        basis: "inquiry",
      })
      expect([refused.status, refused.body.message]).toEqual([
        400,
        expect.stringMatching(/granted/),
      ])
      ok(
        await ctx.admin.post("/admin/kairos/consents", {
          ...body,
          granted: true,
          basis: "inquiry",
          text: "May we write to you about this?",
        })
      )
      const [taken] = ok(await ctx.admin.get("/admin/kairos/consents", { email })).consents
      expect(taken).toMatchObject({ basis: "inquiry", text: "May we write to you about this?" })
      const months =
        (Date.parse(taken.expires_at) - Date.parse(taken.occurred_at)) / 86_400_000 / 30
      expect(months).toBeGreaterThan(5.9)
      expect(months).toBeLessThan(6.3)
    })
  })

  describe("minors (B-28)", () => {
    it("get no marketing and no score, and the receipt of their order", async () => {
      await mailAutomation(ctx.admin)
      const service = { name: "Receipt", purpose: "service" }
      const { id } = await makeTemplate(ctx.admin, { ...service, subject: "Your receipt" })
      await activated(ctx.admin, {
        ...service,
        trigger: { code: "order.placed", args: {} },
        steps: [{ key: "first", actions: [mailAction(id)] }],
      })
      const child = await agreedShopper(ctx, "child@shop.example")
      await born(child, yearsAgo(13))
      await placeOrder(ctx, { shopper: child })
      await ctx.settled()
      expect((await ctx.mailbox().messages(child.email)).map(({ subject }) => subject)).toEqual([
        "Your receipt",
      ])
      const { decisions } = ok(
        await ctx.admin.get("/admin/kairos/decisions", { customer_id: child.id, kind: "skip" })
      )
      expect(decisions).toEqual([expect.objectContaining({ reason: "minor" })])
      const mother = await agreedShopper(ctx, "mother@shop.example")
      await placeOrder(ctx, { shopper: mother })
      await ctx.settled()
      await sweepShop(runtime())
      expect(await tierOf(mother)).not.toBeNull()
      expect(await tierOf(child)).toBeNull()
    })

    it("lose score, visits and queued messages when their age becomes known, also without Medusa's event", async () => {
      await mailAutomation(ctx.admin, { step: { wait: { minutes: 5 } } })
      const young = await agreedShopper(ctx, "young@shop.example")
      await placeOrder(ctx, { shopper: young })
      await ctx.settled()
      await sweepShop(runtime())
      expect(await tierOf(young)).not.toBeNull()
      const visits = () => runtime().knex("kairos_behaviour").where({ customer_id: young.id })
      const looked = {
        id: "look",
        name: "page_viewed",
        occurred_at: new Date().toISOString(),
        properties: { path: "/products" },
      }
      ok(
        await ctx.storeAs(young).post("/store/kairos/events", {
          visitor_id: "0b8c4f7e-3a52-4c4e-9d0b-6a1f2e3d4c5b",
          consent: "storage,profiling",
          events: [looked],
        })
      )
      expect(await visits()).toHaveLength(1)
      // Written past Medusa, so that nothing is hinted at.
      await runtime()
        .knex("customer")
        .where({ id: young.id })
        .update({
          metadata: { birth_date: yearsAgo(18, -3) },
          updated_at: runtime().knex.fn.now(),
        })
      await runtime().knex("kairos_delivery").update({ due_at: runtime().knex.fn.now() })
      await ctx.settled()
      expect((await deliveriesOf(young))[0]).toMatchObject({ state: "refused", reason: "minor" })
      expect(await visits()).toEqual([])
      expect(await tierOf(young)).toBeNull()
    })

    it("are none from the birthday on", async () => {
      await mailAutomation(ctx.admin)
      const grown = await agreedShopper(ctx, "grown@shop.example")
      await born(grown, yearsAgo(18, 1))
      await placeOrder(ctx, { shopper: grown })
      await ctx.settled()
      expect(await ctx.mailbox().messages(grown.email)).toHaveLength(1)
    })

    it("are as young as the youngest of their rows says", async () => {
      const account = await registerShopper(ctx, "two@shop.example")
      await born(account, yearsAgo(30))
      const metadata = { birth_date: yearsAgo(13) }
      const customers = ctx.container().resolve(Modules.CUSTOMER)
      await customers.createCustomers({ email: account.email, metadata })
      await sweepShop(runtime())
      expect(await runtime().consent.readContact(account.email)).toMatchObject(metadata)
    })
  })

  describe("consents of another system", () => {
    const LINES = [
      {
        email: "Kept@shop.example",
        granted: "yes",
        date: "2025-03-02",
        source: "newsletter form",
        text: "Sí, quiero ofertas.",
        locale: "es",
      },
      { email: "wordless@shop.example", granted: "yes", date: "2025-03-02", source: "form" },
      { email: "dateless@shop.example", granted: "yes", source: "form", text: "Yes." },
      { email: "left@shop.example", granted: "no" },
      { email: "a@@b", granted: "yes" },
    ]
    const take = async (consents: readonly object[], dry_run: boolean) =>
      ok(await ctx.admin.post("/admin/kairos/consents/import", { consents, dry_run })).import
    const may = async (email: string) =>
      (await runtime().consent.readContact(email)).consents["marketing:email"]?.granted

    it("are counted by reason first, and taken with their evidence or not at all", async () => {
      const seen = await take(LINES, true)
      expect(seen).toMatchObject({
        dry_run: true,
        lines: 5,
        granted: 1,
        withdrawn: 1,
        unchanged: 0,
        rejected: { no_wording: 1, no_date: 1, no_address: 1 },
      })
      expect(seen.examples[0]).toEqual({ index: 1, reason: "no_wording" })
      expect(await may("kept@shop.example")).toBeUndefined()

      await take(LINES, false)
      expect(await Promise.all(LINES.slice(0, 4).map(({ email }) => may(email)))).toEqual([
        true,
        undefined,
        undefined,
        false,
      ])
      const [evidence] = ok(
        await ctx.admin.get("/admin/kairos/consents", { email: "kept@shop.example" })
      ).consents
      expect(evidence).toMatchObject({
        source: "import",
        occurred_at: "2025-03-02T00:00:00.000Z",
        text: "Sí, quiero ofertas.",
        evidence: { said_in: "newsletter form" },
      })
      expect(await take(LINES, false)).toMatchObject({ unchanged: 2 })
    })

    it("undo no later word, no suppression and no erasure, and begin nothing", async () => {
      const [line] = LINES
      const email = "kept@shop.example"
      await runtime().consent.suppress(email, "email", "spam_report", "test")
      ok(
        await ctx.admin.post("/admin/kairos/consents", {
          email,
          purpose: "marketing",
          channel: "email",
          granted: false,
          note: "by telephone",
        })
      )
      await take([line!], false)
      expect(await may(email)).toBe(false)
      expect((await runtime().consent.readContact(email)).suppressed.email?.cause).toBe(
        "spam_report"
      )
      const today = await registerShopper(ctx, "today@shop.example")
      await take([{ ...line, email: today.email, date: new Date().toISOString() }], false)
      expect(await may(today.email)).toBe(true)
      const asking = await registerShopper(ctx, "asking@shop.example")
      ok(
        await ctx.admin.post("/admin/kairos/consents", {
          email: asking.email,
          purpose: "marketing",
          channel: "email",
          granted: true,
          basis: "inquiry",
          note: "asked by telephone",
        })
      )
      await findMoments(runtime())
      expect(await runtime().knex("kairos_inbox").where({ name: "consent.given" })).toEqual([])
      const erased = await agreedShopper(ctx, "erased@shop.example")
      ok(
        await ctx.admin.post(`/admin/kairos/profiles/${erased.id}/erase`, {
          customer_id: erased.id,
          reason: "requested",
        })
      )
      expect(await take([{ ...line, email: erased.email }], false)).toMatchObject({
        granted: 0,
        rejected: { erased: 1 },
      })
    })

    it("of an exclusion list are hashes, and restrict whoever did not agree (B-32)", async () => {
      const hash = createHash("sha256").update("listed@shop.example").digest("hex")
      const body = { list: "robinson", entries: [hash, "Other@shop.example", "nobody"] }
      const dry = ok(await ctx.admin.post("/admin/kairos/exclusions", body)).import
      expect(dry).toMatchObject({ dry_run: true, usable: 2, unchanged: 0, unreadable: 1 })
      expect(ok(await ctx.admin.get("/admin/kairos/exclusions")).exclusions).toEqual([])
      ok(await ctx.admin.post("/admin/kairos/exclusions", { ...body, dry_run: false }))
      const listOf = async (email: string) =>
        (await runtime().consent.readContact(email)).excluded_by ?? null
      expect(await listOf("listed@shop.example")).toBe("robinson")
      await runtime().consent.personId("listed@shop.example")
      expect(await listOf("LISTED@shop.example")).toBe("robinson")
      expect(await listOf("somebody@shop.example")).toBeNull()
      const only = { ...body, entries: [hash], replace: true, dry_run: false }
      ok(await ctx.admin.post("/admin/kairos/exclusions", only))
      expect(await listOf("other@shop.example")).toBeNull()
    })
  })

  describe("a personalised price (B-16)", () => {
    const EU = "This price was personalised for you on the basis of automated decision-making."
    const PERSONAL = {
      combinator: "and",
      rules: [{ field: "profile.order_count", operator: ">=", value: 0 }],
    }
    const stepWith = (actions: readonly object[]) => ({
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 2880,
      actions,
    })

    it("is disclosed in the mail and among the person's coupons, and no other is", async () => {
      await mailAutomation(ctx.admin)
      const offers = await makeTemplate(ctx.admin, {
        name: "Offer",
        body: "<p>{{coupon.code}}</p>",
      })
      await activated(ctx.admin, {
        name: "Offer",
        trigger: { code: "order.placed", args: {} },
        conditions: PERSONAL,
        steps: [stepWith([couponAction(), mailAction(offers.id)])],
      })
      const shopper = await agreedShopper(ctx, "tiered@shop.example")
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const mails = await ctx.mailbox().messages(shopper.email)
      const offer = mails.find(({ text }) => text.includes("automated decision"))
      expect(mails).toHaveLength(2)
      expect(offer?.text).toContain(EU)
      expect(offer?.html).toContain(EU)
      const { coupons } = ok(await ctx.storeAs(shopper).get("/store/kairos/coupons"))
      expect(coupons).toEqual([
        expect.objectContaining({ personalized_price: true, disclosure: EU }),
      ])
    })

    it("is on the page, with New York's words where the person lives in the United States", async () => {
      const content = {
        headline: "For you",
        body: "Ten percent",
        image_url: null,
        cta: null,
        products: { source: "none", ids: [] },
        disclosure: null,
      }
      ok(await ctx.admin.post("/admin/kairos/placements", { code: "home-hero", name: "Home" }))
      await activated(ctx.admin, {
        name: "Reward",
        trigger: { code: "order.placed", args: {} },
        conditions: PERSONAL,
        steps: [
          stepWith([
            couponAction(),
            { code: "show_content", args: { placement: "home-hero", content } },
          ]),
        ],
      })
      const shopper = await agreedShopper(ctx, "york@shop.example")
      const consents = [{ purpose: "personalisation", channel: "on_site", granted: true }]
      ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", { consents }))
      ok(
        await ctx.admin.post(`/admin/customers/${shopper.id}/addresses`, {
          country_code: "us",
          address_1: "1 Street",
          first_name: "A",
          last_name: "B",
          city: "NY",
          is_default_shipping: true,
        })
      )
      await placeOrder(ctx, { shopper })
      await ctx.settled()
      const shown = ok(
        await ctx.storeAs(shopper).get("/store/kairos/content", { placements: "home-hero" })
      )
      expect(shown.content["home-hero"]).toMatchObject({
        personalized_price: true,
        disclosure: "THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA",
      })
    })
  })

  it("conditions on what the law protects are warned of and audited (B-17)", async () => {
    const { automation } = await mailAutomation(ctx.admin, {
      conditions: {
        combinator: "and",
        rules: [{ field: "customer.groups", operator: "containsAny", value: ["Pregnant"] }],
      },
    })
    const shown = ok(await ctx.admin.get(`/admin/kairos/automations/${automation.id}`)).automation
    expect(shown.warnings[0].es).toContain("salud")
    const { entries } = ok(
      await ctx.admin.get("/admin/kairos/audit", { action: "sensitive_input" })
    )
    expect(entries).toEqual([
      expect.objectContaining({ entity_id: automation.id, changed: ["customer.groups"] }),
    ])
  })

  it("who opts in or out enters automations that begin with it (E14)", async () => {
    const begins = (code: string, purpose: string) =>
      mailAutomation(ctx.admin, {
        name: `${code} ${purpose}`,
        trigger: { code, args: { purpose } },
      })
    const { automation: goodbye } = await begins("consent.withdrawn", "marketing")
    await begins("consent.withdrawn", "reviews")
    const { automation: hello } = await begins("consent.given", "marketing")
    const shopper = await agreedShopper(ctx, "said@shop.example")
    const own = ctx.storeAs(shopper)
    const consents = [{ purpose: "marketing", channel: "email", granted: false }]
    ok(await own.post("/store/kairos/preferences", { consents }))
    expect(await findMoments(runtime())).toMatchObject({
      "consent.given": 1,
      "consent.withdrawn": 1,
    })
    expect(await findMoments(runtime())).toMatchObject({
      "consent.given": 0,
      "consent.withdrawn": 0,
    })
    const events = await runtime().knex("kairos_inbox").where({ email: shopper.email }).select("*")
    const withdrawn = events.find(({ name }) => name === "consent.withdrawn")
    expect(withdrawn).toMatchObject({
      customer_id: shopper.id,
      properties: {
        consent_purpose: "marketing",
        consent_channel: "email",
        consent_source: "preferences",
      },
    })
    await ctx.settled()
    const { decisions } = ok(
      await ctx.admin.get("/admin/kairos/decisions", { customer_id: shopper.id })
    )
    const entered = decisions.map(({ automation_id }: { automation_id: string }) => automation_id)
    expect(entered.sort()).toEqual([goodbye.id, hello.id].sort())
  })
}
