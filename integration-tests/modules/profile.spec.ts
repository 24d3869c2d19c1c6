import fc from "fast-check"
import type { Purchase, PurchaseRow } from "../../src/core/profile/profile"
import { foldPurchases } from "../../src/core/profile/fold"
import { scoreTier } from "../../src/core/value/score-tier"
import type { TierPolicy } from "../../src/core/value/tier"
import { ProfileService } from "../../src/modules/kairos-profile/service"
import foldFixtures from "../../spec/profile/fold.json"
import tierFixtures from "../../spec/value/tier.json"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const NOW = "2026-06-30T12:00:00.000Z"
const POLICY = tierFixtures.cases[0]?.policy as unknown as TierPolicy

function row(
  purchase: Partial<Purchase> & { id: string },
  more: Partial<PurchaseRow> = {}
): PurchaseRow {
  return {
    customer_id: "cus_1",
    occurred_at: NOW,
    currency_code: "eur",
    total: "10",
    refunded: "0",
    canceled: false,
    item_count: 1,
    email: "one@shop.example",
    source: "medusa",
    external_id: purchase.id,
    lines: [],
    ...more,
    ...purchase,
  }
}

const line = (line_no: number, unit_price = "5.00") => ({
  line_no,
  product_id: "prod_1",
  variant_id: null,
  sku: "S-1",
  title: "Tea",
  quantity: 2,
  unit_price,
})

describe("purchases and profiles", () => {
  let database: TestDatabase
  let service: ProfileService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ProfileService(database.container)
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const recordAll = (purchases: readonly Purchase[]) =>
    service.recordPurchases(
      purchases.map((one) => row({ ...one, currency_code: one.currency_code.toLowerCase() }))
    )

  describe("fold in SQL as the core folds", () => {
    test.each(foldFixtures.cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
      const first = one.purchases[0] as Purchase
      const purchases =
        one.repeat === undefined
          ? (one.purchases as Purchase[])
          : Array.from({ length: one.repeat }, (__, i) => ({ ...first, id: `${first.id}-${i}` }))
      await recordAll(purchases)
      await service.recomputeProfiles(["cus_1"], POLICY, NOW)
      expect(await service.readProfile("cus_1")).toMatchObject({
        ...one.totals,
        currency_code: one.currency_code,
      })
    })
  })

  describe("score what SQL folded as the core scores", () => {
    test.each(tierFixtures.cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
      await recordAll(one.purchases)
      const policy = one.policy as unknown as TierPolicy
      await service.recomputeProfiles(["cus_1"], policy, one.now)
      const [stored] = await database.knex("kairos_profile").select("tier", "tier_breakdown")
      expect(stored.tier).toBe(one.expected?.tier ?? null)
      expect(stored.tier_breakdown).toEqual(
        scoreTier(foldPurchases(one.purchases as Purchase[]), policy, one.now)
      )
    })
  })

  describe("in several currencies", () => {
    const rates = [
      { from: "usd", to: "eur", date: "2026-01-10", rate: 0.9 },
      { from: "usd", to: "eur", date: "2026-02-01", rate: 0.8123 },
      { from: "jpy", to: "eur", date: "2026-01-01", rate: 0.0061 },
      { from: "eur", to: "usd", date: "2026-01-01", rate: 7 },
    ]
    const policy = { ...POLICY, currency_code: "eur", rates }
    const cents = (max: number) => fc.integer({ min: 0, max }).map((n) => (n / 100).toFixed(2))
    const arbitrary = fc.record({
      id: fc.integer({ min: 0, max: 12 }).map((n) => `order-${n}`),
      customer_id: fc.constant("cus_1"),
      occurred_at: fc
        .integer({ min: 0, max: 1500 })
        .map((hours) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()),
      currency_code: fc.constantFrom("eur", "usd", "jpy"),
      total: cents(100_000),
      refunded: cents(20_000),
      canceled: fc.boolean(),
      item_count: fc.integer({ min: 0, max: 20 }),
    })

    it("whatever arrives when, how often and in which order, the value is the one of a rebuild", async () => {
      const arrivals = fc
        .uniqueArray(arbitrary, { maxLength: 12, selector: ({ id }) => id })
        .chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
            fc.subarray(list)
          )
        )
      await fc.assert(
        fc.asyncProperty(arrivals, async ([list, permuted, again]) => {
          await emptyTables(database.knex)
          // A refund that is known before its order: the same purchase, first as it will be, then once more.
          for (const one of [...permuted, ...again]) {
            await recordAll([one])
            await service.recomputeProfiles(["cus_1"], policy, NOW)
          }
          const breakdown = scoreTier(
            foldPurchases(list, { currency_code: "eur", rates }),
            policy,
            NOW
          )
          const [stored] = await database.knex("kairos_profile").select("tier_breakdown")
          const part = (one: typeof breakdown | undefined) =>
            one && { score: one.score, components: one.components, missing: one.missing_rates }
          expect(part(stored?.tier_breakdown ?? undefined)).toEqual(part(breakdown ?? undefined))
        }),
        { numRuns: 25 }
      )
    })

    it("a missing rate keeps the tier and is named; once it is there, the tier moves", async () => {
      const old = "2026-02-02T00:00:00.000Z"
      await recordAll([row({ id: "a", total: "1200", occurred_at: old })])
      await service.recomputeProfiles(["cus_1"], policy, old)
      const read = async () => (await service.readProfile("cus_1"))!
      expect((await read()).tier).toBe("B")
      await recordAll(
        Array.from({ length: 12 }, (_, i) =>
          row({ id: `b${i}`, total: "1", currency_code: "chf", occurred_at: old })
        )
      )
      await service.recomputeProfiles(["cus_1"], policy, old)
      const { tier, tier_breakdown } = await read()
      expect(tier).toBe("B")
      expect(tier_breakdown).toMatchObject({
        tier: "B",
        missing_rates: ["chf"],
        held: { kind: "rate", next: "A", until: null },
      })
      const known = {
        ...policy,
        rates: [...rates, { from: "chf", to: "eur", date: "2026-01-01", rate: 1.1 }],
      }
      await service.recomputeProfiles(["cus_1"], known, old)
      const after = await read()
      expect(after.tier).toBe("A")
      expect(after.tier_breakdown?.components[2]).toMatchObject({ value: 1213.2 })
      expect(after.tier_breakdown).not.toHaveProperty("missing_rates")
    })
  })

  it("records the same purchase once and rewrites nothing that is as it was", async () => {
    const rows = [row({ id: "medusa:1" }, { lines: [line(1), line(2)] }), row({ id: "medusa:2" })]
    expect(await service.recordPurchases([...rows, rows[0]!])).toEqual({
      purchases: 2,
      lines: 2,
      lines_removed: 0,
    })
    const before = await database.knex.raw(
      "select id, xmin, updated_at from kairos_purchase order by id"
    )
    expect(await service.recordPurchases(rows)).toEqual({
      purchases: 0,
      lines: 0,
      lines_removed: 0,
    })
    const after = await database.knex.raw(
      "select id, xmin, updated_at from kairos_purchase order by id"
    )
    expect(after.rows).toEqual(before.rows)
  })

  it("takes over a refund, a cancelled order and a removed line", async () => {
    await service.recordPurchases([row({ id: "medusa:1" }, { lines: [line(1), line(2)] })])
    const changed = row({ id: "medusa:1", refunded: "4" }, { lines: [line(1, "6.00")] })
    expect(await service.recordPurchases([changed])).toEqual({
      purchases: 1,
      lines: 1,
      lines_removed: 1,
    })
    await service.recomputeProfiles(["cus_1"], POLICY, NOW)
    expect((await service.readProfile("cus_1"))?.spent).toEqual({ eur: "6" })
    await service.recordPurchases([{ ...changed, canceled: true }])
    await service.recomputeProfiles(["cus_1"], POLICY, NOW)
    expect(await service.readProfile("cus_1")).toMatchObject({
      order_count: 0,
      spent: {},
      tier: null,
    })
  })

  test.each([
    [
      "a total of null",
      { total: null as never },
      /purchase "x" cannot be recorded: total is "null"/,
    ],
    ["a float", { total: 12.5 as never }, /expected a decimal string/],
    ["no currency", { currency_code: "" }, /currency_code is ""/],
    [
      "the year 10000",
      { occurred_at: "+010000-01-01T00:00:00.000Z" },
      /between the years 1900 and 9999/,
    ],
    ["30 February", { occurred_at: "never" }, /occurred_at is "never"/],
    ["half an item", { item_count: 0.5 }, /item_count is 0.5/],
    ["an empty customer", { customer_id: "" }, /customer_id must not be empty/],
  ])("refuses %s and writes nothing of the batch", async (_, wrong, message) => {
    const batch = [row({ id: "fine" }), row({ id: "x", ...wrong })]
    await expect(service.recordPurchases(batch)).rejects.toThrow(message)
    expect(await service.countPurchases("cus_1")).toBe(0)
  })

  it("writes no profile again when nothing changed, also a day later", async () => {
    await recordAll([row({ id: "a", total: "100" })])
    expect(await service.recomputeProfiles(["cus_1"], POLICY, NOW)).toBe(1)
    expect(await service.recomputeProfiles(["cus_1"], POLICY, NOW)).toBe(0)
    expect(await service.recomputeProfiles(["cus_1"], POLICY, "2026-07-01T12:00:00.000Z")).toBe(0)
  })

  it("keeps since when a tier holds, and starts anew when it changes", async () => {
    await recordAll([row({ id: "a", total: "1000" })])
    await service.recomputeProfiles(["cus_1"], POLICY, NOW)
    const first = await service.readProfile("cus_1")
    expect([first?.tier, first?.tier_since]).toEqual(["B", NOW])
    await recordAll([row({ id: "b", total: "1" })])
    await service.recomputeProfiles(["cus_1"], POLICY, "2026-07-02T12:00:00.000Z")
    const second = await service.readProfile("cus_1")
    expect([second?.tier, second?.tier_since]).toEqual(["A", "2026-07-02T12:00:00.000Z"])
    await service.recomputeProfiles(["cus_1"], POLICY, "2026-07-03T12:00:00.000Z")
    expect((await service.readProfile("cus_1"))?.tier_since).toBe("2026-07-02T12:00:00.000Z")
  })

  it("gives no tier to whoever objected to profiling, and takes away one that was there", async () => {
    await recordAll([row({ id: "a", total: "1000" })])
    await service.recomputeProfiles(["cus_1"], POLICY, NOW)
    await service.recomputeProfiles(["cus_1"], POLICY, NOW, { objected: new Set(["cus_1"]) })
    expect(await service.readProfile("cus_1")).toMatchObject({
      order_count: 1,
      tier: null,
      tier_breakdown: null,
      tier_since: null,
    })
  })

  it("a fold that started earlier never overwrites what a later purchase gave", async () => {
    await recordAll([row({ id: "a" })])
    const slow = await database.knex.transaction()
    await service.recomputeProfiles(["cus_1"], POLICY, NOW, { trx: slow })
    await recordAll([row({ id: "b" })])
    const late = service.recomputeProfiles(["cus_1"], POLICY, NOW)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await slow.commit()
    await late
    expect((await service.readProfile("cus_1"))?.order_count).toBe(2)
  })

  it("lists the newest purchases first and pages through customers", async () => {
    await service.recordPurchases([
      row({ id: "old", occurred_at: "2026-01-01T00:00:00.000Z" }),
      row({ id: "new", total: "7.50" }),
      row({ id: "other", customer_id: "cus_2" }),
    ])
    const list = await service.listPurchases("cus_1", 10)
    expect(list.map((one) => [one.id, one.total])).toEqual([
      ["new", "7.5"],
      ["old", "10"],
    ])
    expect(await service.countPurchases("cus_1")).toBe(2)
    expect(await service.customerIdsAfter("", 1)).toEqual(["cus_1"])
    expect(await service.customerIdsAfter("cus_1", 10)).toEqual(["cus_2"])
    expect(await service.countCustomers()).toBe(2)
  })

  it("suggests cut points that split the shop's own customers into fifths", async () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      row({
        id: `p${i}`,
        customer_id: `cus_${i}`,
        total: String((i + 1) * 10),
        occurred_at: new Date(Date.parse(NOW) - i * 86_400_000).toISOString(),
      })
    )
    await service.recordPurchases(rows)
    const ids = rows.map((one) => one.customer_id)
    await service.recomputeProfiles(ids, POLICY, NOW)
    const policy = await service.suggestTierPolicy({ ...POLICY, currency_code: null }, NOW)
    expect(policy).toMatchObject({
      recency_days: [19, 39, 59, 79],
      frequency: [2, 3, 4, 5],
      monetary: [200, 400, 600, 800],
      currency_code: "eur",
      thresholds: POLICY.thresholds,
    })
  })

  it("suggests nothing while nobody has bought", async () => {
    expect(await service.suggestTierPolicy(POLICY, NOW)).toBeNull()
  })
})
