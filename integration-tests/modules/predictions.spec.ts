import { DEFAULT_CONSENT_POLICY } from "../../src/core/consent/policy"
import type { ShopModels } from "../../src/core/predict/prediction"
import { simulateShop } from "../../demo/generator/simulate"
import type { PurchaseRow } from "../../src/core/profile/profile"
import type { Rate } from "../../src/core/value/rates"
import { ProfileService } from "../../src/modules/kairos-profile/service"
import { productLessons } from "../../src/read-models/value-lists"
import { predictShop } from "../../src/workflows/predict/predict-shop"
import type { Runtime } from "../../src/workflows/support/runtime"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

jest.setTimeout(60_000)

const NOW = "2026-06-30T12:00:00.000Z"
const DAY_MS = 86_400_000

type Prediction = {
  customer_id: string
  repeats: number
  alive: number | null
  risk: string | null
  value_365: number | null
  next_median: Date | null
  buyer_class: string | null
  missing: Record<string, { what: string; found?: number }>
}

describe("what the nights foretell", () => {
  let database: TestDatabase
  let profile: ProfileService
  beforeAll(async () => {
    database = await createTestDatabase()
    profile = new ProfileService(database.container)
    // Medusa's own, as far as an objection is found by it, and a product by its name.
    await database.knex.raw("create table customer (id text primary key, email text)")
    await database.knex.raw(
      "create table product (id text primary key, title text, deleted_at timestamptz)"
    )
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const runtimeAt = (now: string, rates: readonly Rate[]): Runtime =>
    ({
      knex: database.knex,
      profile,
      policy: DEFAULT_CONSENT_POLICY,
      clock: { now: () => new Date(now) },
      automation: {
        settings: {
          read: () => Promise.resolve({ time_zone: "UTC", tiers: { currency_code: "eur", rates } }),
        },
      },
    }) as unknown as Runtime
  const night = (now = NOW, rates: readonly Rate[] = [], heldFrom?: number) =>
    predictShop(runtimeAt(now, rates), heldFrom)
  const predictions = (): Promise<Prediction[]> =>
    database.knex("kairos_prediction").select("*").orderBy("customer_id")
  const contents = async (): Promise<string> => {
    const names = ["prediction", "due", "pair", "follower", "replacement"]
    const tables = names.map((name) =>
      database
        .knex(`kairos_${name}`)
        .select("*")
        .orderBy([1, 2].map((column) => ({ column: database.knex.raw(String(column)) as never })))
    )
    return JSON.stringify(await Promise.all(tables))
  }
  const finding = async <T>(kind: string): Promise<T> =>
    (await profile.predictions.read<T>(kind))!.finding

  /** What a night learned: of customers and their money, and of what is bought together. */
  const lessons = async () => ({
    shop: await finding<ShopModels>("shop"),
    affinity: await finding("affinity"),
    pairs: await database.knex("kairos_pair").select("*").orderByRaw("1, 2"),
  })

  const generated = simulateShop(11, NOW)
  const purchaseOf = (
    id: string,
    customer_id: string,
    more: Partial<PurchaseRow>
  ): PurchaseRow => ({
    id,
    customer_id,
    email: `${customer_id}@shop.example`,
    source: "test",
    external_id: id,
    occurred_at: NOW,
    currency_code: "eur",
    total: "10",
    refunded: "0",
    canceled: false,
    item_count: 1,
    lines: [],
    ...more,
  })
  const generatedPurchases = generated.purchases.map((one) =>
    purchaseOf(`test:${one.order_id}`, one.customer_id, {
      occurred_at: one.occurred_at,
      total: one.lines
        .reduce((sum, line) => sum + Number(line.unit_price) * line.quantity, 0)
        .toFixed(2),
      lines: one.lines.map((line, i) => ({
        line_no: i + 1,
        product_id: `prod_${line.sku}`,
        variant_id: null,
        title: line.sku,
        ...line,
      })),
    })
  )
  const MEDIAN = 60
  const filter = {
    line_no: 1,
    product_id: "prod_filter",
    variant_id: null,
    sku: "FILTER",
    title: "Filter",
    quantity: 1,
    unit_price: "10",
  }
  /** Everybody has an interval of their own around the truth, and was last seen at some point of one. */
  const ownInterval = (id: string): number =>
    MEDIAN * (0.7 + (0.6 * ((Number(id.replace("buyer_", "")) * 37) % 200)) / 199)
  const filterBuyers = (): PurchaseRow[] =>
    Array.from({ length: 200 }, (_, buyer) => {
      const own = ownInterval(`buyer_${buyer}`)
      return Array.from({ length: 6 }, (_, i) =>
        purchaseOf(`p${buyer}_${i}`, `buyer_${buyer}`, {
          occurred_at: new Date(
            Date.parse(NOW) - (((buyer * 13) % 60) + own * (5 - i)) * DAY_MS
          ).toISOString(),
          lines: [filter],
        })
      )
    }).flat()

  const record = async (rows: readonly PurchaseRow[]) => {
    for (let at = 0; at < rows.length; at += 1000) {
      await profile.recordPurchases(rows.slice(at, at + 1000))
    }
  }

  it("of a shop whose truth is known agree with it, and a second night writes nothing", async () => {
    await record(generatedPurchases)
    const first = await night()
    const bought = new Set(generatedPurchases.map(({ customer_id }) => customer_id)).size
    expect(first).toMatchObject({ learned: true, customers: bought })
    const rows = await predictions()
    expect(rows).toHaveLength(bought)

    const truth = new Map(generated.truth.customers.map((one) => [one.customer_id, one]))
    const churned = rows.reduce((sum, { alive }) => sum + 1 - alive!, 0) / rows.length
    const left = rows.filter(({ customer_id }) => truth.get(customer_id)!.left_at !== null).length
    expect(Math.abs(churned - left / rows.length)).toBeLessThan(0.06)
    const repeats = rows.filter((row) => row.repeats > 0 && row.alive! >= 0.5)
    expect(repeats.length).toBeGreaterThan(50)
    expect(repeats.every(({ next_median }) => next_median !== null)).toBe(true)
    expect(
      rows
        .filter((row) => row.repeats === 0)
        .every((row) => row.missing.next_order?.what === "own_repeats")
    ).toBe(true)
    expect((await finding<{ models: { kind: string } }>("models")).models.kind).toBe("learned")
    expect((await database.knex("kairos_pair").select("*")).length).toBeGreaterThan(10)

    const before = await contents()
    expect(await night()).toEqual({ learned: false, customers: 0, written: 0 })
    // Also when it is made to do everything again.
    await database.knex("kairos_finding").where({ kind: "night" }).delete()
    expect((await night()).written).toBe(1)
    expect(await contents()).toBe(before)
  })

  it("killed in a chunk, the next night makes the rest, and all is as if nothing had happened", async () => {
    await record(generatedPurchases)
    await night()
    const whole = await contents()
    await emptyTables(database.knex)
    await record(generatedPurchases)
    const write = profile.predictions.write.bind(profile.predictions)
    const torn = jest.spyOn(profile.predictions, "write").mockImplementationOnce(async (rows) => {
      await write(rows.slice(0, 200))
      throw new Error("killed")
    })
    await expect(night()).rejects.toThrow("killed")
    torn.mockRestore()
    expect(await predictions()).toHaveLength(200)
    await night()
    const stamps = /"computed_at":"[^"]*",?/g
    expect((await contents()).replace(stamps, "")).toBe(whole.replace(stamps, ""))
  })

  it("while the lessons hold look only at whom something changes for, and say what a look at everybody would", async () => {
    const longAgo = () =>
      database.knex("kairos_purchase").update({
        updated_at: database.knex.raw("now() - interval '1 day'"),
      })
    const later = (days: number) => new Date(Date.parse(NOW) + days * DAY_MS).toISOString()
    const held = (days: number) => night(later(days), [], 100)
    const told = async () => (await contents()).replace(/"(computed_at|review_on)":[^,}]*,?/g, "")
    await record(generatedPurchases)
    await longAgo()
    const everybody = (await held(0)).customers
    const models = await finding<unknown>("models")
    const [buyer] = await predictions()
    const day = later(1)
    await record([purchaseOf("new", buyer!.customer_id, { occurred_at: day, total: "25" })])
    const first = await held(1)
    expect(first.learned).toBe(false)
    expect(first.customers).toBeGreaterThan(0)
    expect(first.customers).toBeLessThan(everybody / 4)
    const [again] = await predictions()
    expect(again!.repeats).toBe(buyer!.repeats + 1)
    const months = await finding<{ months: object[] }>("months")
    for (const days of [2, 3, 4, 5]) {
      await longAgo()
      expect(await held(days)).toMatchObject({ learned: false })
    }
    expect(await finding("models")).toEqual(models)
    // The same night again, made to look at everybody.
    const before = await told()
    await database.knex("kairos_prediction").update({ review_on: later(5).slice(0, 10) })
    await database.knex.raw(
      `update kairos_finding set finding = jsonb_set(finding, '{as_of}', '"2026-07-01"') where kind = 'night'`
    )
    expect((await held(5)).customers).toBe(everybody)
    expect(await told()).toBe(before)
    // A week after the lesson everything is learned anew; the books of the months were right all the time.
    expect(await held(7)).toMatchObject({ learned: true, customers: everybody })
    expect(await finding("months")).toEqual(months)
  })

  it("while the lessons hold move the day on which whoever bought a product needs it again, and nobody else's", async () => {
    const later = new Date(Date.parse(NOW) + DAY_MS).toISOString()
    const due = async () =>
      new Map<string, Record<string, unknown>>(
        (
          await database.knex.raw(
            "select customer_id, product_key, last_bought::text, due_from::text, due_median::text, due_to::text, own_weight from kairos_due order by 1"
          )
        ).rows.map((row: { customer_id: string }) => [row.customer_id, row])
      )
    const rows = filterBuyers()
    await record(rows)
    await database.knex("kairos_purchase").update({
      updated_at: database.knex.raw("now() - interval '1 day'"),
    })
    expect(await night(NOW, [], 100)).toMatchObject({ learned: true })
    const before = await due()
    expect(before.size).toBeGreaterThan(100)
    const [buys, returns, newly] = ["buyer_0", "buyer_1", "buyer_new"] as const
    expect([before.has(buys), before.has(returns), before.has(newly)]).toEqual([true, true, false])
    await record([
      purchaseOf("again", buys, { occurred_at: later, lines: [filter] }),
      ...rows
        .filter(({ customer_id }) => customer_id === returns)
        .map((one) => ({ ...one, refunded: one.total })),
      // Three days of one product are enough to foretell the next.
      ...[120, 60, 0].map((days) =>
        purchaseOf(`n${days}`, newly, {
          occurred_at: new Date(Date.parse(NOW) - days * DAY_MS).toISOString(),
          lines: [filter],
        })
      ),
    ])
    expect(await night(later, [], 100)).toMatchObject({ learned: false, customers: 2 })
    const after = await due()
    expect(after.get(buys)).toMatchObject({ last_bought: later.slice(0, 10) })
    expect(String(after.get(buys)!.due_median) > String(before.get(buys)!.due_median)).toBe(true)
    expect(after.has(returns)).toBe(false)
    expect(after.get(newly)).toMatchObject({ last_bought: NOW.slice(0, 10) })
    const others = (all: Map<string, unknown>) =>
      [...all].filter(([id]) => ![buys, returns, newly].includes(id as never))
    expect(others(after)).toEqual(others(before))
    // A look at everybody by the same lesson says the same of them.
    await database.knex("kairos_prediction").update({ review_on: later.slice(0, 10) })
    await database.knex.raw(
      `update kairos_finding set finding = jsonb_set(finding, '{as_of}', '"2026-06-30"') where kind = 'night'`
    )
    expect((await night(later, [], 100)).learned).toBe(false)
    const looked = await due()
    expect([looked.get(buys), looked.has(returns), looked.get(newly)]).toEqual([
      after.get(buys),
      false,
      after.get(newly),
    ])
  })

  it("never speak of whoever objected to profiling, nor learn from them", async () => {
    await record(generatedPurchases)
    await night()
    const shop = await lessons()
    const objectors = (await predictions()).slice(0, 150).map(({ customer_id }) => customer_id)
    await database
      .knex("kairos_contact")
      .insert(objectors.map((id) => ({ email: `${id}@shop.example`, profiling_objected: true })))
    await profile.predictions.forget(objectors)
    await night()
    const left = (await predictions()).map(({ customer_id }) => customer_id)
    expect(left.filter((id) => objectors.includes(id))).toEqual([])
    expect(left.length).toBeGreaterThan(100)
    const taught = await lessons()
    expect(taught.shop).not.toEqual(shop.shop)
    expect(taught.affinity).not.toEqual(shop.affinity)
    // The others alone teach the same.
    await emptyTables(database.knex)
    await record(generatedPurchases.filter(({ customer_id }) => !objectors.includes(customer_id)))
    await night()
    expect(await lessons()).toEqual(taught)
  })

  it("are taken back of whoever objected, was erased or turned out to be a minor while the night was thinking", async () => {
    const { knex } = database
    await record(generatedPurchases)
    const [objector, erased, minor] = [...new Set(generatedPurchases.map((one) => one.customer_id))]
    const all = [objector!, erased!, minor!]
    const day = "2026-07-01"
    const due = all.map((customer_id) => ({
      customer_id,
      product_key: "prod_late",
      last_bought: day,
      due_from: day,
      due_median: day,
      due_to: day,
      due_rise: null,
      own_weight: 0.5,
    }))
    const writeDue = profile.predictions.writeDue.bind(profile.predictions)
    const late = jest
      .spyOn(profile.predictions, "writeDue")
      .mockImplementationOnce(async (rows) => {
        expect(await knex("kairos_prediction").whereIn("customer_id", all)).toHaveLength(3)
        const email = `${objector}@shop.example`
        await knex("kairos_contact").insert({ email, profiling_objected: true })
        const young = `${minor}@shop.example`
        await knex("customer").insert({ id: minor, email: young })
        await knex("kairos_contact").insert({ email: young, birth_date: "2012-05-01" })
        await knex("kairos_purchase").where({ customer_id: erased }).delete()
        return writeDue([...rows, ...due])
      })
    await night()
    late.mockRestore()
    for (const table of ["kairos_prediction", "kairos_due"]) {
      expect(await knex(table).whereIn("customer_id", all)).toEqual([])
    }
    expect(await predictions()).not.toEqual([])
    await knex("customer").delete()
  })

  it("count money of other currencies by the rate of its day", async () => {
    await record(generatedPurchases)
    await night()
    const shop = await finding<ShopModels>("shop")
    const values = async () =>
      (await predictions()).map(({ customer_id, value_365 }) => [customer_id, value_365])
    const told = await values()
    await emptyTables(database.knex)
    const from = "2026-01-01"
    // A dollar was worth half a euro, and a quarter before.
    const dollars = (one: PurchaseRow): PurchaseRow => ({
      ...one,
      currency_code: "usd",
      total: String(Number(one.total) * (one.occurred_at < from ? 4 : 2)),
    })
    await record(generatedPurchases.map((one, i) => (i % 3 === 0 ? dollars(one) : one)))
    const rates = [
      { from: "usd", to: "eur", date: "2020-01-01", rate: 0.25 },
      { from: "usd", to: "eur", date: from, rate: 0.5 },
    ]
    await night(NOW, rates)
    expect(await finding<ShopModels>("shop")).toEqual(shop)
    expect(await values()).toEqual(told)
    // Without rates a third of the money is unknown; other rates are learned from at once.
    await night()
    expect(await finding<ShopModels>("shop")).not.toEqual(shop)
  })

  it("never speak of minors, nor learn from them", async () => {
    await record(generatedPurchases)
    const ids = [...new Set(generatedPurchases.map(({ customer_id }) => customer_id))].sort()
    const minors = ids.slice(0, 150)
    const emailOf = (id: string) => `${id}@shop.example`
    await database.knex("customer").insert(ids.map((id) => ({ id, email: emailOf(id) })))
    await database.knex("kairos_contact").insert(
      ids.slice(0, 200).map((id, i) => ({
        email: emailOf(id),
        birth_date: i < minors.length ? "2012-05-01" : "1980-05-01",
      }))
    )
    await night()
    const told = (await predictions()).map(({ customer_id }) => customer_id)
    expect(told).toEqual(ids.slice(150))
    const taught = await lessons()
    await emptyTables(database.knex)
    await database.knex("customer").delete()
    await record(generatedPurchases.filter(({ customer_id }) => !minors.includes(customer_id)))
    await night()
    expect(await lessons()).toEqual(taught)
  })

  it("are forgotten for more people than a statement may have parameters", async () => {
    const many = Array.from({ length: 70_000 }, (_, i) => `cus_many_${i}`)
    expect(await profile.predictions.forget(many)).toBe(0)
  })

  it("learn within a tenth how long a product lasts, from 200 buyers", async () => {
    const rows = filterBuyers()
    await record(rows)
    await night()
    const [learned] = await database.knex("kairos_replacement").select("*")
    expect(learned.product_key).toBe("prod_filter")
    expect(Math.abs(learned.learned.km_median / MEDIAN - 1)).toBeLessThan(0.1)
    // How the intervals are distributed, as the page of products shows it (004.15).
    const { rows: lessons } = await productLessons(database.knex, "replacement", null, {
      offset: 0,
      limit: 10,
    })
    expect(lessons).toMatchObject([
      { product_key: "prod_filter", median_days: learned.learned.km_median },
    ])
    const { km_q25, km_median, km_q75, events, weibull } = lessons[0]!.learned!
    expect(events).toBe(200 * 5)
    expect([km_q25! < km_median!, km_median! < km_q75!]).toEqual([true, true])
    expect(Math.abs(km_q25! / (MEDIAN * 0.85) - 1)).toBeLessThan(0.1)
    expect(Math.abs(km_q75! / (MEDIAN * 1.15) - 1)).toBeLessThan(0.1)
    expect(weibull.median_between[0]).toBeLessThan(weibull.median_between[1])
    const due = await database.knex("kairos_due").select("*")
    expect(due.length).toBeGreaterThan(100)
    expect(due.every((one) => one.due_from <= one.due_median && one.due_median <= one.due_to)).toBe(
      true
    )
    // From when on they are likely to: the longer an interval of their own, the later; of all it is clear.
    expect(learned.learned.rise).toMatchObject({ kind: "rises" })
    expect(learned.learned.rise.day).toBeLessThan(learned.learned.km_median)
    const likelyAfter = (id: string): number => {
      const { due_rise, last_bought } = due.find(({ customer_id }) => customer_id === id)!
      return (due_rise.getTime() - last_bought.getTime()) / DAY_MS
    }
    const ids = due.map(({ customer_id }) => customer_id as string)
    const byOwn = ids.sort((a, b) => ownInterval(a) - ownInterval(b))
    expect(likelyAfter(byOwn[0]!)).toBeLessThan(likelyAfter(byOwn[byOwn.length - 1]!))
  })

  it("say what is missing in a shop with 20 customers, with one, with none, where all are equal, with three currencies and money given back", async () => {
    expect(await night()).toMatchObject({ learned: true, customers: 0 })
    await record([purchaseOf("one", "cus_1", {})])
    await night()
    expect(await predictions()).toMatchObject([
      {
        customer_id: "cus_1",
        alive: null,
        value_365: null,
        missing: { alive: { what: "repeat_customers" } },
      },
    ])
    const day = (i: number) => new Date(Date.parse(NOW) - i * DAY_MS).toISOString()
    await record(
      Array.from({ length: 20 }, (_, i) =>
        ["eur", "usd", "gbp"].map((currency_code, j) =>
          purchaseOf(`p${i}_${j}`, `cus_${i}`, {
            currency_code,
            occurred_at: day(100 - j * 20),
            refunded: j === 2 ? "15" : "0",
          })
        )
      ).flat()
    )
    await night()
    const rows = await predictions()
    expect(rows).toHaveLength(20)
    // A purchase that was given back wholly is none; all of the others are equal, so nobody is told apart.
    expect(
      new Set(
        rows
          .filter(({ customer_id }) => customer_id !== "cus_1")
          .map(({ repeats, missing }) => JSON.stringify([repeats, missing]))
      ).size
    ).toBe(1)
    expect(rows.every(({ missing }) => Object.keys(missing).length > 0)).toBe(true)
    await database
      .knex("kairos_purchase")
      .update({ canceled: true, updated_at: database.knex.fn.now() })
    await night()
    expect(await predictions()).toEqual([])
  })
})
