import { randomOf } from "../../demo/generator/random"
import type { PurchaseRow } from "../../src/core/profile/profile"
import type { TierPolicy } from "../../src/core/value/tier"
import { tierFlows, tierMatrix } from "../../src/core/value/tier-matrix"
import { ProfileService } from "../../src/modules/kairos-profile/service"
import { tierMoves, tierMovesOf } from "../../src/read-models/tier-moves"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const STAY = 20
const POLICY: TierPolicy = {
  recency_days: [5, 12, 25, 50],
  frequency: [2, 4, 7, 11],
  monetary: [30, 80, 200, 500],
  currency_code: "eur",
  weights: { recency: 2, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
  stability: { band: 0.2, minimum_stay_days: STAY, grace_days: 4 },
}
const START = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000
const at = (day: number, hour = 0): string =>
  new Date(START + day * 24 * HOUR + hour * HOUR).toISOString()

const row = (id: string, customer_id: string, more: Partial<PurchaseRow> = {}): PurchaseRow => ({
  id,
  customer_id,
  occurred_at: at(0),
  currency_code: "eur",
  total: "40",
  refunded: "0",
  canceled: false,
  item_count: 1,
  email: "one@shop.example",
  source: "medusa",
  external_id: id,
  lines: [],
  ...more,
})

describe("tiers that settle", () => {
  let database: TestDatabase
  let service: ProfileService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ProfileService(database.container)
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const buy = (id: string, more: Partial<PurchaseRow> = {}) =>
    service.recordPurchases([row(id, "cus_1", more)])
  const score = (now: string, how = {}) =>
    service.recomputeProfiles(["cus_1"], POLICY, now, { policy_version: 1, ...how })
  const history = () =>
    database
      .knex("kairos_tier_change")
      .orderBy(["at", "kind"])
      .select("kind", "from_tier", "to_tier", "reason")
      .then((rows) => rows.map((one) => Object.values(one).join(" ")))

  it("scored one by one or all at night, every customer has the same tier on every day, and no tier flickers", async () => {
    const random = randomOf(20261122)
    const people = Array.from({ length: 8 }, (_, i) => i)
    const both = people.flatMap((i) => [`inc_${i}`, `nig_${i}`])
    const totals = new Map<string, { day: number; total: number }>()
    const stateOf = async (prefix: string) =>
      (
        await database.knex.raw(
          `select substr(customer_id, 5) as person, tier, tier_score, tier_is_first, spent, order_count,
             tier_breakdown #- '{computed_at}' #- '{components,0,value}' #- '{held,until}' as breakdown
           from kairos_profile where customer_id like ? order by 1`,
          [`${prefix}%`]
        )
      ).rows
    const folding = { policy: POLICY, policy_version: null, objected: new Set<string>() }
    const lookAt = (now: string) =>
      service.outdatedProfiles({ from: "inc_0", to: "nig_9" }, folding, now)
    let looked = 0
    for (let day = 1; day <= 150; day += 1) {
      for (const i of people) {
        // Busy and quiet months, so that scores swing.
        const busy = Math.floor(day / (10 + i * 3)) % 2 === 0
        const chance = random.uniform()
        const id = `p${i}_${day}`
        if (chance < (busy ? 0.3 : 0.02)) {
          const total = 10 + Math.floor(random.uniform() * 60)
          const occurred_at = at(day, 1 + Math.floor(random.uniform() * 20))
          totals.set(id, { day, total })
          for (const who of ["inc", "nig"]) {
            const one = row(`${who}_${id}`, `${who}_${i}`, { occurred_at, total: String(total) })
            await service.recordPurchases([one])
          }
          await service.recomputeProfiles([`inc_${i}`], POLICY, occurred_at)
        } else if (chance > 0.985 && totals.size > 0) {
          const [known] = [...totals.keys()].filter((one) => one.startsWith(`p${i}_`)).slice(-1)
          if (known === undefined) {
            continue
          }
          for (const who of ["inc", "nig"]) {
            await database
              .knex("kairos_purchase")
              .where({ id: `${who}_${known}` })
              .update({ refunded: totals.get(known)!.total })
          }
          await service.recomputeProfiles([`inc_${i}`], POLICY, at(day, 22))
        }
      }
      const night = at(day + 1, 3)
      // What the look leaves out, a scoring of everybody would not have written.
      const outdated = await lookAt(night)
      await service.recomputeProfiles(outdated, POLICY, night)
      looked += both.length - outdated.length
      expect(await lookAt(night)).toEqual([])
      expect({ day, people: await stateOf("inc_") }).toEqual({ day, people: await stateOf("nig_") })
      expect(await service.recomputeProfiles(both, POLICY, night)).toBe(0)
    }
    // Most nights of most people need nothing.
    expect(looked).toBeGreaterThan(150 * both.length * 0.7)
    const { rows: moves } = await database.knex.raw(
      `select kind, reason, extract(epoch from at - lag(at) over (partition by customer_id order by at)) / 86400 as days
       from kairos_tier_change where kind in ('up', 'down')`
    )
    expect(moves.length).toBeGreaterThan(40)
    const quick = moves.filter(
      (move: { reason: string; days: string | null }) =>
        move.reason !== "refund" && move.days !== null && Number(move.days) < STAY
    )
    expect(quick).toEqual([])
  }, 60_000)

  it("a second night without change writes nothing, whatever keeps a tier", async () => {
    await service.recordPurchases([
      row("a", "cus_1", { total: "600" }),
      row("b", "cus_2", { total: "20" }),
    ])
    const night = (day: number) =>
      service.recomputeProfiles(["cus_1", "cus_2"], POLICY, at(day), { policy_version: 1 })
    const written: number[] = []
    for (let day = 1; day <= 120; day += 1) {
      written.push(await night(day))
      const lines = await database.knex("kairos_tier_change").count()
      expect(await night(day)).toBe(0)
      expect(await database.knex("kairos_tier_change").count()).toEqual(lines)
    }
    // Only the days on which points change, or a grace ends.
    expect(written.filter((count) => count > 0).length).toBeLessThan(15)
  })

  describe("with costs", () => {
    const COSTED: TierPolicy = {
      ...POLICY,
      weights: { ...POLICY.weights, margin: 2, service: 1 },
      rates: [{ from: "usd", to: "eur", date: "2026-01-01", rate: 0.5 }],
      costs: {
        key: "cost",
        goods_share: 0.5,
        other_share: 0.1,
        incidents: { return: 8, claim: 20 },
      },
    }
    const line = (line_no: number, variant_id: string, quantity: number, unit_price: string) => ({
      line_no,
      product_id: `of_${variant_id}`,
      variant_id,
      sku: null,
      title: null,
      quantity,
      unit_price,
    })
    const cost = (item_id: string, amount: string, since = "-infinity") => ({
      item_id,
      since,
      cost: amount,
      currency_code: "eur",
    })
    const figures = async (id: string) => {
      const { tier_breakdown } = (await service.readProfile(id))!
      return Object.fromEntries(
        tier_breakdown!.components.map(({ name, value }) => [name, value] as const)
      )
    }

    it("margin is what is left after each product's cost of that day, the share of those without, and what is not the shop's", async () => {
      await service.costs.keep(
        [
          cost("cup", "4"),
          cost("cup", "5", "2026-01-02"),
          cost("of_jug", "7"),
          cost("of_cup", "99"),
        ],
        null
      )
      await service.recordPurchases([
        // Kept 60 of 70: two cups at their old cost, a jug by its product's; the spoon, a seventh of it, by the share.
        row("a", "cus_1", {
          total: "70",
          refunded: "10",
          lines: [line(1, "cup", 2, "20"), line(2, "jug", 1, "20"), line(3, "spoon", 1, "10")],
        }),
        // 40 dollars are 20 euros; the cup costs its new price, in euros.
        row("b", "cus_1", {
          occurred_at: at(1, 6),
          currency_code: "usd",
          total: "40",
          lines: [line(1, "cup", 1, "40")],
        }),
        // Cancelled: it cost nothing and brought nothing.
        row("c", "cus_1", { canceled: true, lines: [line(1, "jug", 9, "20")] }),
      ])
      const incidents = [{ customer_id: "cus_1", counts: { return: 2, claim: 1, refund: 4 } }]
      await service.recomputeProfiles(["cus_1"], COSTED, at(2), { incidents })
      const uncosted = 60 / 7
      expect(await figures("cus_1")).toMatchObject({
        monetary: 80,
        service: 36,
        margin: expect.closeTo(80 * 0.9 - (2 * 4 + 7 + 5) - uncosted * 0.5, 5),
      })
      // Without the share nobody knows what the spoon cost.
      const costs = { ...COSTED.costs!, goods_share: null }
      await service.recomputeProfiles(["cus_1"], { ...COSTED, costs }, at(2))
      expect(await figures("cus_1")).toMatchObject({ service: 0, margin: null })
      // Nor without the rate what was spent.
      await service.recomputeProfiles(["cus_1"], { ...COSTED, rates: [] }, at(2))
      expect(await figures("cus_1")).toMatchObject({ margin: null })
    })

    it("what a history says that goods have cost goes before what their product says, in the currency of the purchase", async () => {
      const bought = (id: string, currency_code: string, lines: PurchaseRow["lines"]) =>
        row(id, `cus_${id}`, { currency_code, total: "100", lines })
      const said = { ...line(1, "cup", 2, "20"), unit_cost: "6" }
      const rows = [
        bought("own", "eur", [said]),
        bought("both", "eur", [said, line(2, "jug", 1, "60")]),
        // Its lines cost dollars and euros, which are not added: of the jug's cost nothing is known.
        bought("mixed", "usd", [said, line(2, "jug", 1, "60")]),
        bought("free", "eur", [{ ...said, unit_cost: "0" }]),
      ]
      const ids = rows.map(({ customer_id }) => customer_id)
      const margins = async () => {
        await service.recomputeProfiles(ids, COSTED, at(2))
        return Promise.all(ids.map(async (id) => (await figures(id)).margin))
      }
      await service.recordPurchases(rows)
      // No product says a cost; the share holds for the jug.
      expect(await margins()).toEqual([90 - 12, 90 - 12 - 30, 45 - 6 - 15, 90])
      await service.costs.keep([cost("cup", "1"), cost("jug", "10")], null)
      expect(await margins()).toEqual([90 - 12, 90 - 12 - 10, 45 - 6 - 15, 90])
      // An import that says another cost, and nothing else.
      const changed = rows.map((one) => ({
        ...one,
        lines: one.lines.map((own) => ({ ...own, ...("unit_cost" in own && { unit_cost: "8" }) })),
      }))
      await service.recordPurchases(changed)
      expect(await margins()).toEqual([90 - 16, 90 - 16 - 10, 45 - 8 - 15, 90 - 16])
    })

    it("a night finds whom a cost, its end or a trouble makes another, and one by one they are what a night makes of all", async () => {
      const both = ["inc", "nig"]
      const buying = async (day: number, variant: string, more: Partial<PurchaseRow> = {}) => {
        for (const who of both) {
          await service.recordPurchases([
            row(`${who}_${day}`, `${who}_1`, {
              occurred_at: at(day),
              total: "100",
              lines: [line(1, variant, 1, "100")],
              ...more,
            }),
          ])
        }
        await service.recomputeProfiles(["inc_1"], COSTED, at(day, 1), { incidents: troubles })
      }
      let troubles: { customer_id: string; counts: { claim?: number } }[] = []
      const stateOf = async (who: string) => {
        const { tier, tier_breakdown } = (await service.readProfile(`${who}_1`))!
        return [tier, tier_breakdown?.score, await figures(`${who}_1`)]
      }
      const night = async (day: number) => {
        const folding = {
          policy: COSTED,
          policy_version: null,
          objected: new Set<string>(),
          incidents: troubles,
        }
        const range = { from: "a", to: "z" }
        const outdated = await service.outdatedProfiles(range, folding, at(day))
        await service.recomputeProfiles(outdated, COSTED, at(day), { incidents: troubles })
        expect(await service.outdatedProfiles(range, folding, at(day))).toEqual([])
        expect(await stateOf("inc")).toEqual(await stateOf("nig"))
        return outdated
      }
      await service.costs.keep([cost("cup", "10"), cost("jug", "90")], null)
      await buying(1, "cup")
      await night(2)
      expect((await figures("nig_1")).margin).toBe(80)
      await buying(2, "jug")
      expect(await night(3)).toEqual(["nig_1"])
      expect((await figures("nig_1")).margin).toBe(80)
      expect(await night(3)).toEqual([])

      // A cost that was wrong, and one that was taken away.
      expect(await service.costs.keep([cost("cup", "60"), cost("jug", "90")], null)).toBe(1)
      expect(await service.costs.keep([cost("cup", "60"), cost("jug", "90")], null)).toBe(0)
      expect(await night(3)).toEqual(["inc_1", "nig_1"])
      expect((await figures("inc_1")).margin).toBe(30)
      expect(await service.costs.keep([], ["jug"])).toBe(1)
      expect(await night(3)).toEqual(["inc_1", "nig_1"])
      expect((await figures("inc_1")).margin).toBe(70)

      troubles = both.map((who) => ({ customer_id: `${who}_1`, counts: { claim: 3 } }))
      await service.recomputeProfiles(["inc_1"], COSTED, at(3), { incidents: troubles })
      expect(await night(3)).toEqual(["nig_1"])
      expect((await figures("inc_1")).service).toBe(60)
      const moved = await database.knex("kairos_tier_change").where({ customer_id: "inc_1" })
      expect(moved.map(({ reason }) => reason)).not.toContain("refund")
      // They grow old.
      troubles = []
      expect(await night(4)).toEqual(["inc_1", "nig_1"])

      // A line that left its order takes its cost along.
      await buying(1, "cup", { total: "40", lines: [] })
      await night(5)
      expect((await figures("inc_1")).margin).toBe(140 * 0.9 - 140 * 0.5)
    })
  })

  it("whom they brought counts, once, and a night finds whom another's purchase makes more, or an objection less", async () => {
    const policy: TierPolicy = {
      ...POLICY,
      weights: { ...POLICY.weights, referrals: 3 },
      rates: [{ from: "usd", to: "eur", date: "2026-01-01", rate: 0.5 }],
    }
    const folding = { policy, policy_version: null, objected: new Set<string>() }
    const outdated = (how = {}) =>
      service.outdatedProfiles({ from: "a", to: "z" }, { ...folding, ...how }, at(2))
    const night = async (objected = new Set<string>()) => {
      const ids = await outdated({ objected })
      await service.recomputeProfiles(ids, policy, at(2), { objected })
      expect(await outdated({ objected })).toEqual([])
      return ids
    }
    const credit = async (id: string) => {
      const { components } = (await service.readProfile(id))!.tier_breakdown!
      const { value, count, points } = components.find(({ name }) => name === "referrals")!
      return [value, count, points]
    }
    await service.recordPurchases([
      row("a", "cus_modest", { total: "20" }),
      row("b", "cus_x", { total: "700", refunded: "100" }),
      row("c", "cus_y", { total: "1200", currency_code: "usd" }),
      row("d", "cus_y", { total: "50", canceled: true }),
      // Brought by one who was brought: the credit of the latter alone.
      row("e", "cus_z", { total: "90" }),
    ])
    const brought = (customer_id: string, referrer_id: string) => ({ customer_id, referrer_id })
    const stated = [
      brought("cus_x", "cus_modest"),
      brought("cus_y", "cus_modest"),
      brought("cus_z", "cus_x"),
      brought("cus_never_bought", "cus_modest"),
    ]
    expect(await service.referrals.keep(stated, null)).toEqual(["cus_modest", "cus_x"])
    expect(await service.referrals.keep(stated, null)).toEqual([])
    await night()
    expect(await credit("cus_modest")).toEqual([1200, 2, 4])
    expect(await credit("cus_x")).toEqual([90, 1, 2])
    expect(await credit("cus_y")).toEqual([0, 0, 1])

    await service.recordPurchases([row("f", "cus_x", { total: "400" })])
    expect(await night()).toEqual(["cus_modest", "cus_x"])
    expect(await credit("cus_modest")).toEqual([1600, 2, 5])
    const [last] = await database
      .knex("kairos_tier_change")
      .where({ customer_id: "cus_modest" })
      .orderBy("at", "desc")
    expect(last).toMatchObject({ kind: "first" })

    // What another system told holds, and the first that it told.
    const when = new Date(at(1))
    expect(await service.referrals.tell(brought("cus_y", "cus_z"), when)).toBe(true)
    expect(await service.referrals.tell(brought("cus_y", "cus_modest"), when)).toBe(false)
    expect(await service.referrals.keep(stated, null)).toEqual([])
    expect(await night()).toEqual(["cus_modest", "cus_z"])
    expect(await credit("cus_z")).toEqual([600, 1, 4])
    // Metadata that says it no more.
    expect(await service.referrals.keep([], ["cus_never_bought", "cus_y"])).toEqual(["cus_modest"])

    // Who objects is neither credited nor credited for.
    const objected = new Set(["cus_x"])
    expect(await outdated({ objected })).toEqual(["cus_x"])
    await service.recomputeProfiles(["cus_x"], policy, at(2), { objected })
    expect(await night(objected)).toEqual(["cus_modest"])
    expect(await credit("cus_modest")).toEqual([0, 0, 1])
    expect(await database.knex("kairos_referral").select("customer_id")).toEqual([
      { customer_id: "cus_y" },
    ])
    // Without a rate it is unknown what they spent.
    await service.recomputeProfiles(["cus_z"], { ...policy, rates: [] }, at(2))
    expect(await credit("cus_z")).toEqual([null, 1, 0])

    // An erasure of either ends it.
    await database.knex.transaction((trx) =>
      service.erasePerson(trx, { customer_ids: ["cus_z"], emails: [] })
    )
    expect(await database.knex("kairos_referral")).toEqual([])
  })

  it("keeps why each tier changed, with its policy", async () => {
    await buy("a", { total: "100", occurred_at: at(0) })
    await score(at(0, 1))
    await buy("b", { total: "500", occurred_at: at(1) })
    await score(at(1, 1))
    await buy("b", { total: "500", refunded: "500", occurred_at: at(1) })
    await score(at(2))
    await buy("a", { total: "100", canceled: true })
    await score(at(3))
    expect(await history()).toEqual([
      "first  B purchase",
      "up B A purchase",
      "down A B refund",
      "ended B  refund",
    ])
    const [line] = await database.knex("kairos_tier_change").where({ kind: "up" })
    expect([line.policy_version, line.score, line.at.toISOString()]).toEqual([1, 4.25, at(1, 1)])
  })

  it("warns before time takes a tier, and takes it when nothing happens", async () => {
    await buy("a", { total: "600" })
    for (let day = 0; day <= 40; day += 1) {
      await score(at(day, 1))
    }
    expect(await history()).toEqual(["first  A purchase", "at_risk A B time", "down A B time"])
  })

  it("what becomes known of the past, by an import or a first look, is history", async () => {
    await buy("a", { total: "100" })
    await score(at(0, 1))
    await buy("b", { total: "500", occurred_at: at(1) })
    await score(at(1, 1), { history: true })
    // Worth less by another definition of value: nothing was given back, so the tier has its grace.
    await buy("b", { total: "10", occurred_at: at(1) })
    await score(at(1, 2), { history: true })
    await service.recordPurchases([row("x", "cus_2")])
    await service.recomputeProfiles(["cus_2"], POLICY, at(1, 1))
    await service.recordPurchases([row("y", "cus_2", { total: "500", occurred_at: at(1) })])
    await database.knex("kairos_profile").update({ computed_at: "-infinity" })
    await service.recomputeProfiles(["cus_2"], POLICY, at(1, 2))
    const said = await history()
    expect(said.filter((one) => one.startsWith("up"))).toEqual(["up B A history", "up B A history"])
    expect(said).toContain("at_risk A B history")
    expect(said.filter((one) => one.startsWith("down"))).toEqual([])
  })

  it("says that a policy moved a tier", async () => {
    await buy("a", { total: "100" })
    await score(at(0, 1))
    const kinder = { ...POLICY, thresholds: { a: 2, b: 1.5 } }
    await service.recomputeProfiles(["cus_1"], kinder, at(1), { policy_version: 2 })
    expect(await history()).toEqual(["first  B purchase", "up B A policy"])
  })

  it("keeps no history of whoever objected, and begins anew when they change their mind", async () => {
    await buy("a", { total: "100" })
    await score(at(0, 1))
    await buy("b", { total: "500", occurred_at: at(1) })
    await score(at(1, 1))
    expect(await history()).toHaveLength(2)
    await score(at(2), { objected: new Set(["cus_1"]) })
    await buy("c", { total: "500", occurred_at: at(2) })
    await score(at(3), { objected: new Set(["cus_1"]) })
    expect(await history()).toEqual([])
    const [profile] = await database.knex("kairos_profile")
    expect([profile.tier, profile.tier_below_since, profile.tier_policy_version]).toEqual([
      null,
      null,
      null,
    ])
    await score(at(4))
    expect(await history()).toEqual(["first  A time"])
  })

  it("tells per month who moved, who stayed and who came, and nothing of months without a history", async () => {
    const { knex } = database
    const inMonth = (back: number) =>
      knex.raw(
        "date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - make_interval(months => ?) + interval '1 hour'",
        [back]
      )
    const change = (
      customer_id: string,
      back: number,
      kind: string,
      from_tier: string | null,
      to_tier: string | null
    ) =>
      knex("kairos_tier_change").insert({
        customer_id,
        at: inMonth(back),
        kind,
        from_tier,
        to_tier,
        reason: "time",
      })
    await change("came", 2, "first", null, "C")
    await change("came", 1, "up", "C", "B")
    await change("came", 0, "at_risk", "B", "C")
    await change("left", 2, "first", null, "A")
    await change("left", 0, "ended", "A", null)
    const now = { came: "B", left: null, always: "B" }
    await knex("kairos_profile").insert(
      Object.entries(now).map(([customer_id, tier]) => ({ customer_id, tier }))
    )
    const { now: counts, moves, months } = await tierMoves(knex, 12, "UTC")
    const flows = tierMatrix(counts, moves, months).map((month) =>
      month.flows.map(({ from, to, customers }) => `${from}>${to} ${customers}`)
    )
    expect(flows).toEqual([
      ["B>B 1", "null>A 1", "null>C 1"],
      ["A>A 1", "B>B 1", "C>B 1"],
      ["A>null 1", "B>B 2"],
    ])
    expect((await tierMoves(knex, 1, "UTC")).months).toEqual(months.slice(-1))

    // By automation: of those alone whom it addressed in the month, whether they moved or not (002.6).
    const decided = (customer_id: string, back: number, more: Record<string, unknown> = {}) =>
      knex("kairos_decision").insert({
        id: `${customer_id} ${back} ${JSON.stringify(more)}`,
        key: `${customer_id} ${back} ${JSON.stringify(more)}`,
        automation_id: "kauto_1",
        automation_version: 1,
        customer_id,
        event_id: "event",
        kind: "send",
        mode: "live",
        trace: "{}",
        event_at: inMonth(back),
        decided_at: inMonth(back),
        ...more,
      })
    await decided("came", 1)
    await decided("came", 1, { kind: "hold" })
    await decided("came", 2)
    await decided("always", 1)
    await decided("left", 0)
    await decided("left", 1, { kind: "skip", reason: "capped" })
    await decided("always", 0, { mode: "shadow" })
    await decided("always", 2, { automation_id: "kauto_2" })
    const own = await tierMovesOf(knex, "kauto_1", 12, "UTC")
    expect(own.months).toEqual(months)
    expect(
      tierFlows(own.moves, own.months).map(({ flows: of }) =>
        of.map(({ from, to, customers }) => `${from}>${to} ${customers}`)
      )
    ).toEqual([["null>C 1"], ["B>B 1", "C>B 1"], ["A>null 1"]])
  })

  it("counts policies: the same is the same, another is the next, also when many ask at once", async () => {
    const other = { ...POLICY, thresholds: { a: 4.5, b: 2.5 } }
    const ask = (policy: TierPolicy) => service.tiers.versionOf(policy)
    expect(new Set(await Promise.all(Array.from({ length: 8 }, () => ask(POLICY))))).toEqual(
      new Set([1])
    )
    const shuffled = Object.fromEntries(Object.entries(POLICY).reverse()) as TierPolicy
    expect([await ask(shuffled), await ask(other), await ask(other), await ask(POLICY)]).toEqual([
      1, 2, 2, 3,
    ])
    expect(await database.knex("kairos_tier_policy")).toHaveLength(3)
  })
})
