import type { CartSighting } from "../../src/core/cart/cart"
import type { AutomationDefinition } from "../../src/core/decision/automation"
import { AutomationService } from "../../src/modules/kairos-automation/service"
import { ConsentService } from "../../src/modules/kairos-consent/service"
import { ProfileService } from "../../src/modules/kairos-profile/service"
import { findMoments } from "../../src/workflows/moments/find-moments"
import { claimedJob } from "../../src/workflows/support/claimed-job"
import type { Runtime } from "../../src/workflows/support/runtime"
import { mergeCatalog } from "../../src/catalog"
import {
  connect,
  createTestDatabase,
  emptyTables,
  type TestDatabase,
} from "../support/test-database"
import { testOptions } from "../support/test-options"

const definition = (code: string, args: Record<string, unknown>): AutomationDefinition => ({
  name: code,
  objective: "inform",
  purpose: "marketing",
  trigger: { code, args },
  conditions: null,
  steps: [],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
})

describe("moments", () => {
  let database: TestDatabase
  let automation: AutomationService
  let profile: ProfileService
  let runtime: Runtime
  let purchases = 0
  beforeAll(async () => {
    database = await createTestDatabase()
    automation = new AutomationService(database.container, testOptions())
    // Work is only put into the inbox here; nobody drains it.
    automation.stopping = true
    profile = new ProfileService(database.container)
    runtime = {
      knex: database.knex,
      automation,
      consent: new ConsentService(database.container, testOptions()),
      profile,
      catalog: mergeCatalog(automation.options),
      options: automation.options,
    } as unknown as Runtime
    // What the moments ask of Medusa's own tables.
    await database.knex.raw(
      `create table cart (id text primary key, completed_at timestamptz, deleted_at timestamptz);
       create table "order" (id text primary key, customer_id text);
       create table customer (id text primary key, email text, has_account boolean, created_at timestamptz, deleted_at timestamptz);
       create table store (id text, deleted_at timestamptz);
       create table store_currency (store_id text, currency_code text, is_default boolean, deleted_at timestamptz, created_at timestamptz);
       insert into store values ('store_1', null);
       insert into store_currency values ('store_1', 'eur', true, null, now());`
    )
  })
  beforeEach(async () => {
    await emptyTables(database.knex)
    await database.knex.raw(`truncate cart, customer, "order"`)
  })
  afterAll(() => database.drop())

  const activate = async (code: string, args: Record<string, unknown>): Promise<string> => {
    const { id } = await automation.automations.create(definition(code, args), "user_1")
    await automation.automations.setStatus(id, "active")
    return id
  }
  const inbox = (name: string) =>
    database.knex("kairos_inbox").where({ name }).orderBy("id").pluck("entity_id")
  const lay = async (cart_id: string, minutes: number, more: Partial<CartSighting> = {}) => {
    const { rows } = await database.knex.raw("select now() - make_interval(mins => ?) as at", [
      minutes,
    ])
    const at = (rows[0].at as Date).toISOString()
    await database.knex("cart").insert({ id: cart_id }).onConflict("id").ignore()
    const seen: CartSighting = {
      cart_id,
      customer_id: `cus_${cart_id}`,
      email: `${cart_id}@shop.example`,
      currency_code: "eur",
      item_count: 1,
      item_total: "20",
      items_print: "mug x 1",
      contact_print: "",
      choices: [],
      begun_at: at,
      items_at: at,
      contact_at: at,
      choices_at: null,
      deleted_at: null,
      placed_at: null,
      order_id: null,
      ...more,
    }
    await profile.carts.record([seen], { abandoned_after_minutes: 60, baseline: false })
  }
  const bought = async (
    customer: string,
    ages: readonly number[],
    more: Record<string, unknown> = {}
  ) => {
    for (const days of ages) {
      purchases += 1
      await database.knex.raw(
        `insert into kairos_purchase (id, customer_id, email, source, external_id, occurred_at, currency_code, total, refunded, canceled, item_count)
         values (?, ?, ?, ?, ?, now() - ?::float * interval '1 day', ?, ?, ?, ?, 1)`,
        [
          `purchase_${purchases}`,
          customer,
          more.email ?? `${customer}@shop.example`,
          more.source ?? "medusa",
          `${purchases}`,
          days,
          more.currency_code ?? "eur",
          more.total ?? 40,
          more.refunded ?? 0,
          more.canceled ?? false,
        ] as never
      )
    }
    await profile.recomputeProfiles(
      [customer],
      (await automation.settings.read()).tiers,
      new Date().toISOString()
    )
  }

  describe("cart.abandoned", () => {
    it("comes once per cart, activity and waiting time, and only after the time", async () => {
      await activate("cart.abandoned", { after_minutes: 60 })
      await activate("cart.abandoned", { after_minutes: 60 })
      await activate("cart.abandoned", { after_minutes: 1440 })
      await lay("young", 59)
      await lay("left", 61)
      await lay("old", 1441)
      await lay("nobody", 90, { customer_id: null, email: null })
      await lay("guest", 90, { customer_id: null })
      await findMoments(runtime)
      await findMoments(runtime)
      expect(await inbox("cart.abandoned")).toEqual(["guest", "left", "old", "old"])
      const rows = await database.knex("kairos_inbox").where({ entity_id: "left" })
      expect(rows[0].properties.after_minutes).toBe(60)
      expect(rows[0].occurred_at - Date.parse(rows[0].properties.last_activity_at)).toBe(3_600_000)
    })

    it("misses nobody after three hours, and reaches back two days at most", async () => {
      await activate("cart.abandoned", { after_minutes: 60 })
      for (const [cart, hours] of [
        ["one", 1.5],
        ["three", 4],
        ["two-days", 48.5],
        ["too-late", 49.5],
      ] as const) {
        await lay(cart, hours * 60)
      }
      await findMoments(runtime)
      expect(await inbox("cart.abandoned")).toEqual(["one", "three", "two-days"].sort())
    })

    it("asks Medusa's cart once more: what was bought or deleted a moment ago is no moment", async () => {
      await activate("cart.abandoned", { after_minutes: 60 })
      for (const cart of ["bought", "deleted", "gone", "left"]) {
        await lay(cart, 90)
      }
      await database.knex.raw(
        `update cart set completed_at = now() where id = 'bought';
         update cart set deleted_at = now() where id = 'deleted';
         delete from cart where id = 'gone'`
      )
      await findMoments(runtime)
      expect(await inbox("cart.abandoned")).toEqual(["left"])
    })

    it("does not come again for carts from before the trigger was changed", async () => {
      const id = await activate("cart.abandoned", { after_minutes: 60 })
      await lay("before", 90)
      await findMoments(runtime)
      const other = definition("cart.abandoned", { after_minutes: 30 })
      await automation.automations.update(id, other, "user_1")
      await lay("during", 31)
      await findMoments(runtime)
      expect(await inbox("cart.abandoned")).toEqual(["before"])
      // As time goes by: the change lies an hour back, and a new name is no new trigger.
      await database.knex.raw(
        "update kairos_automation_version set created_at = created_at - interval '1 hour'"
      )
      await automation.automations.update(id, { ...other, name: "Renamed" }, "user_1")
      await findMoments(runtime)
      expect(await inbox("cart.abandoned")).toEqual(["before", "during"])
    })

    it("is there once, and its minute runs once, when twenty instances look at the same time", async () => {
      await activate("cart.abandoned", { after_minutes: 60 })
      for (let i = 0; i < 30; i++) {
        await lay(`cart_${i}`, 90)
      }
      const pools = Array.from({ length: 20 }, () => connect(database.url))
      // A worker that is stopping begins no job.
      const working = Object.create(automation, { stopping: { value: false } }) as AutomationService
      let runs = 0
      await Promise.all(
        pools.map((knex) =>
          claimedJob({ ...runtime, knex, automation: working }, "moments", 3600, async () => {
            runs += 1
            return findMoments({ ...runtime, knex })
          })
        )
      )
      expect(runs).toBe(1)
      // And if the claim did not hold, the keys would.
      await Promise.all(pools.map((knex) => findMoments({ ...runtime, knex })))
      await Promise.all(pools.map((pool) => pool.destroy()))
      expect(await inbox("cart.abandoned")).toHaveLength(30)
    })
  })

  describe("cart.recovered", () => {
    it("comes once, with its order, whether an automation asks for it or not", async () => {
      await lay("left", 240)
      await profile.carts.markAbandoned(60)
      await database.knex("order").insert({ id: "order_1", customer_id: "cus_1" })
      const placed_at = new Date(Date.now() - 60_000).toISOString()
      await lay("left", 240, { placed_at, order_id: "order_1" })
      await lay("quick", 10, { placed_at, order_id: "order_2" })
      await findMoments(runtime)
      await findMoments(runtime)
      const rows = await database.knex("kairos_inbox")
      expect(rows.map(({ name, entity_id }) => [name, entity_id])).toEqual([
        ["cart.recovered", "order_1"],
      ])
      expect(rows[0]).toMatchObject({ customer_id: "cus_1", properties: { cart_id: "left" } })
    })
  })

  describe("customer.inactive", () => {
    it("comes on the day of the mark, and not to everybody who left long ago", async () => {
      await activate("customer.inactive", { days: 60 })
      await bought("today", [60.1])
      await bought("yesterday", [300, 61.5])
      await bought("soon", [59.9])
      await bought("years", [900])
      await bought("again", [60.5, 3])
      await findMoments(runtime)
      await findMoments(runtime)
      expect(await inbox("customer.inactive")).toEqual(["today", "yesterday"])
    })

    it("does not come to whoever bought again as a guest", async () => {
      await activate("customer.inactive", { days: 60 })
      await bought("account", [60.5], { email: "same@shop.example" })
      await bought("guest", [10], { email: "same@shop.example" })
      await findMoments(runtime)
      expect(await inbox("customer.inactive")).toEqual([])
    })
  })

  describe("product.due", () => {
    const PRODUCT = "prod_filter"
    /** What a night learned: when this person will need it again, in so many days of the shop's calendar. */
    const learned = (customer_id: string, days: number, rise: number | null = null) =>
      database.knex.raw(
        `insert into kairos_due (customer_id, product_key, last_bought, due_from, due_median, due_to, due_rise, own_weight)
         select :customer_id, :product, today - 30, today + :days::int - 3, today + :days::int, today + :days::int + 3,
           today + :rise::int, 0.5
         from (select (now() at time zone :zone)::date as today) t`,
        { customer_id, product: PRODUCT, days, rise, zone: automation.options.timeZone }
      )
    const boughtFilter = async (customer: string, days: number) => {
      await bought(customer, [days])
      await database.knex("kairos_purchase_line").insert({
        purchase_id: `purchase_${purchases}`,
        line_no: 1,
        product_id: PRODUCT,
        title: "Filter",
        quantity: 1,
        unit_price: 10,
      })
    }

    it("goes by what was learned of the person, else by the life that a plan states, and leaves whoever subscribes to it", async () => {
      await activate("product.due", { days: 7 })
      const terms = { term: { unit: "day", count: 30 }, renewal: "manual" }
      const plan = { id: "kplan_1", name: "Filter", product_id: PRODUCT, status: "active" }
      await database.knex("kairos_plan").insert({ ...plan, terms: JSON.stringify(terms) })
      // Of all of them the plan would say another day, or none.
      for (const [customer, days] of [
        ["today", 7],
        ["yesterday", 6],
        ["tomorrow", 8],
        ["long_ago", 3],
        ["subscriber", 7],
      ] as const) {
        await boughtFilter(customer, 23.1)
        await learned(customer, days)
      }
      await boughtFilter("stranger", 23.1)
      await boughtFilter("new", 5)
      await database.knex.raw(
        `insert into kairos_subscription (id, plan_id, plan_version, plan_name, customer_id, product_id, variant_id, title, quantity,
           currency_code, line_item_id, anchor_date, anchor_minute, zone, terms, status, started_at, current_until)
         values ('ksub_1', 'kplan_1', 1, 'Filter', 'subscriber', ?, 'variant_1', 'Filter', 1, 'eur', 'item_1', '2026-01-31', 0, 'UTC', '{}',
           'active', now(), now() + interval '30 days')`,
        [PRODUCT]
      )
      await boughtFilter("after_midnight", 23.1)
      const { rows } = await database.knex.raw(
        `update kairos_purchase set occurred_at = date_trunc('day', occurred_at, :zone) + interval '1 second'
         where customer_id = 'after_midnight' returning (occurred_at at time zone :zone)::date::text as day`,
        { zone: automation.options.timeZone }
      )
      await findMoments(runtime)
      await findMoments(runtime)
      const events = await database
        .knex("kairos_inbox")
        .where({ name: "product.due" })
        .orderBy("customer_id")
      expect(
        events.map(({ customer_id, properties }) => [customer_id, properties.known_by])
      ).toEqual([
        ["after_midnight", "plan"],
        ["stranger", "plan"],
        ["today", "learned"],
        ["yesterday", "learned"],
      ])
      // A day that the database's own clock names otherwise.
      expect(events[0].properties.last_bought).toBe(rows[0].day)
    })

    it("comes when buying begins to be likely, once, and by the day where nobody can tell when that is", async () => {
      await activate("product.due", { days: 7, when: "rise" })
      for (const [customer, days, rise] of [
        ["begins", 20, 0],
        ["began", 7, -9],
        ["not_yet", 7, 3],
        ["unclear", 7, null],
        ["unclear_later", 20, null],
      ] as const) {
        await boughtFilter(customer, 30)
        await learned(customer, days, rise)
      }
      await findMoments(runtime)
      await database.knex("kairos_due").where({ customer_id: "begins" }).update({ due_rise: null })
      await findMoments(runtime)
      const events = await database
        .knex("kairos_inbox")
        .where({ name: "product.due" })
        .orderBy("customer_id")
      expect(
        events.map(({ customer_id, properties: { when, likely_on } }) => [
          customer_id,
          when,
          likely_on,
        ])
      ).toEqual([
        ["begins", "rise", expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
        ["unclear", "rise", null],
      ])
    })

    it("comes again on the day that somebody named who did not need it yet, and not before (BEYOND-12)", async () => {
      await activate("product.due", { days: 7 })
      const saidNotYet = (customer_id: string, remind: number, bought = 30) =>
        database.knex.raw(
          `insert into kairos_not_yet (customer_id, product_key, last_bought, said_on, remind_on)
           select :customer_id, :product, today - :bought::int, today - 7, today + :remind::int
           from (select (now() at time zone :zone)::date as today) t`,
          { customer_id, product: PRODUCT, bought, remind, zone: automation.options.timeZone }
        )
      // The night would remind all of them today.
      for (const customer of ["again", "later", "bought", "used_up"]) {
        await boughtFilter(customer, 30)
        await learned(customer, 7)
      }
      await saidNotYet("again", 0)
      await saidNotYet("later", 1)
      await saidNotYet("bought", 0)
      await boughtFilter("bought", 3)
      await database.knex("kairos_due").where({ customer_id: "bought" }).delete()
      // Of the one before; what they have now they said nothing of.
      await saidNotYet("used_up", 0, 60)
      await findMoments(runtime)
      await findMoments(runtime)
      const events = await database
        .knex("kairos_inbox")
        .where({ name: "product.due" })
        .orderBy("customer_id")
      expect(
        events.map(({ customer_id, properties }) => [customer_id, properties.known_by])
      ).toEqual([
        ["again", "told"],
        ["used_up", "learned"],
      ])
      expect(events[0].properties.due_on > events[0].properties.said_on).toBe(true)
    })

    it("counts a plan's life from the last purchase, however long ago, and not from one that was cancelled", async () => {
      await activate("product.due", { days: 0 })
      await database.knex("kairos_plan").insert({
        id: "kplan_400",
        name: "Filter",
        product_id: PRODUCT,
        status: "active",
        terms: JSON.stringify({ term: { unit: "day", count: 400 }, renewal: "manual" }),
      })
      const ago = 400.25
      await boughtFilter("once", ago)
      await boughtFilter("earlier", ago + 40)
      await boughtFilter("later", ago - 40)
      // The last purchase counts: this one's is not due yet, and that one's was.
      await boughtFilter("again", ago)
      await boughtFilter("again", ago - 300)
      await boughtFilter("twice", ago + 100)
      await boughtFilter("twice", ago)
      await boughtFilter("cancelled", ago)
      await boughtFilter("cancelled", ago - 300)
      await database
        .knex("kairos_purchase")
        .where({ id: `purchase_${purchases}` })
        .update({ canceled: true })
      await boughtFilter("something", ago)
      await bought("something", [ago - 300])
      // A lease of three years, by the calendar.
      await database.knex("kairos_plan").insert({
        id: "kplan_lease",
        name: "Lease",
        product_id: "prod_car",
        status: "active",
        terms: JSON.stringify({ term: { unit: "year", count: 3 }, renewal: "manual" }),
      })
      await boughtFilter("leases", 0)
      const [lease, began] = [`purchase_${purchases}`, "now() - interval '3 years 6 hours'"]
      await database
        .knex("kairos_purchase_line")
        .where({ purchase_id: lease })
        .update({ product_id: "prod_car" })
      await database
        .knex("kairos_purchase")
        .where({ id: lease })
        .update({ occurred_at: database.knex.raw(began) })
      await findMoments(runtime)
      const events = await database.knex("kairos_inbox").where({ name: "product.due" })
      expect(events.map(({ customer_id }) => customer_id).sort()).toEqual([
        "cancelled",
        "leases",
        "once",
        "something",
        "twice",
      ])
    })
  })

  describe("season.day", () => {
    const today = async (): Promise<{ month: string; day: number }> => {
      const { rows } = await database.knex.raw(
        `select extract(month from now() at time zone :zone)::text as month,
           extract(day from now() at time zone :zone)::int as day`,
        { zone: automation.options.timeZone }
      )
      return rows[0]
    }
    const customer = (id: string, more: Record<string, unknown> = {}) =>
      database.knex("customer").insert({
        id,
        email: `${id}@shop.example`,
        has_account: true,
        created_at: new Date("2026-01-01T00:00:00Z"),
        ...more,
      })

    it("comes to whoever has an account or has bought, once per person and year", async () => {
      await activate("season.day", await today())
      await customer("account")
      await customer("guest", { has_account: false })
      await bought("guest", [400])
      await customer("stranger", { has_account: false })
      await customer("gone", { deleted_at: new Date() })
      await customer("twice", { email: " Same@shop.example " })
      await customer("twice_guest", { email: "same@shop.example", has_account: false })
      await bought("twice_guest", [10])
      await findMoments(runtime)
      await findMoments(runtime)
      expect(await inbox("season.day")).toEqual(["account", "guest", "twice"])
    })

    it("does not come on another day, nor to an automation that asks for it since today alone", async () => {
      await customer("account")
      const { month, day } = await today()
      const other = day === 15 ? 16 : 15
      const id = await activate("season.day", { month, day: other })
      await findMoments(runtime)
      await automation.automations.update(id, definition("season.day", { month, day }), "user_1")
      await findMoments(runtime)
      expect(await inbox("season.day")).toEqual([])
    })
  })

  describe("tier.up, tier.down and tier.at_risk", () => {
    const change = (customer_id: string, more: Record<string, unknown> = {}) =>
      database.knex("kairos_tier_change").insert({
        customer_id,
        at: database.knex.raw("date_trunc('milliseconds', now()) - interval '1 hour'"),
        kind: "up",
        from_tier: "B",
        to_tier: "A",
        score: 4.25,
        reason: "purchase",
        policy_version: 1,
        ...more,
      })
    const NAMES = ["tier.up", "tier.down", "tier.at_risk"] as const
    const found = async () =>
      Object.fromEntries(
        await Promise.all(NAMES.map(async (name) => [name, await inbox(name)] as const))
      )

    it("come with each change, once, whoever asks for them", async () => {
      await change("rises")
      await change("fades", { kind: "down", from_tier: "A", to_tier: "B", reason: "time" })
      await change("refunded", { kind: "down", from_tier: "B", to_tier: "C", reason: "refund" })
      await change("doubtful", { kind: "at_risk", from_tier: "A", to_tier: "B", reason: "time" })
      await findMoments(runtime)
      await findMoments(runtime)
      expect(await found()).toEqual({
        "tier.up": ["rises"],
        "tier.down": ["fades", "refunded"],
        "tier.at_risk": ["doubtful"],
      })
      const [row] = await database.knex("kairos_inbox").where({ entity_id: "rises" })
      expect(row.id).toBe(`tier.up:rises:${row.occurred_at.getTime()}`)
      expect(row.properties).toEqual({ tier_from: "B", tier_to: "A", tier_score: 4.25 })
    })

    it("do not come with a first tier, an end, an import, another policy or what lies days back", async () => {
      const old = database.knex.raw("now() - interval '49 hours'")
      await change("first", { kind: "first", from_tier: null })
      await change("ended", { kind: "ended", to_tier: null, reason: "refund" })
      for (const reason of ["history", "policy"]) {
        await change(`${reason}_up`, { reason })
        await change(`${reason}_down`, { kind: "down", reason })
        await change(`${reason}_risk`, { kind: "at_risk", reason })
      }
      await change("old", { at: old })
      await findMoments(runtime)
      expect(await found()).toEqual({ "tier.up": [], "tier.down": [], "tier.at_risk": [] })
    })

    it("come from an order that lifts a tier, and not from an imported one", async () => {
      await bought("loyal", [40, 30, 20])
      await bought("loyal", [0.01], { total: 2000 })
      await bought("imported", [40, 30, 20])
      await database.knex("kairos_profile").where({ customer_id: "imported" }).update({
        computed_at: "-infinity",
      })
      await bought("imported", [0.01], { total: 2000, source: "csv" })
      await findMoments(runtime)
      expect((await found())["tier.up"]).toEqual(["loyal"])
      const kinds = await database.knex("kairos_tier_change").orderBy("customer_id").pluck("kind")
      expect(kinds.filter((kind) => kind === "up")).toHaveLength(2)
    })
  })

  describe("customer.order_count_reached", () => {
    it("comes with the very order, once, and counts no order that was canceled or given back", async () => {
      await activate("customer.order_count_reached", { count: 3 })
      await bought("third", [30, 10, 0.1])
      await bought("fourth", [30, 10, 5, 0.1])
      await bought("second", [10, 0.1])
      await bought("returned", [10, 0.1])
      await bought("returned", [5], { refunded: 40 })
      await findMoments(runtime)
      await bought("third", [0.05])
      await findMoments(runtime)
      expect(await inbox("customer.order_count_reached")).toEqual(["third"])
    })

    it("does not come with an imported order", async () => {
      await activate("customer.order_count_reached", { count: 3 })
      await bought("imported", [3, 2, 0.1], { source: "csv" })
      await findMoments(runtime)
      expect(await inbox("customer.order_count_reached")).toEqual([])
    })
  })

  describe("customer.spend_reached", () => {
    it("comes with the order that passed the amount, in the amount's currency alone", async () => {
      await activate("customer.spend_reached", { amount: 100 })
      await activate("customer.spend_reached", { amount: { amount: 100, currency_code: "usd" } })
      await bought("passes", [30, 10, 0.1])
      await bought("passed", [30, 20, 10, 0.1])
      await bought("below", [30, 0.1])
      await bought("mixed", [30, 10])
      await bought("mixed", [0.1], { currency_code: "usd" })
      await bought("refunded", [30, 10], { refunded: 5 })
      await bought("refunded", [0.1], { total: 29 })
      await bought("dollars", [0.1], { currency_code: "usd", total: 100 })
      await findMoments(runtime)
      await findMoments(runtime)
      expect(await inbox("customer.spend_reached")).toEqual(["dollars", "passes"])
      const [row] = await database.knex("kairos_inbox").where({ entity_id: "passes" })
      expect(row.properties).toEqual({ mark: "100", spent: "120", currency_code: "eur" })
    })
  })
})
